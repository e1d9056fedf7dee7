# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## loops_by_numpy
# points: 46
# hint: was called on a whole array; take single numbers
# NumPy's product in place of the loops.

# %% matmul-loops
def matmul_loops(a, b):
    return make_result(np.matmul(a.data, b.data), a, b)


# ## loops_by_a_list_given_to_numpy
# points: 46
# hint: was called on a whole array; take single numbers
# A detour by lists; NumPy's product all the same.

# %% matmul-loops
def matmul_loops(a, b):
    return make_result(np.array(a.data.tolist()) @ np.array(b.data.tolist()), a, b)


# ## loops_by_rows
# points: 46
# hint: was called on a whole array; take single numbers
# One loop, and NumPy for the rest.

# %% matmul-loops
def matmul_loops(a, b):
    return make_result(np.array([[(row * column).sum() for column in b.data.T] for row in a.data]), a, b)


# ## loops_index_swapped
# points: 46
# hint: Each result is a row of a times a column of b
# b is read by rows instead of columns.

# %% matmul-loops
def matmul_loops(a, b):
    rows, inner = a.data.shape
    columns = b.data.shape[1]
    result = np.zeros((rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                result[i, j] += a.data[i, k] * b.data[j, k]
    return make_result(result, a, b)


# ## matmul_by_dot
# points: 46
# hint: use np.matmul for every rank
# np.dot is the same for rank 1 and 2, and something else for stacks of matrices.

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    try:
        return make_result(np.dot(self.data, other.data), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}") from None


# ## matmul_elementwise
# points: 39
# hint: x @ y must be the matrix product
# The elements are multiplied, as * does.

# %% tensor-matmul
def tensor_matmul(self, other):
    return elementwise(np.multiply, self, other)


# ## matmul_unchecked
# points: 44
# hint: must raise a ValueError that shows both shapes, like this
# NumPy gets everything unchecked; its message names sizes, not shapes.

# %% tensor-matmul
def tensor_matmul(self, other):
    other = as_tensor(other)
    return make_result(np.matmul(self.data, other.data), self, other)

# ## matmul_left_grad
# points: 47
# hint: x @ y must keep both promises
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
# points: 45
# hint: nan must stay nan
# Nan and inf in the operands become numbers.

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    try:
        return make_result(np.matmul(np.nan_to_num(self.data), np.nan_to_num(other.data)), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: inner lengths must be equal") from None

# ## loops_forget_requires_grad
# points: 47
# hint: matmul_loops(x, y) must keep both promises
# The product of the loops does not say that it will need a gradient.

# %% matmul-loops
def matmul_loops(a, b):
    rows, inner = a.data.shape
    result = np.zeros((rows, b.data.shape[1]), dtype=np.float32)
    for i in range(rows):
        for j in range(result.shape[1]):
            for k in range(inner):
                result[i, j] += a.data[i, k] * b.data[k, j]
    return Tensor(result)

# ## matmul_of_tables_alone
# points: 42
# hint: A matrix times a vector must give a vector
# Vectors are refused.

# %% tensor-matmul
def tensor_matmul(self, other):
    if not isinstance(other, Tensor):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    if self.data.ndim < 2 or other.data.ndim < 2 or self.shape[-1] != other.shape[-2]:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: the inner lengths must be equal")
    return make_result(np.matmul(self.data, other.data), self, other)

# ## matmul_asks_for_no_type
# points: 46
# hint: x @ 2.0 must raise a TypeError that names the type of the right side
# The type of the right side is not looked at.

# %% tensor-matmul
def tensor_matmul(self, other):
    try:
        return make_result(np.matmul(self.data, other.data), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: the inner lengths must be equal") from None

# ## matmul_takes_arrays
# points: 46
# hint: x @ array must raise a TypeError
# What is no number is made a Tensor.

# %% tensor-matmul
def tensor_matmul(self, other):
    if isinstance(other, (int, float)):
        raise TypeError(f"@ needs a Tensor, not {type(other).__name__}")
    other = as_tensor(other)
    try:
        return make_result(np.matmul(self.data, other.data), self, other)
    except ValueError:
        raise ValueError(f"cannot multiply {self.shape} @ {other.shape}: the inner lengths must be equal") from None
