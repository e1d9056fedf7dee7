# %% new after add
"done"

# %% new after add
def abs(x):
    return x if x > 0 else -x
