# points: 43
# hint: x ** 2 must square every element
# The power as the exponential of the logarithm, which negative numbers do not have.
# ruff: noqa: F821 - the names are those of the notebook

# %% operators-reflected
def tensor_pow(self, exponent):
    with np.errstate(all="ignore"):
        return elementwise(lambda base, n: np.exp(n * np.log(base)), self, exponent)
