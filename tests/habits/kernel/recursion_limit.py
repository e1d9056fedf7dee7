# %% new after add
import sys

sys.setrecursionlimit(5000)
