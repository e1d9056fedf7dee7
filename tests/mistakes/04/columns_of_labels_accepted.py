# points: 46
# hint: A column of labels has rank 2
# A column of class numbers is flattened in silence.
# ruff: noqa: F821 - the names are those of the notebook

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim == 2 and numbers.shape[-1] == 1:
        numbers = numbers.reshape(-1)
    if numbers.ndim != 1:
        raise ValueError(f"targets have shape {targets.shape}, not (N,). Fix: one class number per example.")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("targets must be whole numbers. Fix: pass class numbers.")
    for number in numbers:
        if number < 0 or number >= classes:
            raise IndexError(f"there is no class {number:.0f} among {classes}. Fix: count from 0.")
    return numbers.astype(np.int64)
