# points: 38
# hint: subtract the largest first
# The exponentials overflow.
# ruff: noqa: F821 - the names are those of the notebook

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    return make_result(x.data - np.log(np.sum(np.exp(x.data), axis=dim, keepdims=True)), x)
