# points: 42
# hint: does elementwise convert a plain number?
# Both sides are taken for tensors, so x + 2 has no .data to read.
# ruff: noqa: F821 - the names are those of the notebook

# %% elementwise
def elementwise(operation, left, right):
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    return make_result(array, left, right)
