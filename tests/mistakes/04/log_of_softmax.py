# points: 38
# hint: take no logarithm of the softmax, it is 0
# The softmax is stable, but small probabilities are 0 before the logarithm sees them.
# ruff: noqa: F821 - the names are those of the notebook

# %% log-softmax
def log_softmax(x, dim=-1):
    return make_result(np.log(Softmax(dim)(x).data), x)
