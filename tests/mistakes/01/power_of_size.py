# points: 43
# hint: Powers of negative numbers and of 0 exist too
# The sign is lost before the power is taken.
# ruff: noqa: F821 - the names are those of the notebook

# %% operators-reflected
def tensor_pow(self, exponent):
    return elementwise(lambda base, n: np.abs(base) ** n, self, exponent)
