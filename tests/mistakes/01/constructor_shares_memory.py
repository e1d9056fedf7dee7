# points: 46
# hint: must not change when the array it was made from changes
# `copy` is not passed on, and sharing was taken for the better default.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-class
def __init__(self, data, requires_grad=False, *, copy=True):
    self.data = as_float32(data, copy=False)
    self.requires_grad = bool(requires_grad)
    self.grad = None
