# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## added_without_unbroadcast
# points: 70
# hint: each in its own shape
# Hands the gradient of the result to both, whatever their shape.

# %% add-backward
def apply(self, grad_output):
    return grad_output, grad_output


# ## chain_rule_forgotten
# points: 67
# hint: g times the other input
# Returns the slope alone, without the gradient that came in.

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = grad_b = None
    if a.requires_grad:
        grad_a = unbroadcast(np.ones_like(grad_output) * b.data, a.shape)
    if b.requires_grad:
        grad_b = unbroadcast(np.ones_like(grad_output) * a.data, b.shape)
    return grad_a, grad_b


# ## inputs_copied
# points: 24
# hint: the tensors themselves, not copies
# The node remembers copies, so the way back ends at once.

# %% function-class
def __init__(self, *tensors):
    self.saved_tensors = tuple(Tensor(value) for value in tensors)


# ## lost_broadcast
# points: 53
# hint: gets the sum over the rows
# The gradient keeps the shape of the result.

# %% unbroadcast
def unbroadcast(gradient, shape):
    return gradient


# ## product_in_the_gradient
# points: 71
# hint: belongs to somebody else: make a new array
# The incoming gradient is multiplied where it is.

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_b = unbroadcast(grad_output * a.data, b.shape) if b.requires_grad else None
    if not a.requires_grad:
        return None, grad_b
    if grad_output.shape == b.shape:
        grad_output *= b.data
    else:
        grad_output = grad_output * b.data
    return unbroadcast(grad_output, a.shape), grad_b


# ## product_of_sizes
# points: 71
# hint: MulBackward is wrong for
# The other factor loses its sign.

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = unbroadcast(grad_output * abs(b.data), a.shape) if a.requires_grad else None
    grad_b = unbroadcast(grad_output * abs(a.data), b.shape) if b.requires_grad else None
    return grad_a, grad_b


# ## product_swapped
# points: 60
# hint: g times the other input
# Each factor gets its own value instead of the other's.

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = grad_b = None
    if a.requires_grad:
        grad_a = unbroadcast(grad_output * a.data, a.shape)
    if b.requires_grad:
        grad_b = unbroadcast(grad_output * b.data, b.shape)
    return grad_a, grad_b


# ## stretched_ones_kept
# points: 62
# hint: after summing over the stretched dimension
# Sums what was added on the left, forgets lengths of 1.

# %% unbroadcast
def unbroadcast(gradient, shape):
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0, dtype=np.float64)
    return gradient


# ## summed_in_float32
# points: 73
# hint: A long sum must be added up in float64
# Small numbers are lost next to a large sum.

# %% unbroadcast
def unbroadcast(gradient, shape):
    added = gradient.ndim - len(shape)
    axes = (*range(added), *(added + place for place, length in enumerate(shape)
                             if length == 1 and gradient.shape[added + place] != 1))
    return gradient.sum(axis=axes).reshape(shape) if axes else gradient


# ## sum_left_in_float64
# points: 73
# hint: The sum must be float32 again at the end
# Gradients take twice the memory from here on.

# %% unbroadcast
def unbroadcast(gradient, shape):
    added = gradient.ndim - len(shape)
    axes = (*range(added), *(added + place for place, length in enumerate(shape)
                             if length == 1 and gradient.shape[added + place] != 1))
    return gradient.sum(axis=axes, dtype=np.float64).reshape(shape) if axes else gradient

# ## gradient_remembered
# points: 73
# hint: MulBackward is wrong for
# The gradients of the first call are kept and handed out again.

# %% mul-backward
class MulBackward(Function):
    def apply(self, grad_output):
        if hasattr(self, "kept"):
            return self.kept
        a, b = self.saved_tensors
        self.kept = (unbroadcast(grad_output * b.data, a.shape) if a.requires_grad else None,
                     unbroadcast(grad_output * a.data, b.shape) if b.requires_grad else None)
        return self.kept


# ## inputs_in_a_list
# points: 73
# hint: saved_tensors must be a tuple
# The inputs are kept in a list.

# %% function-class
def __init__(self, *tensors):
    self.saved_tensors = [as_tensor(value) for value in tensors]


# ## numbers_stay_numbers
# points: 58
# hint: A plain number among the inputs must become a Tensor
# The inputs are kept as they come.

# %% function-class
def __init__(self, *tensors):
    self.saved_tensors = tensors
