# %% new after add
ad(1, 2)
