# points: 46
# hint: 10 outputs of 784 multiplications and 784 additions
# Only the multiplications are counted.
# ruff: noqa: F821 - the names are those of the notebook

# %% count-costs
def linear_flops(batch, in_features, out_features):
    return batch * in_features * out_features
