# points: 34
# hint: belongs to somebody else: make a new array
# The result is written over the input.
# ruff: noqa: F821 - the names are those of the notebook

# %% tanh
def forward(self, x):
    return make_result(np.tanh(x.data, out=x.data), x)
