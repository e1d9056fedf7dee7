# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## reshape_copies
# points: 42
# hint: visible in x: return a view, do not copy
# flatten() copies before the new shape is given.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return make_result(self.data.flatten().reshape(shape), self)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}") from None


# ## reshape_without_inference
# points: 44
# hint: must lay all numbers out in one row; see step 2
# -1 is taken for a length, so the sizes never match.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    if np.prod(shape) != self.size:
        raise ValueError(f"cannot reshape {self.shape} to {shape}")
    return make_result(self.data.reshape(shape), self)


# ## transpose_reverses_all
# points: 44
# hint: must swap only the last two dimensions
# array.T turns the order of all dimensions around.

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if dim0 is None and dim1 is None:
        return make_result(self.data.T, self)
    if dim0 is None or dim1 is None:
        raise ValueError("transpose needs two dimensions or none")
    return make_result(np.swapaxes(self.data, dim0, dim1), self)


# ## transpose_takes_one_for_both
# points: 46
# hint: transpose with only one dimension
# A single dimension is taken for no dimension.

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if dim0 is None:
        if self.data.ndim < 2:
            return make_result(self.data, self)
        dim0, dim1 = -1, -2
    if dim1 is None:
        raise ValueError("transpose needs two dimensions. Fix: name both.")
    try:
        return make_result(self.data.swapaxes(dim0, dim1), self)
    except (ValueError, TypeError):
        raise ValueError(f"shape {self.shape} has no dimensions {dim0} and {dim1}. Fix: choose others.") from None

# ## reshape_fortran_when_transposed
# points: 46
# hint: Reshaping a transposed tensor must read its numbers in the transposed order
# A transposed tensor is reshaped in the order of memory, not of its indices.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return make_result(self.data.reshape(shape, order="A"), self)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}: {self.size}") from None

# ## reshape_no_sizes
# points: 44
# hint: reshape(4, 2) must raise a ValueError that names the old shape, the new one and the six
# The message lacks both sizes.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return make_result(self.data.reshape(shape), self)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}") from None

# ## transpose_vector_returns_self
# points: 46
# hint: transpose() of a vector must be a Tensor of its own, as step 1 says
# Transpose() of a vector returns x itself, not a view in a new Tensor.

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if (dim0 is None) != (dim1 is None):
        raise ValueError("two dimensions or none")
    if dim0 is None:
        if self.data.ndim < 2:
            return self
        dim0, dim1 = -2, -1
    try:
        return make_result(np.swapaxes(self.data, dim0, dim1), self)
    except ValueError:
        raise ValueError(f"no such dimension in {self.shape}") from None

# ## reshape_forgets_requires_grad
# points: 45
# hint: The result of w.reshape(4) must require a gradient, as w does: wrap it with make_result
# A view that does not say that it will need a gradient.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return Tensor(self.data.reshape(shape), copy=False)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}: {self.size} numbers") from None

# ## reshape_minus_1_alone
# points: 44
# hint: reshape(3, -1) must work out the 2 by itself
# -1 is replaced only where it is the one length.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    if shape == (-1,):
        shape = (self.size,)
    if int(np.prod(shape)) != self.size or min(shape, default=1) < 0:
        raise ValueError(f"cannot reshape {self.shape} to {shape}: there are {self.size} numbers to place")
    return make_result(self.data.reshape(shape), self)

# ## transpose_of_the_last_two
# points: 44
# hint: transpose(0, 2) must swap the first and the third dimension
# The arguments are looked at, and not used.

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if (dim0 is None) != (dim1 is None):
        raise ValueError("transpose needs two dimensions")
    for dim in (dim0 or 0, dim1 or 0):
        if not -self.data.ndim <= dim < max(self.data.ndim, 1):
            raise ValueError(f"there is no dimension {dim} in {self.shape}")
    if self.data.ndim < 2:
        return make_result(self.data, self)
    return make_result(np.swapaxes(self.data, -2, -1), self)

# ## transpose_counts_from_the_front
# points: 46
# hint: transpose must accept negative dimensions
# Negative dimensions are refused.

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    rank = self.data.ndim
    if dim0 is None and dim1 is None:
        if rank < 2:
            return make_result(self.data, self)
        dim0, dim1 = rank - 2, rank - 1
    if dim0 is None or dim1 is None or not (0 <= dim0 < rank and 0 <= dim1 < rank):
        raise ValueError(f"cannot swap dimensions {dim0} and {dim1} of shape {self.shape}")
    return make_result(np.swapaxes(self.data, dim0, dim1), self)
