# %% new after add
help(add)
