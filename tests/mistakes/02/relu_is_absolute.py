# points: 31
# hint: ReLU must turn negative numbers into 0
# The sign is dropped instead of the number.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu
def forward(self, x):
    return make_result(np.abs(x.data), x)
