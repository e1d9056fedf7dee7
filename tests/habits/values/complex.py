# %% scale
def scale(values, factor):
    return values * (factor + 0j)
