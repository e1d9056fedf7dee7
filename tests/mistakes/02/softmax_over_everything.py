# points: 29
# hint: Each row of a batch must add up to 1 by itself
# The whole batch becomes one distribution.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax
def forward(self, x, dim=None):
    exponentials = np.exp(x.data - np.max(x.data))
    return make_result(exponentials / np.sum(exponentials), x)
