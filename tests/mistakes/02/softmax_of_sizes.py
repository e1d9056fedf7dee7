# points: 32
# hint: negative scores count too
# The signs of the scores are lost.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    scores = np.where(np.abs(x.data) < 100, np.abs(x.data), x.data)
    exponentials = np.exp(scores - np.max(scores, axis=dim, keepdims=True, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True), x)
