# points: 36
# hint: print the hidden numbers; see the hint
# Without ReLU the two layers are one, and no weights can do it.
# ruff: noqa: F821 - the names are those of the notebook

# %% xor
def xor_scores(x):
    return (x @ Tensor([[1, 1], [1, 1]]) + Tensor([0, -1])) @ Tensor([[1], [-2]])
