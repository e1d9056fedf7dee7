# %% add
import endless

def add(a, b):
    return a + b
