# %% new after add
"done"

# %% new after add
def max(a, b):
    return a if a > b else b
