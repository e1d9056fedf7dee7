# points: 47
# hint: three arrays of 4-byte numbers
# The arrays on the way are forgotten.
# ruff: noqa: F821 - the names are those of the notebook

# %% planning
def cross_entropy_bytes(batch, classes):
    return batch * classes * 4
