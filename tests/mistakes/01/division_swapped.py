# points: 43
# hint: x / y must divide x by y
# The two sides of the division are exchanged.
# ruff: noqa: F821 - the names are those of the notebook

# %% operators
def tensor_truediv(self, other):
    return elementwise(np.divide, other, self)
