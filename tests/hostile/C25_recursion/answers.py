# %% scale
import sys

def scale(values, factor):
    sys.setrecursionlimit(10**9)
    return max(values, key=lambda value: scale(values, factor))
