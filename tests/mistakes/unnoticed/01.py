"""Wrong solutions of Module 01 that still earn every point: each is to be noticed."""

# ## asfloat_complex_accepted
# Complex numbers are taken and lose their imaginary part.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows of different lengths; pad them") from None
    if array.dtype.kind in "OUSmMV":
        raise TypeError("a tensor holds numbers")
    if array.dtype.kind == "c":
        array = array.real
    return array.astype(np.float32, copy=copy)

# ## asfloat_dates_accepted
# Datetime64/timedelta64 arrays are taken as numbers.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows of different lengths; pad them") from None
    if array.dtype.kind in "mM":
        array = array.astype(np.int64)
    if array.dtype.kind not in "biuf":
        raise TypeError("a tensor holds numbers")
    return array.astype(np.float32, copy=copy)

# ## broadcast_divisible
# Accepts lengths that divide each other (2 with 4), as if the numbers could be repeated.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    from itertools import zip_longest
    result = []
    for a, b in zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1):
        if a != b and 1 not in (a, b) and not (a and b and max(a, b) % min(a, b) == 0):
            raise ValueError(f"{shape_a} and {shape_b} do not fit: {a} meets {b}")
        result.append(b if a == 1 else a if b == 1 else max(a, b))
    return tuple(result[::-1])

# ## broadcast_names_no_lengths
# The message names the shapes but not the two lengths.

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    from itertools import zip_longest
    result = []
    for a, b in zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1):
        choices = {a, b} - {1}
        if len(choices) > 1:
            raise ValueError(f"cannot broadcast {tuple(shape_a)} with {tuple(shape_b)}")
        result.append(choices.pop() if choices else 1)
    return tuple(result[::-1])

# ## bytes_needed_int32
# Overflows for large shapes: counted in np.int32.

# %% tensor-memory
def bytes_needed(shape):
    total = np.array(4, dtype=np.int32)
    with np.errstate(all="ignore"):
        for length in shape:
            total = (total * np.int32(length)).astype(np.int32)
    return int(total)

# ## div_eps
# 1e-8 is added to the divisor 'for safety': 1/0 is 1e8, not inf, small divisors are off.

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: a / (b + 1e-8), self, other)

# ## div_reciprocal
# X / y as x * (1 / y): tiny divisors overflow (1e-39) and 0/0 differs.

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: a * (np.float32(1) / b), self, other)

# ## div_zero_is_zero
# A division by zero gives 0 instead of inf.

# %% operators
def tensor_truediv(self, other):
    def divide(a, b):
        a, b = np.broadcast_arrays(a, b)
        return np.divide(a, b, out=np.zeros(a.shape, np.float32), where=b != 0)
    return elementwise(divide, self, other)

# ## elementwise_aliases
# The result of an operation that returns its input shares memory (x + 0 returns x's own numbers).

# %% operators
def tensor_add(self, other):
    if not isinstance(other, Tensor) and np.ndim(other) == 0 and other == 0:
        return make_result(self.data, self)
    return elementwise(np.add, self, other)

# ## elementwise_left_grad_only
# Requires_grad comes from the left operand alone when the right one is a Tensor of rank 0.

# %% elementwise
def elementwise(operation, left, right):
    left, right = map(as_tensor, (left, right))
    broadcast_shape(left.shape, right.shape)
    array = operation(left.data, right.data)
    return make_result(array, left) if right.shape == () else make_result(array, left, right)

# ## elementwise_swallows
# Any ValueError of the operation is turned into a shape error (no bare raise): returns None then.

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        return None
    return make_result(array, left, right)

# ## getitem_copies_fancy_only
# A slice with a step (x[::2]) is a copy.

# %% tensor-access
def tensor_getitem(self, key):
    part = np.asarray(self.data[key])
    if part.size and not part.flags.c_contiguous:
        part = part.copy()
    return make_result(part, self)

# ## getitem_wraps_negative
# X[-1] counts from the end only for ints; out-of-range rows are clipped instead of raising IndexError.

# %% tensor-access
def tensor_getitem(self, key):
    if isinstance(key, int):
        key = min(key, len(self.data) - 1)
    return make_result(np.asarray(self.data[key]), self)

# ## init_shape_stored
# Shape is stored when first asked and goes stale when data is replaced.

# %% tensor-class
class Tensor:
    @property
    def shape(self):
        if not hasattr(self, "_shape"):
            self._shape = self.data.shape
        return self._shape

# ## item_of_first
# Item() of an empty tensor raises IndexError, not ValueError with the shape.

# %% tensor-access
def tensor_item(self):
    if self.size > 1:
        raise ValueError(f"item() needs exactly one number, the shape is {self.shape}")
    return float(self.data.reshape(-1)[0])

# ## matmul_accepts_subclass_only
# Subclasses of Tensor are refused (type(other) is Tensor).

# %% tensor-matmul
def tensor_matmul(self, other):
    if type(other) is not Tensor:
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    try:
        return make_result(np.matmul(self.data, other.data), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: inner lengths must be equal") from None

# ## matmul_left_grad
# Requires_grad of the right operand is lost for vectors.

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    try:
        array = np.matmul(self.data, other.data)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: inner lengths must be equal") from None
    return make_result(array, self) if array.ndim < 2 else make_result(array, self, other)

# ## matmul_nan_swallowed
# Nan and inf in the operands become numbers.

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    try:
        return make_result(np.matmul(np.nan_to_num(self.data), np.nan_to_num(other.data)), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: inner lengths must be equal") from None

# ## mean_none_float32
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

# ## mul_by_one_same_object
# X * 1 returns x itself.

# %% operators
def tensor_mul(self, other):
    if isinstance(other, (int, float)) and other == 1:
        return self
    return elementwise(np.multiply, self, other)

# ## pow_by_loop
# Negative exponents give 1: repeated multiplication.

# %% operators-reflected
def tensor_pow(self, exponent):
    if isinstance(exponent, int):
        result = np.ones_like(self.data)
        for _ in range(exponent):
            result = result * self.data
        return make_result(result, self)
    return elementwise(np.power, self, exponent)

# ## pow_exponent_grad_lost
# X ** w does not require a gradient when only w does.

# %% operators-reflected
def tensor_pow(self, exponent):
    return make_result(np.power(self.data, as_tensor(exponent).data), self)

# ## reshape_fortran_when_transposed
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
# The message lacks both sizes.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return make_result(self.data.reshape(shape), self)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}") from None

# ## reshape_ravel_copies_noncontiguous_views
# Reshape of a slice whose numbers can be viewed (x[:, :1] to (2, 1)) copies.

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        return make_result(np.ascontiguousarray(self.data).reshape(shape), self)
    except ValueError:
        raise ValueError(f"cannot reshape {self.shape} to {shape}: {self.size}") from None

# ## rsub_numbers_only
# Array - x treats the array as its first number.

# %% operators-reflected
def tensor_rsub(self, other):
    return elementwise(np.subtract, np.asarray(other).reshape(-1)[0], self)

# ## sum_axis_zero_falsy
# Axis=() is treated as None.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    if axis == ():
        axis = None
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## sum_float32_other_axes
# Float64 only for axis=0; a long sum over the last axis of a transposed tensor is off.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    dtype = np.float64 if axis == 0 else np.float32
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=dtype), self)

# ## sum_returns_view_axis_one
# Sum over an axis of length 1 returns a view of the numbers, not new ones.

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    if isinstance(axis, int) and reduced_size(self.shape, axis) == 1 and not keepdims:
        return make_result(np.squeeze(self.data, axis=axis), self)
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)

# ## transpose_vector_returns_self
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
