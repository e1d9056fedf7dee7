# %% new after add
"value" in globals()

# %% new after add
value = 3
del value
