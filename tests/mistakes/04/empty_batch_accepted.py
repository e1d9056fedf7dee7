# points: 40
# hint: the ValueError must say that the batch is empty
# The mean of nothing is NaN.
# ruff: noqa: F821 - the names are those of the notebook

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions have shape {predictions.shape}, targets have shape {targets.shape}")
