# Short, with expressions where others have statements.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    try:
        a = np.asarray(data)
    except ValueError as e:
        raise ValueError("the lists have different lengths, make them equally long") from e
    if a.dtype.kind in "biuf":
        return a.astype(np.float32, copy=copy)
    raise TypeError("a Tensor can only hold numbers, not " + str(a.dtype))

# %% tensor-access
def tensor_item(self):
    if self.data.size == 1:
        return self.data.item()
    raise ValueError(f"there is not one number in a tensor of shape {self.shape}")


def tensor_len(self):
    try:
        return self.shape[0]
    except IndexError:
        raise TypeError("a scalar has no len()") from None

# %% tensor-memory
def bytes_needed(shape):
    return int(4 * np.prod(shape, dtype=int))


def tensor_memory_footprint(self):
    return self.data.nbytes

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    n = max(len(shape_a), len(shape_b))
    pairs = [((1,) * n + tuple(shape_a))[-n + i:][:1] + ((1,) * n + tuple(shape_b))[-n + i:][:1] for i in range(n)]
    bad = [p for p in pairs if len({*p} - {1}) == 2]
    if bad:
        raise ValueError("shapes {} and {}: {} against {} does not work".format(shape_a, shape_b, *bad[0]))
    return tuple(p[1] if p[0] == 1 else p[0] for p in pairs)

# %% elementwise
def elementwise(operation, left, right):
    a, b = map(as_tensor, (left, right))
    try:
        return make_result(operation(a.data, b.data), a, b)
    except ValueError:
        _ = broadcast_shape(a.shape, b.shape)
        raise

# %% matmul-loops
def matmul_loops(a, b):
    m, n = len(a.data), b.data.shape[1]
    out = [[sum(x * y for x, y in zip(a.data[i], b.data[:, j])) for j in range(n)] for i in range(m)]
    return make_result(np.array(out, dtype=np.float32).reshape(m, n), a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    if type(other) is not Tensor:
        raise TypeError("matmul wants a Tensor, got " + type(other).__name__)
    try:
        return make_result(self.data @ other.data, self, other)
    except ValueError as e:
        raise ValueError(f"{self.shape} @ {other.shape}: the inner lengths must be equal; transpose one?") from e

# %% tensor-reshape
def tensor_reshape(self, *shape):
    new = tuple(shape[0]) if shape and not isinstance(shape[0], (int, np.integer)) else shape
    if min(new, default=0) >= -1:
        try:
            return make_result(self.data.reshape(new), self)
        except ValueError:
            pass
    raise ValueError(f"{self.size} numbers of shape {self.shape} do not go into {new}, "
                     f"which has room for {int(np.prod(new))}")

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    given = [d for d in (dim0, dim1) if d is not None]
    if len(given) == 1:
        raise ValueError("give both dimensions or none")
    if not given and self.data.ndim < 2:
        return make_result(self.data, self)
    try:
        return make_result(np.swapaxes(self.data, *(given or (-2, -1))), self)
    except ValueError as e:
        raise ValueError(f"{given} are not dimensions of {self.shape}") from e

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    n = reduced_size(self.shape, axis)
    if not n:
        raise ValueError("nothing to average in " + str(self.shape))
    return make_result(self.data.sum(axis=axis, keepdims=keepdims, dtype=float) / n, self)


def tensor_max(self, axis=None, keepdims=False):
    if not reduced_size(self.shape, axis):
        raise ValueError("nothing to compare in " + str(self.shape))
    return make_result(self.data.max(axis=axis, keepdims=keepdims), self)
