# points: 39
# hint: x @ y must be the matrix product
# The elements are multiplied, as * does.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-matmul
def tensor_matmul(self, other):
    return elementwise(np.multiply, self, other)
