# %% new after add
from mylib.core import three

three()
