# points: 50
# hint: gets the sum over the rows
# The gradient keeps the shape of the result.
# ruff: noqa: F821 - the names are those of the notebook

# %% unbroadcast
def unbroadcast(gradient, shape):
    return gradient
