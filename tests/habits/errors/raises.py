# %% new after add
raise ValueError("look here")
