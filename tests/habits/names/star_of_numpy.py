# %% total
def total():
    result = 0.0
    for line in open("numbers.csv"):
        result += float(line)
    return result

# %% new after add
from numpy import *
