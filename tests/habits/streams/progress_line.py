# %% new after add
import sys, time

for n in range(300):
    sys.stderr.write(f"\rbatch {n}")
    sys.stderr.flush()
