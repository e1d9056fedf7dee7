# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## max_counts_ties_twice
# points: 74
# hint: must share the gradient
# Equal maxima get the whole gradient each.

# %% max-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    largest = expand_reduced(self.result, x.shape, self.axis, self.keepdims)
    return ((x.data == largest) * expand_reduced(grad_output, x.shape, self.axis, self.keepdims),)


# ## max_marks_its_result
# points: 72
# hint: belongs to somebody else: make a new array
# The maxima are written over while the winners are looked for.

# %% max-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    largest = expand_reduced(self.result, x.shape, self.axis, self.keepdims)
    gradient = expand_reduced(grad_output, x.shape, self.axis, self.keepdims)
    winners = (x.data == largest).astype(np.float32)
    self.result[...] = 0
    return (winners * gradient / winners.sum(axis=self.axis, keepdims=True),)


# ## mean_divided_by_all
# points: 70
# hint: divide by how many numbers
# Divides an axis mean by the size of the whole tensor.

# %% mean-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (expand_reduced(grad_output, x.shape, self.axis, self.keepdims) / max(x.size, 1),)


# ## mean_not_divided
# points: 70
# hint: divide by how many numbers
# The mean as if it were the sum.

# %% mean-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (expand_reduced(grad_output, x.shape, self.axis, self.keepdims),)


# ## reduced_axis_by_hand
# points: 74
# hint: over axis -1 with keepdims=False is wrong
# Brings the axis back by a reshape that knows only single, positive axes.

# %% expand-reduced
def expand_reduced(array, shape, axis, keepdims):
    if axis is not None and not keepdims:
        array = array.reshape([1 if place == axis else length for place, length in enumerate(shape)])
    return np.broadcast_to(array, shape)


# ## reduced_axis_lost
# points: 68
# hint: copy the gradient back to the shape of x
# Copies back without bringing the axis back.

# %% expand-reduced
def expand_reduced(array, shape, axis, keepdims):
    return np.broadcast_to(array, shape)

# ## max_first_winner_of_many
# points: 74
# hint: Equally large numbers must share the gradient
# Numbers that are nearly the largest count as winners.

# %% max-backward
class MaxBackward(SumBackward):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        largest = expand_reduced(self.result, x.shape, self.axis, self.keepdims)
        gradient = expand_reduced(grad_output, x.shape, self.axis, self.keepdims)
        winners = np.isclose(x.data, largest, rtol=1e-2).astype(np.float32)
        return (winners * gradient / winners.sum(axis=self.axis, keepdims=True),)
