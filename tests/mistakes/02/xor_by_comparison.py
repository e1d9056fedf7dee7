# points: 36
# hint: not from a comparison
# Compares the two columns, without a layer.
# ruff: noqa: F821 - the names are those of the notebook

# %% xor
def xor_scores(x):
    return Tensor(x.data[:, :1] + x.data[:, 1:] == 1)
