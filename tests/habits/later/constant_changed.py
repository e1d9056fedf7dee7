# %% add
ZERO = 0

def add(a, b):
    return ZERO + a + b

# %% new after test_add
ZERO = "zero"
