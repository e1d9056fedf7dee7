# points: 35
# hint: Subtract the largest of each row
# Rows far below the largest number of the batch become 0 / 0.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    dim = self.dim if dim is None else dim
    reduced_size(x.shape, dim)
    exponentials = np.exp(x.data - np.max(x.data, initial=-np.inf))
    return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True), x)
