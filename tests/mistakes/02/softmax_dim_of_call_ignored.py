# points: 36
# hint: must use the dim of the call instead of self.dim
# softmax(x, dim=0) is computed along the dimension of the object.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    reduced_size(x.shape, self.dim)
    largest = np.max(x.data, axis=self.dim, keepdims=True, initial=-np.inf)
    exponentials = np.exp(x.data - largest)
    return make_result(exponentials / np.sum(exponentials, axis=self.dim, keepdims=True), x)
