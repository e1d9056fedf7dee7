# points: 43
# hint: line both up at the right
# The shorter shape is filled with 1 on the wrong side.
# ruff: noqa: F821 - the names are those of the notebook

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    rank = max(len(shape_a), len(shape_b))
    padded_a = tuple(shape_a) + (1,) * (rank - len(shape_a))
    padded_b = tuple(shape_b) + (1,) * (rank - len(shape_b))
    for a, b in zip(padded_a, padded_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}")
    return tuple(max(a, b) for a, b in zip(padded_a, padded_b, strict=True))
