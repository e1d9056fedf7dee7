# points: 46
# hint: Two layers must not start with the same weights
# A seed inside the function: every layer of one size starts equal.
# ruff: noqa: F821 - the names are those of the notebook

# %% xavier-weight
def xavier_weight(in_features, out_features):
    np.random.seed(42)
    spread = np.sqrt(1 / in_features)
    return Tensor(np.random.randn(in_features, out_features) * spread, requires_grad=True)
