# points: 45
# hint: SGD holds weights and gradients
# The plan forgets the gradients.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    return 4 * parameter_count * (1 + buffers)
