# points: 40
# hint: All weights are the same; draw them at random
# Every output of the layer is the same, and would stay the same.
# ruff: noqa: F821 - the names are those of the notebook

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.zeros((in_features, out_features)), requires_grad=True)
