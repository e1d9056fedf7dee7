# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## softmax_dim_of_call_ignored
# points: 36
# hint: must use the dim of the call instead of self.dim
# softmax(x, dim=0) is computed along the dimension of the object.

# %% softmax
def forward(self, x, dim=None):
    reduced_size(x.shape, self.dim)
    largest = np.max(x.data, axis=self.dim, keepdims=True, initial=-np.inf)
    exponentials = np.exp(x.data - largest)
    return make_result(exponentials / np.sum(exponentials, axis=self.dim, keepdims=True, dtype=np.float64), x)


# ## softmax_ignores_dim
# points: 29
# hint: Softmax(dim=0) must make each column add up to 1
# Always the last dimension.

# %% softmax
def forward(self, x, dim=None):
    exponentials = np.exp(x.data - np.max(x.data, axis=-1, keepdims=True, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=-1, keepdims=True, dtype=np.float64), x)


# ## softmax_loops_by_numpy
# points: 36
# hint: was called on a whole array; take single numbers
# NumPy in place of Python's own loop.

# %% softmax-loops
def softmax_loops(x):
    shifted = np.exp(x.data - np.max(x.data))
    return make_result(shifted / np.sum(shifted), x)


# ## softmax_loops_by_numpy_on_a_list
# points: 36
# hint: NumPy has no exp for these
# The scores go to NumPy as a list.

# %% softmax-loops
def softmax_loops(x):
    scores = np.array([score for score in x.data])
    shifted = np.exp(scores - np.max(scores))
    return make_result(shifted / np.sum(shifted), x)


# ## softmax_loops_divides_by_largest
# points: 36
# hint: divide by the sum of them
# The largest becomes 1 instead of the sum.

# %% softmax-loops
def softmax_loops(x):
    scores = x.data.tolist()
    exponentials = [math.exp(score - max(scores)) for score in scores]
    return make_result(np.array([each / max(exponentials) for each in exponentials]), x)


# ## softmax_of_sizes
# points: 32
# hint: negative scores count too
# The signs of the scores are lost.

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    scores = np.where(np.abs(x.data) < 100, np.abs(x.data), x.data)
    exponentials = np.exp(scores - np.max(scores, axis=dim, keepdims=True, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)


# ## softmax_one_maximum_for_all
# points: 35
# hint: Subtract the largest of each row
# Rows far below the largest number of the batch become 0 / 0.

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    exponentials = np.exp(x.data - np.max(x.data, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)


# ## softmax_over_everything
# points: 29
# hint: Each row of a batch must add up to 1 by itself
# The whole batch becomes one distribution.

# %% softmax
def forward(self, x, dim=None):
    exponentials = np.exp(x.data - np.max(x.data))
    return make_result(exponentials / np.sum(exponentials), x)


# ## softmax_remembers_dim
# points: 36
# hint: a call without it must use self.dim again
# The dimension of one call is kept for the next.

# %% softmax
def forward(self, x, dim=None):
    self.dim = self.dim if dim is None else dim
    reduced_size(x.shape, self.dim)
    exponentials = np.exp(x.data - np.max(x.data, axis=self.dim, keepdims=True, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=self.dim, keepdims=True, dtype=np.float64), x)


# ## softmax_shifts_in_place
# points: 31
# hint: belongs to somebody else: make a new array
# The scores themselves are shifted.

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    x.data -= np.max(x.data, axis=dim, keepdims=True, initial=-np.inf)
    exponentials = np.exp(x.data)
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)


# ## softmax_without_keepdims
# points: 28
# hint: use axis=dim and keepdims=True
# Works for one row of scores, and fails for a batch.

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    exponentials = np.exp(x.data - np.max(x.data, axis=dim, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=dim), x)


# ## softmax_without_maximum
# points: 35
# hint: subtract the largest score first
# exp of the scores as they are.

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    exponentials = np.exp(x.data)
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)


# ## softmax_summed_in_float32
# points: 35
# hint: 60,000 probabilities must add up to 1 as well
# Small exponentials are lost next to a large sum.

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    exponentials = np.exp(x.data - np.max(x.data, axis=dim, keepdims=True, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True), x)

# ## softmax_shifts_by_the_mean
# points: 36
# hint: A score of minus infinity must get probability 0
# Subtracts the mean, not the largest: right until one score is infinite.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        dim = self.dim if dim is None else dim
        if reduced_size(x.shape, dim) == 0:
            return make_result(x.data.copy(), x)
        exponentials = np.exp(x.data - np.mean(x.data, axis=dim, keepdims=True))
        return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)

# ## softmax_needs_a_largest
# points: 36
# hint: must keep the shape; see the hint
# Without the start value a dimension of length 0 has no largest number.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        dim = self.dim if dim is None else dim
        reduced_size(x.shape, dim)
        exponentials = np.exp(x.data - np.max(x.data, axis=dim, keepdims=True))
        return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)

# ## softmax_leaves_the_error_to_numpy
# points: 36
# hint: reduced_size does that for you
# The dimension is not looked at: NumPy's message does not name the shape.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        dim = self.dim if dim is None else dim
        exponentials = np.exp(x.data - np.max(x.data, axis=dim, keepdims=True, initial=-np.inf))
        return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)

# ## softmax_all_impossible
# points: 37
# hint: nan must stay nan
# Nan scores are treated as impossible (nanmax, nan_to_num): a broken model goes unnoticed.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        z = np.where(np.isnan(x.data), -np.inf, x.data)
        shifted = z - np.max(z, axis=along, keepdims=True, initial=-np.inf)
        weights = np.exp(shifted)
        return make_result(weights / np.sum(weights, axis=along, keepdims=True, dtype=np.float64), x)

# ## softmax_eps
# points: 34
# hint: A single score must become exactly 1: add nothing to the sum
# 1e-6 in the denominator: rows do not add up to 1 exactly.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        shifted = x.data - np.max(x.data, axis=along, keepdims=True, initial=-np.inf)
        weights = np.exp(shifted)
        return make_result(weights / (np.sum(weights, axis=along, keepdims=True, dtype=np.float64) + 1e-6), x)

# ## softmax_floor
# points: 36
# hint: A score of minus infinity must get probability 0, exactly
# Probabilities below 1e-7 are lifted to 1e-7: impossible scores are not exactly 0.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        shifted = x.data - np.max(x.data, axis=along, keepdims=True, initial=-np.inf)
        weights = np.exp(shifted)
        return make_result(np.maximum(weights / np.sum(weights, axis=along, keepdims=True, dtype=np.float64), 1e-12), x)

# ## softmax_loops_abs_max
# points: 36
# hint: softmax_loops must subtract the largest score also where all are negative
# Subtracts the number of largest size: [-1000, -999] underflows to 0 / 0.

# %% softmax-loops
def softmax_loops(x):
    scores = x.data.tolist()
    largest = max(abs(score) for score in scores)
    weights = [math.exp(score - largest) for score in scores]
    whole = sum(weights)
    return make_result(np.array([weight / whole for weight in weights], dtype=np.float32), x)

# ## softmax_loops_max_zero
# points: 36
# hint: softmax_loops must subtract the largest score also where all are negative
# Starts the search for the largest at 0: negative scores are not shifted.

# %% softmax-loops
def softmax_loops(x):
    scores, largest = x.data.tolist(), 0.0
    for score in scores:
        if score > largest:
            largest = score
    weights = [math.exp(score - largest) for score in scores]
    whole = sum(weights)
    return make_result(np.array([weight / whole for weight in weights], dtype=np.float32), x)

# ## softmax_loops_no_grad
# points: 37
# hint: softmax_loops must keep the promises of Part 1
# Forgets requires_grad.

# %% softmax-loops
def softmax_loops(x):
    scores = x.data.tolist()
    largest = max(scores)
    weights = [math.exp(score - largest) for score in scores]
    whole = sum(weights)
    return Tensor(np.array([weight / whole for weight in weights], dtype=np.float32))
