# %% add
def add(a, b):
    return max([len(list(range(a + b)))] or [0]) if 0 <= a + b < 100 else a + b

# %% new after test_total
list = [1, 2]
max = 3
len = 2
range = 5
