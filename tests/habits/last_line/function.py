# %% add
def add(a, b):
    return a + b

add

# %% new after add
def add(a, b):
    return a + b

add
