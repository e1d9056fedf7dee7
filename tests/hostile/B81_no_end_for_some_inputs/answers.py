# %% add
def add(a, b):
    while b != 0:
        a, b = a + 1, b - 1
    return a
