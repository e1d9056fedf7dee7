# points: 43
# hint: must divide each sum by the 3 numbers in a row
# The sum over an axis is divided by the number of all elements.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no numbers to average")
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims) / self.size, self)
