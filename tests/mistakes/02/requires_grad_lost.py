# points: 37
# hint: must have the requires_grad of x
# The numbers are right, but Module 05 could not find its way back.
# ruff: noqa: F821 - the names are those of the notebook

# %% tanh
def forward(self, x):
    return Tensor(np.tanh(x.data))
