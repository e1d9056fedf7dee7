# %% new after add
from layers import Linear

Linear(3, 2)
