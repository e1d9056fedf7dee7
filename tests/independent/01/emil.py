# Helpers inside functions, recursion and dictionaries.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    def refuse(kind, reason):
        raise kind(f"{reason} (in a {type(data).__name__})") from None

    try:
        x = np.asarray(data)
    except ValueError:
        refuse(ValueError, "rows of different lengths")
    if not (np.issubdtype(x.dtype, np.integer) or np.issubdtype(x.dtype, np.floating) or x.dtype == bool):
        refuse(TypeError, "not all are numbers")
    return x.astype(np.float32) if copy else np.asarray(x, dtype=np.float32)

# %% tensor-access
def tensor_item(self):
    try:
        return self.data.item()
    except ValueError:
        raise ValueError(f"{self.shape} is more or less than one number") from None


def tensor_len(self):
    match self.shape:
        case ():
            raise TypeError("no dimension, no length")
        case (first, *_):
            return first

# %% tensor-memory
def bytes_needed(shape):
    if len(shape) == 0:
        return 4
    head, *tail = shape
    return head * bytes_needed(tail)


def tensor_memory_footprint(self):
    return len(self.data.tobytes())

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    def combine(xs, ys):
        if not xs or not ys:
            return tuple(xs or ys)
        *rest_x, x = xs
        *rest_y, y = ys
        if x == 1 or x == y:
            last = y
        elif y == 1:
            last = x
        else:
            raise ValueError(f"{shape_a} + {shape_b}: lengths {x} and {y} clash; one of them should be 1")
        return combine(rest_x, rest_y) + (last,)

    return combine(shape_a, shape_b)

# %% elementwise
def elementwise(operation, left, right):
    l, r = as_tensor(left), as_tensor(right)  # noqa: E741
    broadcast_shape(l.shape, r.shape)
    return make_result(operation(l.data, r.data), l, r)

# %% matmul-loops
def matmul_loops(a, b):
    def dot(row, column):
        s = 0.0
        for p, q in zip(row, column):
            s += float(p) * float(q)
        return s

    grid = np.zeros((a.shape[0], b.shape[1]), dtype=np.float32)
    for i, row in enumerate(a.data):
        for j, column in enumerate(b.data.T):
            grid[i, j] = dot(row, column)
    return make_result(grid, a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    match other:
        case Tensor():
            pass
        case _:
            raise TypeError(f"{type(other).__name__} @: only Tensor @ Tensor")
    shapes = {"left": self.shape, "right": other.shape}
    try:
        z = self.data.__matmul__(other.data)
    except ValueError as err:
        hint = "Rule: inner lengths must be equal. Fix: swap or transpose."
        raise ValueError("no product {left} @ {right}. ".format(**shapes) + hint) from err
    return make_result(z, self, other)

# %% tensor-reshape
def tensor_reshape(self, *shape):
    def flatten(parts):
        for part in parts:
            if isinstance(part, (tuple, list)):
                yield from flatten(part)
            else:
                yield part

    new = list(flatten(shape))
    complaint = f"{self.size} numbers in {self.shape} cannot become {tuple(new)} ({abs(int(np.prod(new)))} numbers)"
    if sum(n < 0 for n in new) > 1 or any(n not in (-1, abs(n)) for n in new):
        raise ValueError(complaint)
    try:
        return make_result(np.reshape(self.data, new), self)
    except ValueError as err:
        raise ValueError(complaint) from err

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    match (dim0, dim1):
        case (None, None):
            axes = (-2, -1) if self.data.ndim >= 2 else None
        case (None, _) | (_, None):
            raise ValueError("one dimension alone cannot be swapped")
        case _:
            axes = (dim0, dim1)
    if axes is None:
        return make_result(self.data[...], self)
    try:
        order = np.arange(self.data.ndim)
        order[list(axes)] = order[list(axes)[::-1]]
    except IndexError:
        raise ValueError(f"{axes} out of range, shape is {self.shape}") from None
    return make_result(np.transpose(self.data, order), self)

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    match reduced_size(self.shape, axis):
        case 0:
            raise ValueError(f"empty: {self.shape}")
        case _:
            return make_result(self.data.mean(axis, float, keepdims=keepdims), self)


def tensor_max(self, axis=None, keepdims=False):
    match reduced_size(self.shape, axis):
        case 0:
            raise ValueError(f"empty: {self.shape}")
        case _:
            return make_result(self.data.max(axis, keepdims=keepdims), self)
