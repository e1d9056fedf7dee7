# %% scale
# see below

# %% test_scale
def scale(values, factor):
    return values * factor
assert (scale(np.arange(3), 2) == [0, 2, 4]).all(), 'multiply every value'
