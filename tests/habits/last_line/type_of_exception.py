# %% new after add
ValueError
