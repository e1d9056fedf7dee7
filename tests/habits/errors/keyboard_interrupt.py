# %% new after add
raise KeyboardInterrupt
