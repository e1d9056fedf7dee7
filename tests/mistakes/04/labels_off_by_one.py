# points: 46
# hint: 3 is one too many
# The border of the range is one too high.
# ruff: noqa: F821 - the names are those of the notebook

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"targets have shape {targets.shape}")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("targets must be whole numbers")
    if np.any(numbers < 0) or np.any(numbers > classes):
        raise IndexError(f"targets {numbers.min():.0f} to {numbers.max():.0f}, but {classes} classes")
    return numbers.astype(np.int64)
