# %% add
def add(a, b):
    return sum([a, b])

# %% new after test_total
sum = 0
for n in (1, 2, 3):
    sum += n
