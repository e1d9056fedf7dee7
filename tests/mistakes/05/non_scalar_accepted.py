# points: 75
# hint: must raise a ValueError with the shape
# Starts with ones for every result.
# ruff: noqa: F821 - the names are those of the notebook

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if gradient is None:
        return np.ones(tensor.shape, dtype=np.float32)
    return as_float32(gradient)
