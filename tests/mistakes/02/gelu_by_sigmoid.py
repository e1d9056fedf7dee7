# points: 33
# hint: check the constants 0.5, 0.044715, sqrt(2 / pi), the cube
# Another approximation, forty times less exact.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu
def forward(self, x):
    return make_result(x.data * Sigmoid().forward(Tensor(1.702 * x.data)).data, x)
