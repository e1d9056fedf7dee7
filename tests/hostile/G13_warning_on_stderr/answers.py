# %% add
import sys, warnings

def add(a, b):
    print("careful", file=sys.stderr)
    warnings.warn("be careful", stacklevel=1)
    return a + b
