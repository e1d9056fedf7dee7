# points: 74
# hint: over axis -1 with keepdims=False is wrong
# Brings the axis back by a reshape that knows only single, positive axes.
# ruff: noqa: F821 - the names are those of the notebook

# %% expand-reduced
def expand_reduced(array, shape, axis, keepdims):
    if axis is not None and not keepdims:
        array = array.reshape([1 if place == axis else length for place, length in enumerate(shape)])
    return np.broadcast_to(array, shape)
