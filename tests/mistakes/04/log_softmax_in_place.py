# points: 37
# hint: belongs to somebody else: make a new array
# The scores themselves are shifted.
# ruff: noqa: F821 - the names are those of the notebook

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    x.data -= np.max(x.data, axis=dim, keepdims=True)
    return make_result(x.data - np.log(np.sum(np.exp(x.data), axis=dim, keepdims=True)), x)
