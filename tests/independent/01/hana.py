# A third one who follows the hints, tidy and with else branches.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("All rows must be equally long, these have different lengths!") from None
    if array.dtype.kind in "biuf":
        return array.astype(np.float32, copy=copy)
    else:
        raise TypeError(f"Tensors hold numbers, {type(data)} does not!")

# %% tensor-access
def tensor_item(self):
    if self.size == 1:
        return self.data.item()
    else:
        raise ValueError(f"There must be one element, but the shape is {self.shape}!")


def tensor_len(self):
    if self.shape == ():
        raise TypeError("This tensor has no dimension!")
    else:
        return self.shape[0]

# %% tensor-memory
def bytes_needed(shape):
    size = 4
    for dim in shape:
        size *= dim
    return size


def tensor_memory_footprint(self):
    return self.size * 4

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    difference = len(shape_a) - len(shape_b)
    if difference > 0:
        left, right = tuple(shape_a), (1,) * difference + tuple(shape_b)
    else:
        left, right = (1,) * -difference + tuple(shape_a), tuple(shape_b)
    new_shape = []
    for a, b in zip(left, right):
        if a == 1:
            new_shape.append(b)
        elif b == 1 or a == b:
            new_shape.append(a)
        else:
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}. Rule: equal or 1! Fix: reshape!")
    return tuple(new_shape)

# %% elementwise
def elementwise(operation, left, right):
    first, second = as_tensor(left), as_tensor(right)
    try:
        values = operation(first.data, second.data)
    except ValueError:
        broadcast_shape(first.shape, second.shape)
        raise
    return make_result(values, first, second)

# %% matmul-loops
def matmul_loops(a, b):
    M, K = a.data.shape
    K, N = b.data.shape
    result = np.zeros((M, N), dtype=np.float32)
    for i in range(M):
        for k in range(K):
            for j in range(N):
                result[i, j] += a.data[i, k] * b.data[k, j]
    return make_result(result, a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    if isinstance(other, Tensor):
        try:
            result = np.matmul(self.data, other.data)
        except ValueError:
            raise ValueError(f"{self.shape} @ {other.shape} is impossible: inner lengths must be equal! Fix: transpose!") from None
        return make_result(result, self, other)
    else:
        raise TypeError(f"{type(other).__name__} is not a Tensor!")

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if isinstance(shape[0] if shape else None, (tuple, list)):
        shape = tuple(shape[0])
    negative = [length for length in shape if length < 0]
    if negative not in ([], [-1]):
        raise ValueError(f"Shape {self.shape} of {self.size} to {shape} is impossible!")
    try:
        result = self.data.reshape(shape)
    except ValueError:
        needed = int(np.prod(shape))
        raise ValueError(f"Shape {self.shape} of {self.size} to {shape} of {needed} is impossible!") from None
    return make_result(result, self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    if dim0 is None and dim1 is None:
        if self.data.ndim < 2:
            return make_result(self.data, self)
        else:
            return make_result(np.swapaxes(self.data, -2, -1), self)
    elif dim0 is None or dim1 is None:
        raise ValueError("Name two dimensions!")
    else:
        try:
            result = np.swapaxes(self.data, dim0, dim1)
        except ValueError:
            raise ValueError(f"Dimension {dim0} or {dim1} is not in {self.shape}!") from None
        return make_result(result, self)

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"No numbers to average in {self.shape}!")
    else:
        return make_result(np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)


def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"No largest number in {self.shape}!")
    else:
        return make_result(np.max(self.data, axis=axis, keepdims=keepdims), self)
