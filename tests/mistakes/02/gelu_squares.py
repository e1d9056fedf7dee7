# points: 33
# hint: check the constants 0.5, 0.044715, sqrt(2 / pi), the cube
# One factor z is missing.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu
def forward(self, x):
    z = np.clip(x.data, -10, 10)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z)
    return make_result(x.data * 0.5 * (1 + np.tanh(inner)), x)
