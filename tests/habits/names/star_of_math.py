# %% new after add
from math import *
