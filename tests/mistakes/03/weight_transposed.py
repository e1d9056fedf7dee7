# points: 30
# hint: The shape must be (in_features, out_features)
# PyTorch stores (out, in); the product of this module needs (in, out).
# ruff: noqa: F821 - the names are those of the notebook

# %% xavier-weight
def xavier_weight(in_features, out_features):
    spread = np.sqrt(1 / in_features)
    return Tensor(np.random.randn(out_features, in_features) * spread, requires_grad=True)
