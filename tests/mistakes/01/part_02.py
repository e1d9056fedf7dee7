# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## add_in_place
# points: 38
# hint: must return a new tensor and leave x unchanged
# The sum is written into the left operand.

# %% operators
def tensor_add(self, other):
    self.data += as_tensor(other).data
    return self


# ## broadcast_from_the_left
# points: 43
# hint: line both up at the right
# The shorter shape is filled with 1 on the wrong side.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    rank = max(len(shape_a), len(shape_b))
    padded_a = tuple(shape_a) + (1,) * (rank - len(shape_a))
    padded_b = tuple(shape_b) + (1,) * (rank - len(shape_b))
    for a, b in zip(padded_a, padded_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}")
    return tuple(max(a, b) for a, b in zip(padded_a, padded_b, strict=True))


# ## broadcast_takes_the_larger
# points: 47
# hint: where one length is 1, take the other
# max() of the two lengths is right until one of them is 0.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    padded_a = (1,) * (len(shape_b) - len(shape_a)) + tuple(shape_a)
    padded_b = (1,) * (len(shape_a) - len(shape_b)) + tuple(shape_b)
    for a, b in zip(padded_a, padded_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}")
    return tuple(max(a, b) for a, b in zip(padded_a, padded_b, strict=True))


# ## division_in_place
# points: 45
# hint: belongs to somebody else: make a new array
# The quotient is written into the left side.

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: np.divide(a, b, out=a) if a.shape == b.shape else np.divide(a, b), self, other)


# ## division_swapped
# points: 43
# hint: x / y must divide x by y
# The two sides of the division are exchanged.

# %% operators
def tensor_truediv(self, other):
    return elementwise(np.divide, other, self)


# ## misfit_unexplained
# points: 46
# hint: must raise the error of your broadcast_shape
# NumPy's own message reaches the user, because the engine never asks broadcast_shape.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    return make_result(operation(left.data, right.data), left, right)


# ## numbers_not_converted
# points: 42
# hint: does elementwise convert a plain number?
# Both sides are taken for tensors, so x + 2 has no .data to read.

# %% elementwise
def elementwise(operation, left, right):
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    return make_result(array, left, right)


# ## power_by_logarithm
# points: 43
# hint: x ** 2 must square every element
# The power as the exponential of the logarithm, which negative numbers do not have.

# %% operators-reflected
def tensor_pow(self, exponent):
    with np.errstate(all="ignore"):
        return elementwise(lambda base, n: np.exp(n * np.log(base)), self, exponent)


# ## power_of_size
# points: 43
# hint: Powers of negative numbers and of 0 exist too
# The sign is lost before the power is taken.

# %% operators-reflected
def tensor_pow(self, exponent):
    return elementwise(lambda base, n: np.abs(base) ** n, self, exponent)


# ## reflected_forgets_requires_grad
# points: 47
# hint: The result of 2 - w must require a gradient
# What stands on the right is wrapped without a look at requires_grad.

# %% operators-reflected
def tensor_rsub(self, other):
    return Tensor(as_float32(other) - self.data)


def tensor_rtruediv(self, other):
    return Tensor(as_float32(other) / self.data)


# ## reflected_order
# points: 45
# hint: 2 - x must subtract x from 2
# 2 - x is computed as x - 2, and 2 / x as x / 2.

# %% operators-reflected
def tensor_rsub(self, other):
    return elementwise(np.subtract, self, other)


def tensor_rtruediv(self, other):
    return elementwise(np.divide, self, other)


# ## requires_grad_lost
# points: 47
# hint: must require a gradient, as w does
# The result is wrapped by hand: right numbers, broken promise.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        return Tensor(operation(left.data, right.data))
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
