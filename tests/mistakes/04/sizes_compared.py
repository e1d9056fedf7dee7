# points: 40
# hint: Shapes (3, 1) and (3,) differ
# Equal numbers of elements are taken for equal shapes.
# ruff: noqa: F821 - the names are those of the notebook

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.size != targets.size:
        raise ValueError(f"predictions have shape {predictions.shape}, targets have shape {targets.shape}")
    if predictions.size == 0:
        raise ValueError("the batch is empty")
