# %% new after add
lambda x: x + 1
