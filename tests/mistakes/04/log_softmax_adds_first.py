# points: 45
# hint: subtract the largest first, and the logarithm last
# On paper the same; next to a large score the logarithm is rounded away.
# ruff: noqa: F821 - the names are those of the notebook

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    largest = np.max(x.data, axis=dim, keepdims=True)
    log_sum = largest + np.log(np.sum(np.exp(x.data - largest), axis=dim, keepdims=True))
    return make_result(x.data - log_sum, x)
