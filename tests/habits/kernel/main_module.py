# %% new after add
import sys

sys.modules["__main__"].add is add, __name__
