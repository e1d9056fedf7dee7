# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## bad_data_accepted
# points: 44
# hint: Rows of different lengths must raise a ValueError that says so; see step 1
# np.array does all the work, so its messages reach the learner, and None becomes nan.

# %% as-float32
def as_float32(data, copy=True):
    return np.asarray(data, dtype=np.float32).astype(np.float32, copy=copy)


# ## bytes_are_elements
# points: 46
# hint: Six float32 numbers must take 24 bytes
# Elements are counted, not their bytes.

# %% tensor-memory
def tensor_memory_footprint(self):
    return self.data.size


# ## constructor_shares_memory
# points: 46
# hint: must not change when the array it was made from changes
# `copy` is not passed on, and sharing was taken for the better default.

# %% tensor-class
def __init__(self, data, requires_grad=False, *, copy=True):
    self.data = as_float32(data, copy=False)
    self.requires_grad = bool(requires_grad)
    self.grad = None


# ## copy_ignored
# points: 44
# hint: return a view, do not copy
# np.array always copies, whatever `copy` says, so nothing can be a view.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.array(data)
    except ValueError:
        raise ValueError("The rows have different lengths. Fix: pad them.") from None
    if array.dtype.kind not in "biuf":
        raise TypeError("A tensor holds numbers.")
    return array.astype(np.float32)


# ## float32_forgotten
# points: 38
# hint: must be float32; look at step 3
# The array is checked and returned as it is: integers stay integers, 8 bytes each.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("The rows have different lengths. Fix: pad them.") from None
    if array.dtype.kind not in "biuf":
        raise TypeError("A tensor holds numbers.")
    return array.copy() if copy else array


# ## item_takes_the_first
# points: 46
# hint: item() on more than one number must raise a ValueError
# item() silently drops all numbers but one.

# %% tensor-access
def tensor_item(self):
    return float(self.data.flat[0])


# ## size_counts_rows
# points: 44
# hint: not the number of rows
# len() gives the first dimension only.

# %% tensor-class
def size(self):
    return len(self.data)
