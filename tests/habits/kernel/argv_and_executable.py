# %% new after add
import sys

isinstance(sys.argv, list), sys.executable[:1]
