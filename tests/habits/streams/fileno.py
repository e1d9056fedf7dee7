# %% new after add
import sys

sys.stdout.fileno(), sys.stderr.fileno()
