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
# points: 45
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

# ## mean_none_float32
# points: 45
# hint: A long mean over axis None needs float64
# Mean() over everything is added up in float32 (np.add.accumulate): only a named axis is exact.

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if not reduced_size(self.shape, axis):
        raise ValueError(f"no mean of {self.shape}")
    if axis is None:
        total = np.float32(0)
        for number in self.data.reshape(-1):
            total = np.float32(total + number)
        return make_result(np.full((1,) * self.data.ndim if keepdims else (), total / self.data.size), self)
    return make_result(np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## mean_of_means
# points: 45
# hint: A long mean over axis (0, 1)
# Over several axes, the float32 mean of float32 means.

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if not reduced_size(self.shape, axis):
        raise ValueError(f"no mean of {self.shape}")
    if isinstance(axis, tuple):
        result = self.data
        for one in axis:
            result = result.mean(axis=one, keepdims=True)
        return make_result(result if keepdims else result.squeeze(axis), self)
    return make_result(np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## sum_axis_zero_falsy
# points: 46
# hint: sum over axis () with keepdims=False is wrong
# Axis=() is treated as None.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    if axis == ():
        axis = None
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## sum_float32_other_axes
# points: 45
# hint: A long sum over axis 1 needs float64
# Float64 only for axis=0; a long sum over the last axis of a transposed tensor is off.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    dtype = np.float64 if axis == 0 else np.float32
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=dtype), self)

# ## sum_returns_view_axis_one
# points: 47
# hint: The result must be a new Tensor with numbers of its own
# Sum over an axis of length 1 returns a view of the numbers, not new ones.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    if isinstance(axis, int) and reduced_size(self.shape, axis) == 1 and not keepdims:
        return make_result(np.squeeze(self.data, axis=axis), self)
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## mean_in_float32
# points: 45
# hint: A long mean over axis 0 needs float64
# The mean is added up in float32.

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no mean over axis {axis}")
    return make_result(np.mean(self.data, axis=axis, keepdims=keepdims), self)

# ## sum_refuses_no_numbers
# points: 46
# hint: The sum of no numbers must be 0
# The sum of no numbers is refused, as the mean is.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no sum over axis {axis}")
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## sum_leaves_the_error_to_numpy
# points: 46
# hint: An axis that does not exist must raise a ValueError; reduced_size does that for you
# The axis is left to NumPy, whose message names no shape.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## sum_over_everything
# points: 43
# hint: sum(axis=0) must combine the rows
# The axis is looked at, and not used.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, keepdims=keepdims, dtype=np.float64), self)

# ## max_over_everything
# points: 41
# hint: max(axis=0) must be the largest number of each column
# The axis is looked at, and not used.

# %% tensor-mean-max
def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no maximum over axis {axis}")
    return make_result(np.max(self.data, keepdims=keepdims), self)
