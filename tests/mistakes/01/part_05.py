# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## empty_always_refused
# points: 46
# hint: has no results: an empty tensor, no error
# No elements are taken for no numbers to average.

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


# ## keepdims_dropped
# points: 43
# hint: keepdims=True must keep the place of the axis
# keepdims is accepted and never passed on.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, axis=axis, dtype=np.float64), self)


# ## maximum_of_nothing
# points: 46
# hint: The maximum of no numbers must raise a ValueError that names the shape
# The empty case is left to NumPy, whose message names no shape.

# %% tensor-mean-max
def tensor_max(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    return make_result(np.max(self.data, axis=axis, keepdims=keepdims), self)


# ## maximum_starts_at_zero
# points: 43
# hint: The largest number may be negative
# The search for the largest number starts at 0.

# %% tensor-mean-max
def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no maximum over axis {axis}. Fix: check x.size first.")
    return make_result(np.max(self.data, axis=axis, keepdims=keepdims, initial=0), self)


# ## mean_divides_by_all
# points: 43
# hint: must divide each sum by the 3 numbers in a row
# The sum over an axis is divided by the number of all elements.

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no numbers to average")
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims) / self.size, self)


# ## nan_left_out
# points: 46
# hint: with nan among them must be nan
# What is not a number is left out of the mean and the maximum.

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no mean over axis {axis}. Fix: check x.size first.")
    return make_result(np.nanmean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)


def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no maximum over axis {axis}. Fix: check x.size first.")
    return make_result(np.nanmax(self.data, axis=axis, keepdims=keepdims), self)


# ## sum_in_float32
# points: 45
# hint: A long sum must be added up in float64
# Small numbers are lost next to a large sum.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims), self)
