# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## log_of_softmax
# points: 39
# hint: take no logarithm of the softmax, it is 0
# The softmax is stable, but small probabilities are 0 before the logarithm sees them.

# %% log-softmax
def log_softmax(x, dim=-1):
    return make_result(np.log(Softmax(dim)(x).data), x)


# ## log_softmax_adds_first
# points: 46
# hint: subtract the largest first, and the logarithm last
# On paper the same; next to a large score the logarithm is rounded away.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    largest = np.max(x.data, axis=dim, keepdims=True)
    log_sum = largest + np.log(np.sum(np.exp(x.data - largest), axis=dim, keepdims=True, dtype=np.float64)).astype(np.float32)
    return make_result(x.data - log_sum, x)


# ## log_softmax_ignores_dim
# points: 38
# hint: pass dim on as the axis
# Always the last dimension.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    shifted = x.data - np.max(x.data, axis=-1, keepdims=True)
    return make_result(shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True, dtype=np.float64)), x)


# ## log_softmax_in_place
# points: 36
# hint: belongs to somebody else: make a new array
# The scores themselves are shifted.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    x.data -= np.max(x.data, axis=dim, keepdims=True)
    return make_result(x.data - np.log(np.sum(np.exp(x.data), axis=dim, keepdims=True, dtype=np.float64)), x)


# ## log_softmax_one_maximum_for_all
# points: 39
# hint: Subtract the largest of each row
# A row far below the largest number of the batch becomes the logarithm of 0.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    shifted = x.data - np.max(x.data, initial=-np.inf)
    with np.errstate(divide="ignore"):
        return make_result(shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True, dtype=np.float64)), x)


# ## log_softmax_without_maximum
# points: 38
# hint: subtract the largest first
# The exponentials overflow.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    return make_result(x.data - np.log(np.sum(np.exp(x.data), axis=dim, keepdims=True, dtype=np.float64)), x)


# ## log_softmax_summed_in_float32
# points: 44
# hint: 60,000 probabilities must add up to 1 as well
# Small exponentials are lost next to a large sum.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    shifted = x.data - np.max(x.data, axis=dim, keepdims=True)
    return make_result(shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True)), x)

# ## log_softmax_empty_shares
# points: 47
# hint: The result must be a new Tensor with numbers of its own
# Without elements x itself comes back.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if not x.size:
        return x
    z = x.data - x.data.max(axis=dim, keepdims=True)
    return make_result(z - np.log(np.exp(z).sum(axis=dim, keepdims=True, dtype=np.float64)), x)

# ## log_softmax_positive_rounding
# points: 46
# hint: The logarithm of a probability cannot be above 0: add nothing to the sum and subtract
# 1e-6 is taken off inside the log: results can be above 0.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if not x.size:
        return make_result(x.data.copy(), x)
    z = x.data - x.data.max(axis=dim, keepdims=True)
    return make_result(z - np.log(np.exp(z).sum(axis=dim, keepdims=True, dtype=np.float64) - 1e-6), x)

# ## log_softmax_leaves_the_error_to_numpy
# points: 47
# hint: reduced_size does that for you
# The dimension is not looked at: NumPy's message does not name the shape.

# %% log-softmax
def log_softmax(x, dim=-1):
    if x.size == 0:
        return make_result(x.data.copy(), x)
    shifted = x.data - np.max(x.data, axis=dim, keepdims=True)
    return make_result(shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True, dtype=np.float64)), x)

# ## log_softmax_requires_no_gradient
# points: 47
# hint: log_softmax must keep the promises
# The result is wrapped by hand.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    shifted = x.data - np.max(x.data, axis=dim, keepdims=True)
    return Tensor(shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True, dtype=np.float64)))
