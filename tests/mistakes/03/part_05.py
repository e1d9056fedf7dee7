# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## activations_are_numbers
# points: 46
# hint: 32 * 522 * 4 = 66816 bytes
# Elements are counted, not bytes.

# %% count-costs
def activation_bytes(model, x):
    total = 0
    for layer in model.layers:
        x = layer(x)
        total += x.size
    return total


# ## additions_forgotten
# points: 46
# hint: 10 outputs of 784 multiplications and 784 additions
# Only the multiplications are counted.

# %% count-costs
def linear_flops(batch, in_features, out_features):
    return batch * in_features * out_features


# ## parameters_counted_as_tensors
# points: 45
# hint: 784 * 256 weights and 256 biases
# The tensors are counted, not the numbers in them.

# %% count-parameters
def count_parameters(layer):
    return len(layer.parameters())
