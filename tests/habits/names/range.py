# %% new after add
"done"

# %% new after add
def range(n):
    return np.arange(n)
