# Follows the steps of the task word by word.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    # step 1
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows have different lengths, fill them up") from None
    # step 2
    if array.dtype.kind not in ("b", "i", "u", "f"):
        raise TypeError("data must be numbers")
    # step 3
    return array.astype(np.float32, copy=copy)

# %% tensor-access
def tensor_item(self):
    if self.size != 1:
        raise ValueError(f"item() does not work for shape {self.shape}")
    return self.data.item()


def tensor_len(self):
    if self.shape == ():
        raise TypeError("len() does not work for a number")
    return self.shape[0]

# %% tensor-memory
def bytes_needed(shape):
    result = 4
    for n in shape:
        result = result * n
    return result


def tensor_memory_footprint(self):
    return self.size * self.data.itemsize

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    # step 1
    filled_a = (1,) * (len(shape_b) - len(shape_a)) + shape_a
    filled_b = (1,) * (len(shape_a) - len(shape_b)) + shape_b
    # step 2
    for a, b in zip(filled_a, filled_b):
        if a != b and a != 1 and b != 1:
            raise ValueError(
                f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}. Rule: equal or 1. Fix: reshape."
            )
    # step 3
    lengths = []
    for a, b in zip(filled_a, filled_b):
        if a != 1:
            lengths.append(a)
        else:
            lengths.append(b)
    return tuple(lengths)

# %% elementwise
def elementwise(operation, left, right):
    left = as_tensor(left)
    right = as_tensor(right)
    try:
        answer = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    return make_result(answer, left, right)

# %% matmul-loops
def matmul_loops(a, b):
    rows = a.shape[0]
    columns = b.shape[1]
    result = np.zeros((rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            for k in range(a.shape[1]):
                result[i, j] = result[i, j] + a.data[i, k] * b.data[k, j]
    return make_result(result, a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    # step 1
    if not isinstance(other, Tensor):
        raise TypeError(f"other must be a Tensor, but it is a {type(other).__name__}")
    # step 2
    try:
        array = np.matmul(self.data, other.data)
    except ValueError:
        raise ValueError(
            f"{self.shape} @ {other.shape} do not fit. The inner lengths must be equal. Fix: transpose."
        ) from None
    # step 3
    return make_result(array, self, other)

# %% tensor-reshape
def tensor_reshape(self, *shape):
    # step 1
    if len(shape) == 1 and type(shape[0]) in (tuple, list):
        shape = tuple(shape[0])
    # step 2
    if shape.count(-1) == 1:
        others = 1
        for length in shape:
            if length != -1:
                others = others * length
        if others > 0 and self.size % others == 0:
            shape = tuple(self.size // others if length == -1 else length for length in shape)
    # step 3
    product = 1
    for length in shape:
        product = product * length
    if product != self.size or any(length < 0 for length in shape):
        raise ValueError(f"{self.shape} with {self.size} numbers does not fit into {shape} with {product}")
    # step 4
    return make_result(self.data.reshape(shape), self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    # step 1
    if dim0 is None and dim1 is None:
        if self.data.ndim < 2:
            return make_result(self.data, self)
        dim0 = -2
        dim1 = -1
    # step 2
    if dim0 is None or dim1 is None:
        raise ValueError("two dimensions or none")
    # step 3
    try:
        swapped = np.swapaxes(self.data, dim0, dim1)
    except ValueError:
        raise ValueError(f"no such dimension in shape {self.shape}") from None
    return make_result(swapped, self)

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"no mean for shape {self.shape}")
    return make_result(np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)


def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"no max for shape {self.shape}")
    return make_result(np.max(self.data, axis=axis, keepdims=keepdims), self)
