# points: 46
# hint: has no results: an empty tensor, no error
# No elements are taken for no numbers to average.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    if 0 in self.shape:
        raise ValueError(f"nothing to average in shape {self.shape}. Fix: look at x.size.")
    return make_result(np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)


def tensor_max(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    if 0 in self.shape:
        raise ValueError(f"nothing to compare in shape {self.shape}. Fix: look at x.size.")
    return make_result(np.max(self.data, axis=axis, keepdims=keepdims), self)
