# points: 36
# hint: a call without it must use self.dim again
# The dimension of one call is kept for the next.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    self.dim = self.dim if dim is None else dim
    reduced_size(x.shape, self.dim)
    exponentials = np.exp(x.data - np.max(x.data, axis=self.dim, keepdims=True, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=self.dim, keepdims=True), x)
