# points: 35
# hint: subtract the largest score first
# exp of the scores as they are.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    exponentials = np.exp(x.data)
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True), x)
