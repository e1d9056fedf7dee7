# points: 47
# hint: where one length is 1, take the other
# max() of the two lengths is right until one of them is 0.
# ruff: noqa: F821 - the names are those of the notebook

# %% broadcast-shape
def broadcast_shape(shape_a, shape_b):
    padded_a = (1,) * (len(shape_b) - len(shape_a)) + tuple(shape_a)
    padded_b = (1,) * (len(shape_a) - len(shape_b)) + tuple(shape_b)
    for a, b in zip(padded_a, padded_b, strict=True):
        if a != b and 1 not in (a, b):
            raise ValueError(f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}")
    return tuple(max(a, b) for a, b in zip(padded_a, padded_b, strict=True))
