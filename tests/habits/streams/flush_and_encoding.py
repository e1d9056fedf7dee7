# %% new after add
import sys

sys.stdout.flush()
print("é", flush=True)
sys.stdout.encoding, sys.stdout.isatty()
