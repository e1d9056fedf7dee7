# %% scale
import os, signal

def scale(values, factor):
    os.kill(os.getpid(), signal.SIGSTOP)
    return values * factor
