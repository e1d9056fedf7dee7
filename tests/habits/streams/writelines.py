# %% new after add
import sys

sys.stdout.writelines(["a\n", "b\n"])
