# Leans on NumPy's own functions for shapes.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    try:
        raw = np.array(data, copy=None)
    except ValueError as problem:
        raise ValueError(f"different lengths in the input: {problem}") from None
    if np.can_cast(raw.dtype, np.complex128) and raw.dtype.kind != "c" and raw.dtype.kind not in "mMSUOV":
        out = raw.astype(np.float32, copy=False)
        return out.copy() if copy and np.shares_memory(out, raw) else out
    raise TypeError("numbers please, not " + repr(raw.dtype))

# %% tensor-access
def tensor_item(self):
    assert_one = self.data.size
    if assert_one - 1:
        raise ValueError("item() on shape %s" % (self.shape,))
    return self.data[(0,) * self.data.ndim].item()


def tensor_len(self):
    if self.data.ndim:
        return self.data.shape[0]
    raise TypeError("0-d tensors have no len")

# %% tensor-memory
def bytes_needed(shape):
    from functools import reduce

    return reduce(lambda total, length: total * length, shape, 4)


def tensor_memory_footprint(self):
    return self.data.dtype.itemsize * int(np.prod(self.shape))

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    try:
        return tuple(np.broadcast_shapes(tuple(shape_a), tuple(shape_b)))
    except ValueError:
        for p, q in zip(shape_a[::-1], shape_b[::-1]):
            if p != q and p != 1 and q != 1:
                break
        raise ValueError("%s and %s do not broadcast (%d vs %d)" % (tuple(shape_a), tuple(shape_b), p, q)) from None

# %% elementwise
def elementwise(operation, left, right):
    x = as_tensor(left)
    y = as_tensor(right)
    full = broadcast_shape(x.shape, y.shape)
    out = operation(np.broadcast_to(x.data, full), np.broadcast_to(y.data, full))
    return make_result(out, x, y)

# %% matmul-loops
def matmul_loops(a, b):
    n, m = a.shape
    p = b.shape[-1]
    c = np.zeros(n * p, dtype=np.float32)
    for index in range(n * p):
        r, s = divmod(index, p)
        for k in range(m):
            c[index] += a.data[r, k] * b.data[k, s]
    return make_result(c.reshape(n, p), a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    if not hasattr(other, "requires_grad"):
        raise TypeError("unsupported: Tensor @ %s" % type(other).__name__)
    x, y = self.data, other.data
    try:
        if x.ndim == 0 or y.ndim == 0:
            raise ValueError
        z = np.matmul(x, y)
    except ValueError:
        raise ValueError("%s @ %s: inner lengths must be equal (fix: transpose)" % (x.shape, y.shape)) from None
    return make_result(z, self, other)

# %% tensor-reshape
def tensor_reshape(self, *shape):
    try:
        shape = tuple(int(n) for n in shape)
    except TypeError:
        shape = tuple(shape[0])
    free = shape.count(-1)
    rest = int(np.prod([n for n in shape if n != -1]))
    ok = all(n >= -1 for n in shape)
    ok = ok and (rest == self.size if free == 0 else free == 1 and rest and self.size % rest == 0)
    if not ok:
        raise ValueError("%s -> %s: %d numbers into %d" % (self.shape, shape, self.size, rest))
    return make_result(np.reshape(self.data, shape), self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    x = self.data
    if dim0 is dim1 is None:
        return make_result(x if x.ndim < 2 else np.moveaxis(x, -1, -2), self)
    if dim0 is None or dim1 is None:
        raise ValueError("second dimension missing")
    try:
        return make_result(x.swapaxes(dim0, dim1), self)
    except np.exceptions.AxisError as problem:
        raise ValueError("%s: %s" % (self.shape, problem)) from None

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) > 0:
        return make_result(self.data.astype("d").mean(axis=axis, keepdims=keepdims), self)
    raise ValueError("mean of shape %s" % (self.shape,))


def tensor_max(self, axis=None, keepdims=False):
    if reduced_size(self.shape, axis) > 0:
        return make_result(np.maximum.reduce(self.data, axis=axis, keepdims=keepdims), self)
    raise ValueError("max of shape %s" % (self.shape,))
