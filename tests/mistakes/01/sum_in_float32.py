# points: 45
# hint: A long sum must be added up in float64
# Small numbers are lost next to a large sum.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims), self)
