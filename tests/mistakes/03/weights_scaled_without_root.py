# points: 40
# hint: With 400 inputs the spread must be sqrt(1 / 400)
# Divided by the number of inputs instead of its square root: far too small.
# ruff: noqa: F821 - the names are those of the notebook

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features) / in_features, requires_grad=True)
