# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## only_the_largest_layer
# points: 36
# hint: must add up the outputs of all layers
# The widest layer is planned for, and the others are forgotten.

# %% planning
def activation_bytes(batch, widths):
    return batch * max(widths) * 4
