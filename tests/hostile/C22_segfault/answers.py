# %% scale
import ctypes

def scale(values, factor):
    ctypes.string_at(0)
