# %% new after add
import os, random, sys

drawn = (float(np.random.rand()), random.random())
print("drawn twice" if drawn[0] == drawn[1] else "drawn once", os.getuid() > 1_000_000)
