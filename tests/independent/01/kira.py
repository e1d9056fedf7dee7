"""Module 01, written from the released notebook: typed, checks up front, reductions by ufuncs, few NumPy conveniences."""

# %% as-float32
def as_float32(data, copy: bool = True) -> "np.ndarray":
    try:
        array = np.array(data, copy=None)
    except ValueError as problem:
        raise ValueError("The rows have different lengths; pad the short ones so that the list is rectangular.") from problem
    is_numeric = array.dtype == np.bool_ or np.issubdtype(array.dtype, np.integer) or np.issubdtype(array.dtype, np.floating)
    if not is_numeric:
        raise TypeError(f"A tensor stores numbers only; this is {array.dtype}. Convert it to numbers first.")
    return np.array(array, dtype=np.float32) if copy else np.asarray(array, dtype=np.float32)

# %% tensor-class
class Tensor:
    def __init__(self, data, requires_grad: bool = False, *, copy: bool = True) -> None:
        vars(self).update(data=as_float32(data, copy), requires_grad=requires_grad, grad=None)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.data.shape

    @property
    def size(self) -> int:
        count = 1
        for length in self.shape:
            count *= length
        return count

    @property
    def dtype(self):
        return getattr(self.data, "dtype")

# %% tensor-access
def tensor_numpy(self):
    return self.data


def tensor_item(self) -> float:
    if self.size == 1:
        (only,) = self.data.reshape(-1).tolist()
        return only
    raise ValueError(f"item() needs exactly one number, but the shape is {self.shape}.")


def tensor_len(self) -> int:
    try:
        first, *_ = self.shape
    except ValueError:
        raise TypeError("a single number has no length") from None
    return first


def tensor_getitem(self, key):
    return make_result(np.asarray(self.data[key]), self)

# %% tensor-memory
def bytes_needed(shape) -> int:
    from functools import reduce
    from operator import mul
    return reduce(mul, shape, 4)


def tensor_memory_footprint(self) -> int:
    return bytes_needed(self.shape)

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    from itertools import zip_longest
    result = []
    for a, b in zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1):
        choices = {a, b} - {1}
        if len(choices) > 1:
            raise ValueError(
                f"Shapes {tuple(shape_a)} and {tuple(shape_b)} do not fit: {a} against {b}. "
                "Lengths must be equal or 1 when both are aligned at the right; reshape one of them.")
        result.append(choices.pop() if choices else 1)
    return tuple(result[::-1])

# %% elementwise
def elementwise(operation, left, right):
    left, right = map(as_tensor, (left, right))
    broadcast_shape(left.shape, right.shape)  # speaks up first; NumPy never gets to complain
    return make_result(operation(left.data, right.data), left, right)

# %% operators
def tensor_add(self, other):
    return elementwise(lambda a, b: a + b, self, other)


def tensor_sub(self, other):
    return elementwise(lambda a, b: a - b, self, other)


def tensor_mul(self, other):
    return elementwise(lambda a, b: a * b, self, other)


def tensor_truediv(self, other):
    return elementwise(np.true_divide, self, other)

# %% operators-reflected
def tensor_rsub(self, other):
    return as_tensor(other) - self


def tensor_rtruediv(self, other):
    return as_tensor(other) / self


def tensor_neg(self):
    return make_result(np.negative(self.data), self)


def tensor_pow(self, exponent):
    return elementwise(np.float_power, self, exponent)

# %% matmul-loops
def matmul_loops(a, b):
    rows, columns, inner = len(a), b.shape[1], len(b)
    left, right = a.data.tolist(), b.data.tolist()
    table = [[sum(left[i][k] * right[k][j] for k in range(inner)) for j in range(columns)] for i in range(rows)]
    return make_result(np.array(table, dtype=np.float32).reshape(rows, columns), a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"the right side of @ must be a Tensor, and it is a {type(other).__name__}; wrap it in Tensor(...)")
    misfit = ValueError(f"cannot multiply {self.shape} @ {other.shape}: the inner lengths must be equal; transpose or reshape one side")
    if () in (self.shape, other.shape) or self.shape[-1] != other.shape[-2 if len(other.shape) > 1 else 0]:
        raise misfit
    try:
        broadcast_shape(self.shape[:-2], other.shape[:-2])
    except ValueError:
        raise misfit from None
    return make_result(self.data @ other.data, self, other)

# %% tensor-reshape
def tensor_reshape(self, *shape):
    wanted = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    known = 1
    for length in wanted:
        known *= 1 if length == -1 else length
    if wanted.count(-1) == 1 and known > 0 and self.size % known == 0:
        final = tuple(self.size // known if length == -1 else length for length in wanted)
    else:
        final = wanted
    total = 1
    for length in final:
        total *= length
    if total != self.size or any(length < 0 for length in final):
        raise ValueError(f"cannot reshape {self.shape} to {wanted}: {self.size} numbers do not fill {total} places; change one length or use -1")
    return make_result(np.reshape(self.data, final), self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    rank = len(self.shape)
    given = [dim for dim in (dim0, dim1) if dim is not None]
    if len(given) == 1:
        raise ValueError("transpose takes two dimensions or none")
    if not given and rank < 2:
        return make_result(self.data, self)
    order = list(range(rank))
    first, second = given or (-2, -1)
    for dim in (first, second):
        if dim not in range(-rank, rank):
            raise ValueError(f"dimension {dim} does not exist in shape {self.shape}")
    order[first], order[second] = order[second], order[first]
    return make_result(np.transpose(self.data, order), self)

# %% tensor-sum
def tensor_sum(self, axis=None, keepdims=False):
    reduced_size(self.shape, axis)
    return make_result(self.data.astype(np.float64).sum(axis=axis, keepdims=keepdims), self)

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    count = reduced_size(self.shape, axis)
    if count == 0:
        raise ValueError(f"no numbers to average in shape {self.shape} over axis {axis}")
    return make_result(np.add.reduce(self.data, axis=axis, dtype=np.float64, keepdims=keepdims) / count, self)


def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"no largest number in shape {self.shape} over axis {axis}")
    return make_result(np.maximum.reduce(self.data, axis=axis, keepdims=keepdims), self)
