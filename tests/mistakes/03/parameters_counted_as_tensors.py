# points: 45
# hint: 784 * 256 weights and 256 biases
# The tensors are counted, not the numbers in them.
# ruff: noqa: F821 - the names are those of the notebook

# %% count-parameters
def count_parameters(layer):
    return len(layer.parameters())
