# %% new after add
np
