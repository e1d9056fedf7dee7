# points: 44
# hint: Rows of different lengths must raise a ValueError that says so; see step 1
# np.array does all the work, so its messages reach the learner, and None becomes nan.
# ruff: noqa: F821 - the names are those of the notebook

# %% as-float32
def as_float32(data, copy=True):
    return np.asarray(data, dtype=np.float32).astype(np.float32, copy=copy)
