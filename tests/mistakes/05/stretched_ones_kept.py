# points: 62
# hint: after summing over the stretched dimension
# Sums what was added on the left, forgets lengths of 1.
# ruff: noqa: F821 - the names are those of the notebook

# %% unbroadcast
def unbroadcast(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    return gradient
