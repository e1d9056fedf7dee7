# points: 43
# hint: The largest number may be negative
# The search for the largest number starts at 0.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-mean-max
def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no maximum over axis {axis}. Fix: check x.size first.")
    return make_result(np.max(self.data, axis=axis, keepdims=keepdims, initial=0), self)
