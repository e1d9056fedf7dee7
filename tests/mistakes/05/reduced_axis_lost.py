# points: 68
# hint: copy the gradient back to the shape of x
# Copies back without bringing the axis back.
# ruff: noqa: F821 - the names are those of the notebook

# %% expand-reduced
def expand_reduced(array, shape, axis, keepdims):
    return np.broadcast_to(array, shape)
