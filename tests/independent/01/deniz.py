# Checks everything before doing anything, with messages built first.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    numeric = {"b", "i", "u", "f"}
    try:
        arr = np.asarray(data)
        if arr.dtype.kind not in numeric:
            raise TypeError(f"expected numbers, got {arr.dtype.name}; convert the values to float first")
        return arr.astype("float32", copy=copy)
    except ValueError as ragged:
        raise ValueError("nested lists of different lengths are no tensor; pad them") from ragged

# %% tensor-access
def tensor_item(self):
    values = self.data.ravel().tolist()
    if len(values) != 1:
        raise ValueError("shape {} holds {} values, item() wants 1".format(self.shape, len(values)))
    return values[0]


def tensor_len(self):
    if not self.shape:
        raise TypeError("this tensor is a single number: it has no length")
    return len(self.data)

# %% tensor-memory
def bytes_needed(shape):
    return int(np.prod(shape, dtype=np.int64)) * np.dtype(np.float32).itemsize


def tensor_memory_footprint(self):
    return bytes_needed(self.shape)

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    rank = max(len(shape_a), len(shape_b))
    out = [1] * rank
    for shape in (shape_a, shape_b):
        for back, length in enumerate(reversed(shape), start=1):
            here = out[-back]
            if here == 1:
                out[-back] = length
            elif length not in (1, here):
                text = "{} and {} cannot be combined, because {} meets {} in dimension -{}"
                raise ValueError(text.format(shape_a, shape_b, here, length, back))
    return tuple(out)

# %% elementwise
def elementwise(operation, left, right):
    operands = [as_tensor(one) for one in (left, right)]
    arrays = [one.data for one in operands]
    try:
        computed = operation(*arrays)
    except ValueError:
        broadcast_shape(*[one.shape for one in operands])
        raise
    return make_result(computed, *operands)

# %% matmul-loops
def matmul_loops(a, b):
    left, right = a.data, b.data
    product = np.empty((left.shape[0], right.shape[1]), dtype=np.float32)
    for (i, j), _ in np.ndenumerate(product):
        entry = np.float32(0)
        for k in range(right.shape[0]):
            entry += left[i, k] * right[k, j]
        product[i, j] = entry
    return make_result(product, a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        name = other.__class__.__name__
        raise TypeError(f"cannot matrix-multiply by {name}: pass a Tensor")
    p, q = self.shape, other.shape
    wrong = ValueError(f"cannot multiply {p} @ {q}: rule (M, K) @ (K, N); inner lengths must be equal; try a transpose")
    if not p or not q:
        raise wrong
    inner = q[0] if len(q) == 1 else q[-2]
    if p[-1] != inner:
        raise wrong
    try:
        return make_result(np.matmul(self.data, other.data), self, other)
    except ValueError:
        raise wrong from None

# %% tensor-reshape
def tensor_reshape(self, *shape):
    if len(shape) == 1 and hasattr(shape[0], "__iter__"):
        (shape,) = shape
    wanted = np.array(shape, dtype=int)
    holes = wanted < 0
    room = int(wanted[~holes].prod())
    wrong = ValueError(f"old shape {self.shape} ({self.size} numbers), new shape {tuple(shape)} ({room} numbers)")
    if (wanted < -1).any() or holes.sum() > 1:
        raise wrong
    if holes.any():
        if not room or self.size % room:
            raise wrong
        wanted[holes] = self.size // room
    elif room != self.size:
        raise wrong
    return make_result(self.data.reshape(wanted.tolist()), self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    nothing = dim0 is None and dim1 is None
    if not nothing and None in (dim0, dim1):
        raise ValueError(f"transpose({dim0}, {dim1}) is half an order")
    view = self.data
    if nothing:
        view = view.swapaxes(-1, -2) if view.ndim > 1 else view
        return make_result(view, self)
    allowed = range(-view.ndim, view.ndim)
    if dim0 not in allowed or dim1 not in allowed:
        raise ValueError(f"shape {self.shape} has the dimensions {list(allowed)}, not {dim0} and {dim1}")
    return make_result(view.swapaxes(dim0, dim1), self)

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    count = reduced_size(self.shape, axis)
    if count < 1:
        raise ValueError(f"a mean over axis {axis} of {self.shape} has no numbers")
    summed = np.add.reduce(self.data.astype(float), axis=axis if axis is not None else tuple(range(self.data.ndim)), keepdims=keepdims)
    return make_result(np.asarray(summed / count, dtype=np.float32), self)


def tensor_max(self, axis=None, keepdims=False):
    count = reduced_size(self.shape, axis)
    if count < 1:
        raise ValueError(f"a maximum over axis {axis} of {self.shape} has no numbers")
    return make_result(np.amax(self.data, axis, keepdims=keepdims), self)
