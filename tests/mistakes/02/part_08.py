# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## only_the_largest_layer
# points: 36
# hint: must add up the outputs of all layers
# The widest layer is planned for, and the others are forgotten.

# %% planning
def activation_bytes(batch, widths):
    return batch * max(widths) * 4

# ## bytes_int32
# points: 36
# hint: Large plans must be exact too: count with Python's whole numbers
# Widths given as NumPy int32 overflow / iterator consumed twice.

# %% planning
def activation_bytes(batch, widths):
    total = np.zeros((), dtype=np.int32)
    for width in widths:
        total = total + np.int32(batch) * np.int32(width) * np.int32(4)
    return int(total)

# ## zero_fraction_isclose
# points: 36
# hint: zero_fraction must count in all rows, and only what is exactly 0
# Counts numbers close to zero (1e-9) as zero.

# %% planning
def zero_fraction(x):
    return float(np.isclose(x.data, 0).mean())

# ## zero_fraction_last_row
# points: 36
# hint: zero_fraction must count in all rows, and only what is exactly 0
# Looks at the first row only when the rank is 2.

# %% planning
def zero_fraction(x):
    row = x.data[0] if x.data.ndim > 1 else x.data
    return float((row == 0).mean())

# ## zero_fraction_rows
# points: 36
# hint: zero_fraction must count in all rows, and only what is exactly 0
# Divides by the number of rows: wrong for rank 2.

# %% planning
def zero_fraction(x):
    return float((x.data == 0).sum() / len(x.data))
