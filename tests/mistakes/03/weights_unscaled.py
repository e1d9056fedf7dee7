# points: 40
# hint: With 400 inputs the spread must be sqrt(1 / 400) = 0.05
# Random weights of spread 1, whatever the number of inputs.
# ruff: noqa: F821 - the names are those of the notebook

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features), requires_grad=True)
