# points: 40
# hint: Class 5 of 3 does not exist
# Negative labels select from the end, digits are cut off.
# ruff: noqa: F821 - the names are those of the notebook

# %% class-indices
def class_indices(targets, classes):
    return targets.data.astype(np.int64)
