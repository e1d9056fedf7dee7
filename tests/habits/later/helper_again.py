# %% add
def shape(a, b):
    return [a, b]

def add(a, b):
    return sum(shape(a, b))

# %% new after test_add
shape = (3, 4)
# %% new after test_scale
def shape(n):
    print("." * n)
