# points: 33
# hint: exp(1000) must not be computed; use exp(-|x|)
# The other formula of the text, for both signs: inf / inf is NaN.
# ruff: noqa: F821 - the names are those of the notebook

# %% sigmoid
def forward(self, x):
    return make_result(np.exp(x.data) / (1 + np.exp(x.data)), x)
