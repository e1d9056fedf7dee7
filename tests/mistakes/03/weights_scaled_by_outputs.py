# points: 40
# hint: With 400 inputs the spread must be sqrt(1 / 400)
# The spread follows the wrong side of the layer.
# ruff: noqa: F821 - the names are those of the notebook

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features) * np.sqrt(1 / out_features), requires_grad=True)
