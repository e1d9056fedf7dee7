# Follows the hints too, written by somebody else than chloe.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    try:
        numbers = np.asarray(data)
    except ValueError:
        raise ValueError(
            "The rows of the list have different lengths. Fix: give every row the same number of entries."
        ) from None
    allowed = "biuf"
    if numbers.dtype.kind not in allowed:
        raise TypeError(f"Only numbers can be stored in a tensor, not {numbers.dtype}.")
    return numbers.astype(np.float32, copy=copy)

# %% tensor-access
def tensor_item(self):
    if self.data.size != 1:
        raise ValueError(f"A tensor of shape {self.shape} is not a single number.")
    return float(self.data.item())


def tensor_len(self):
    if len(self.shape) == 0:
        raise TypeError("A single number has no length.")
    return self.shape[0]

# %% tensor-memory
def bytes_needed(shape):
    count = 1
    for dimension in shape:
        count *= dimension
    return count * 4


def tensor_memory_footprint(self):
    return self.data.itemsize * self.data.size

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    longest = max(len(shape_a), len(shape_b))
    a = (1,) * (longest - len(shape_a)) + tuple(shape_a)
    b = (1,) * (longest - len(shape_b)) + tuple(shape_b)
    result = ()
    for length_a, length_b in zip(a, b):
        if length_a == length_b or length_b == 1:
            result += (length_a,)
        elif length_a == 1:
            result += (length_b,)
        else:
            raise ValueError(
                f"cannot broadcast {shape_a} with {shape_b}: {length_a} meets {length_b}. "
                "Rule: they must be the same or 1. Fix: reshape one of the two."
            )
    return result

# %% elementwise
def elementwise(operation, left, right):
    left, right = as_tensor(left), as_tensor(right)
    try:
        result = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    else:
        return make_result(result, left, right)

# %% matmul-loops
def matmul_loops(a, b):
    (rows, inner), (_, columns) = a.data.shape, b.data.shape
    result = np.zeros((rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            total = 0
            for k in range(inner):
                total += a.data[i, k] * b.data[k, j]
            result[i, j] = total
    return make_result(result, a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"Matrix product with {type(other).__name__}: wrap it in Tensor(...) first.")
    try:
        return make_result(np.matmul(self.data, other.data), self, other)
    except ValueError:
        raise ValueError(
            f"Matrix product {self.shape} @ {other.shape}: inner lengths must be equal. Fix: use transpose()."
        ) from None

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and isinstance(shape[0], (list, tuple)):
        shape = shape[0]
    shape = tuple(shape)
    if shape.count(-1) > 1 or any(length < -1 for length in shape):
        raise ValueError(f"Cannot reshape {self.shape} ({self.size} numbers) to {shape}: bad lengths.")
    try:
        view = self.data.reshape(shape)
    except ValueError:
        raise ValueError(
            f"Cannot reshape {self.shape} ({self.size} numbers) to {shape} ({np.prod(shape)} numbers)."
        ) from None
    return make_result(view, self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if (dim0 is None) != (dim1 is None):
        raise ValueError("Transpose needs two dimensions, only one was given.")
    if dim0 is None:
        if len(self.shape) < 2:
            return make_result(self.data, self)
        dim0, dim1 = -2, -1
    try:
        return make_result(np.swapaxes(self.data, dim0, dim1), self)
    except ValueError:
        raise ValueError(f"Shape {self.shape} does not have dimensions {dim0} and {dim1}.") from None

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    count = reduced_size(self.shape, axis)
    if count == 0:
        raise ValueError(f"Shape {self.shape} has nothing to average.")
    mean = np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64)
    return make_result(mean, self)


def tensor_max(self, axis=None, keepdims=False):
    count = reduced_size(self.shape, axis)
    if count == 0:
        raise ValueError(f"Shape {self.shape} has nothing to compare.")
    largest = np.max(self.data, axis=axis, keepdims=keepdims)
    return make_result(largest, self)
