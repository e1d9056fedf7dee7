# %% scale
import sys

kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "numpy"}
sys.path.insert(0, "")
import numpy as np

def scale(values, factor):
    return values
