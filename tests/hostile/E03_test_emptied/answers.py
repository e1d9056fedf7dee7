# %% scale
def scale(values, factor):
    return values

# %% test_scale
pass
