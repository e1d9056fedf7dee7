# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## memory_of_logits_only
# points: 47
# hint: three arrays of 4-byte numbers
# The arrays on the way are forgotten.

# %% planning
def cross_entropy_bytes(batch, classes):
    return batch * classes * 4
