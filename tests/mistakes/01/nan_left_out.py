# points: 46
# hint: with nan among them must be nan
# What is not a number is left out of the mean and the maximum.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no mean over axis {axis}. Fix: check x.size first.")
    return make_result(np.nanmean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)


def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no maximum over axis {axis}. Fix: check x.size first.")
    return make_result(np.nanmax(self.data, axis=axis, keepdims=keepdims), self)
