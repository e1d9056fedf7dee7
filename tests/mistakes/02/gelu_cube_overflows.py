# points: 36
# hint: limit z before you cube it; see step 1
# The cube of a huge number is inf.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu
def forward(self, x):
    z = x.data
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return make_result(z * 0.5 * (1 + np.tanh(inner)), x)
