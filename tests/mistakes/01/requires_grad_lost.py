# points: 47
# hint: must require a gradient, as w does
# The result is wrapped by hand: right numbers, broken promise.
# ruff: noqa: F821 - the names are those of the notebook

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        return Tensor(operation(left.data, right.data))
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
