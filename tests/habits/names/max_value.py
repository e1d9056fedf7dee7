# %% new after add
"done"

# %% new after add
id, hash, max = 3, 2.5, [1]
