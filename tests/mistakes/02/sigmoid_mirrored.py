# points: 30
# hint: check the sign inside exp
# The minus sign in the exponent is missing, so 0 and 1 change places.
# ruff: noqa: F821 - the names are those of the notebook

# %% sigmoid
def forward(self, x):
    return make_result(1 / (1 + np.exp(x.data)), x)
