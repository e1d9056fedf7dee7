# %% new after add
import os

os.system("true")
