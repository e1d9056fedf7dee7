# points: 45
# hint: belongs to somebody else: make a new array
# The quotient is written into the left side.
# ruff: noqa: F821 - the names are those of the notebook

# %% operators
def tensor_truediv(self, other):
    return elementwise(lambda a, b: np.divide(a, b, out=a) if a.shape == b.shape else np.divide(a, b), self, other)
