# points: 46
# hint: must raise the error of your broadcast_shape
# NumPy's own message reaches the user, because the engine never asks broadcast_shape.
# ruff: noqa: F821 - the names are those of the notebook

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    return make_result(operation(left.data, right.data), left, right)
