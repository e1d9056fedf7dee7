# points: 33
# hint: multiply by x itself, not by the limited z
# The limited z is used for everything, so GELU(20) is 10.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu
def forward(self, x):
    z = np.clip(x.data, -10, 10)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return make_result(z * 0.5 * (1 + np.tanh(inner)), x)
