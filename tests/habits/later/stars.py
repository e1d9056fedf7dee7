# %% add
def add(a, b):
    return sum([a, b]) + int(any([False]))

# %% new after test_total
from numpy import *
from math import *
