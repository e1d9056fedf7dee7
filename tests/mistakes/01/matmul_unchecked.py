# points: 44
# hint: must raise a ValueError that shows both shapes, like this
# NumPy gets everything unchecked; its message names sizes, not shapes.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-matmul
def tensor_matmul(self, other):
    other = as_tensor(other)
    return make_result(np.matmul(self.data, other.data), self, other)
