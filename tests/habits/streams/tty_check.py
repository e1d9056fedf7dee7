# %% new after add
import os, sys

try:
    width = os.get_terminal_size(sys.stdout.fileno()).columns
except OSError:
    width = 80
width
