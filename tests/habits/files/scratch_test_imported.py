# %% new after add
from test import helper

helper()
