# %% scale
import os

def scale(values, factor):
    os.kill(os.getpid(), 40)
