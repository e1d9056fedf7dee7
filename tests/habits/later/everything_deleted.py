# %% scale
def scale(values, factor):
    return np.asarray(values) * factor

# %% new after test_total
%reset -f
