# points: 46
# hint: visible in x: return a view, do not copy
# flatten() copies before the new shape is given.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return make_result(self.data.flatten().reshape(shape), self)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}") from None
