# points: 32
# hint: belongs to somebody else: make a new array
# The scores themselves are shifted.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    x.data -= np.max(x.data, axis=dim, keepdims=True, initial=-np.inf)
    exponentials = np.exp(x.data)
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True), x)
