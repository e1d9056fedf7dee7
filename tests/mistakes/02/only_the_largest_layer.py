# points: 36
# hint: must add up the outputs of all layers
# The widest layer is planned for, and the others are forgotten.
# ruff: noqa: F821 - the names are those of the notebook

# %% planning
def activation_bytes(batch, widths):
    return batch * max(widths) * 4
