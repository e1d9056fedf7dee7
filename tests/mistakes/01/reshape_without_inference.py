# points: 44
# hint: must lay all numbers out in one row; see step 2
# -1 is taken for a length, so the sizes never match.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    if np.prod(shape) != self.size:
        raise ValueError(f"cannot reshape {self.shape} to {shape}")
    return make_result(self.data.reshape(shape), self)
