# %% add
from recorder import plus
from shell import identity

def add(a, b):
    return identity(plus(a, b))
