# %% scale
def scale(values, factor):
    return np.array(values * factor, dtype=object)
