# Step by step, with flags and counters.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    ragged = False
    try:
        converted = np.asarray(data)
    except ValueError:
        ragged = True
    if ragged:
        message = "Cannot make a tensor: rows have different lengths."
        raise ValueError(message)
    kind = converted.dtype.kind
    is_number = kind == "b" or kind == "i" or kind == "u" or kind == "f"
    if not is_number:
        message = "Cannot make a tensor: only numbers are allowed, found kind " + kind
        raise TypeError(message)
    result = converted.astype(np.float32, copy=copy)
    return result

# %% tensor-access
def tensor_item(self):
    count = self.data.size
    if count == 0 or count > 1:
        message = "item needs one number, the shape is " + str(self.data.shape)
        raise ValueError(message)
    flat = self.data.reshape(-1)
    return float(flat[0])


def tensor_len(self):
    rank = len(self.data.shape)
    if rank == 0:
        message = "len() of a single number"
        raise TypeError(message)
    first = self.data.shape[0]
    return first

# %% tensor-memory
def bytes_needed(shape):
    numbers = 1
    index = 0
    while index < len(shape):
        numbers = numbers * shape[index]
        index = index + 1
    return numbers * 4


def tensor_memory_footprint(self):
    numbers = self.size
    one = 4
    return int(numbers * one)

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    first = list(shape_a)
    second = list(shape_b)
    while len(first) < len(second):
        first.insert(0, 1)
    while len(second) < len(first):
        second.insert(0, 1)
    answer = []
    for position in range(len(first)):
        if first[position] == second[position]:
            answer.append(first[position])
        elif first[position] == 1:
            answer.append(second[position])
        elif second[position] == 1:
            answer.append(first[position])
        else:
            message = "cannot broadcast " + str(shape_a) + " with " + str(shape_b)
            message = message + ": " + str(first[position]) + " is not " + str(second[position])
            raise ValueError(message)
    return tuple(answer)

# %% elementwise
def elementwise(operation, left, right):
    left_tensor = as_tensor(left)
    right_tensor = as_tensor(right)
    failed = None
    try:
        numbers = operation(left_tensor.data, right_tensor.data)
    except ValueError as error:
        failed = error
    if failed is not None:
        broadcast_shape(left_tensor.shape, right_tensor.shape)
        raise failed
    return make_result(numbers, left_tensor, right_tensor)

# %% matmul-loops
def matmul_loops(a, b):
    height = a.shape[0]
    depth = a.shape[1]
    width = b.shape[1]
    answer = np.zeros((height, width), dtype=np.float32)
    row = 0
    while row < height:
        column = 0
        while column < width:
            total = 0.0
            for step in range(depth):
                total = total + a.data[row][step] * b.data[step][column]
            answer[row][column] = total
            column = column + 1
        row = row + 1
    return make_result(answer, a, b)

# %% tensor-matmul
def tensor_matmul(self, other):
    is_tensor = isinstance(other, Tensor)
    if is_tensor == False:  # noqa: E712
        kind = type(other).__name__
        raise TypeError("The right side of @ is a " + kind + ", make it a Tensor first")
    fits = True
    try:
        answer = np.matmul(self.data, other.data)
    except ValueError:
        fits = False
    if not fits:
        message = "The shapes " + str(self.shape) + " @ " + str(other.shape) + " cannot be multiplied. "
        message = message + "The inner lengths must be equal. Check the order."
        raise ValueError(message)
    return make_result(answer, self, other)

# %% tensor-reshape
def tensor_reshape(self, *shape):
    target = list(shape)
    if len(target) == 1:
        if type(target[0]) is tuple or type(target[0]) is list:
            target = list(target[0])
    known = 1
    unknown = 0
    for length in target:
        if length == -1:
            unknown = unknown + 1
        else:
            known = known * length
    problem = unknown > 1
    for length in target:
        if length < -1:
            problem = True
    if unknown == 1:
        if known == 0 or self.size % known != 0:
            problem = True
        else:
            where = target.index(-1)
            target[where] = self.size // known
            known = known * target[where]
    if known != self.size:
        problem = True
    if problem:
        message = "cannot reshape " + str(self.shape) + " into " + str(shape)
        message = message + ", sizes " + str(self.size) + " and " + str(known)
        raise ValueError(message)
    return make_result(self.data.reshape(tuple(target)), self)

# %% tensor-transpose
def tensor_transpose(self, dim0=None, dim1=None):
    rank = len(self.shape)
    if dim0 is None:
        if dim1 is None:
            if rank < 2:
                return make_result(self.data, self)
            dim0 = rank - 2
            dim1 = rank - 1
        else:
            raise ValueError("transpose got no first dimension")
    elif dim1 is None:
        raise ValueError("transpose got no second dimension")
    for number in (dim0, dim1):
        if number < -rank or number >= rank:
            raise ValueError("dimension " + str(number) + " does not exist in " + str(self.shape))
    order = list(range(rank))
    keep = order[dim0]
    order[dim0] = order[dim1]
    order[dim1] = keep
    return make_result(self.data.transpose(order), self)

# %% tensor-mean-max
def tensor_mean(self, axis=None, keepdims=False):
    how_many = reduced_size(self.shape, axis)
    if how_many == 0:
        message = "mean of nothing, shape " + str(self.shape)
        raise ValueError(message)
    answer = np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64)
    return make_result(answer, self)


def tensor_max(self, axis=None, keepdims=False):
    how_many = reduced_size(self.shape, axis)
    if how_many == 0:
        message = "max of nothing, shape " + str(self.shape)
        raise ValueError(message)
    answer = np.max(self.data, axis=axis, keepdims=keepdims)
    return make_result(answer, self)
