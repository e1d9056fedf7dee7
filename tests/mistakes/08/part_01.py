# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## index_counts_back
# points: 44
# hint: Of 5 samples none has the number -1: that must be an IndexError with both numbers.
# Negative numbers count from the end, as in NumPy.

# %% checked-index
def checked_index(idx, length):
    if not isinstance(idx, (int, np.integer)):
        raise TypeError(f"{idx!r} is no whole number")
    if not -length <= idx < length:
        raise IndexError(f"{idx} of {length}")
    return int(idx) % max(length, 1)


# ## index_one_too_far
# points: 46
# hint: Of 5 samples none has the number 5: that must be an IndexError with both numbers.
# The length itself is taken for a number of a sample.

# %% checked-index
def checked_index(idx, length):
    if not isinstance(idx, (int, np.integer)):
        raise TypeError(f"{idx!r} is no whole number")
    if idx < 0 or idx > length:
        raise IndexError(f"{idx} of {length}")
    return int(idx)


# ## index_refuses_numpy
# points: 43
# hint: Of 5 samples there is one with the number 4.
# Whole numbers of NumPy are taken for something else.

# %% checked-index
def checked_index(idx, length):
    if not isinstance(idx, int):
        raise TypeError(f"{idx!r} is no whole number")
    if not 0 <= idx < length:
        raise IndexError(f"{idx} of {length}")
    return idx


# ## index_is_rounded
# points: 46
# hint: 1.5 is no whole number: that must be a TypeError that shows it; see step 1.
# What is no whole number is made one.

# %% checked-index
def checked_index(idx, length):
    try:
        number = int(idx)
    except (TypeError, ValueError):
        raise TypeError(f"{idx!r} is no whole number") from None
    if not 0 <= number < length:
        raise IndexError(f"{idx} of {length}")
    return number


# ## dataset_of_the_class
# points: 43
# hint: A second dataset must leave the first one as it was.
# The tensors are kept in the class, so the last dataset replaces those of all others.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors or any(len(tensor) != len(tensors[0]) for tensor in tensors if tensor.shape):
        raise ValueError(f"lengths {[len(tensor) for tensor in tensors]}")
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise TypeError(type(tensor).__name__)
        if tensor.shape == ():
            raise ValueError("()")
    TensorDataset.tensors = tensors


# ## dataset_compares_two
# points: 46
# hint: Tensors of 4 and 3 rows cannot be paired: a ValueError with both lengths, also for the last one.
# Only the first two tensors are compared.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("no tensors")
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise TypeError(type(tensor).__name__)
        if tensor.shape == ():
            raise ValueError("()")
    if len(tensors) > 1 and len(tensors[0]) != len(tensors[1]):
        raise ValueError(f"{len(tensors[0])} rows and {len(tensors[1])}")
    self.tensors = tensors


# ## dataset_wants_equal_shapes
# points: 40
# hint: Two tensors of four rows must make a dataset.
# Whole shapes are compared, so features and labels never fit.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("no tensors")
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise TypeError(type(tensor).__name__)
        if tensor.shape == ():
            raise ValueError("()")
        if tensor.shape != tensors[0].shape:
            raise ValueError(f"{tensor.shape} and {tensors[0].shape}")
    self.tensors = tensors


# ## dataset_copies
# points: 47
# hint: The dataset must keep the tensors themselves: no copies.
# Every tensor is copied: the data is held twice.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("no tensors")
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise TypeError(type(tensor).__name__)
        if tensor.shape == ():
            raise ValueError("()")
        if len(tensor) != len(tensors[0]):
            raise ValueError(f"{len(tensor)} rows and {len(tensors[0])}")
    self.tensors = tuple(Tensor(tensor) for tensor in tensors)


# ## dataset_takes_arrays
# points: 46
# hint: A NumPy array must be a TypeError that names its type; see step 2.
# Whatever is given is made a Tensor.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("no tensors")
    for tensor in tensors:
        if np.shape(tensor) == ():
            raise ValueError("()")
        if len(tensor) != len(tensors[0]):
            raise ValueError(f"{len(tensor)} rows and {len(tensors[0])}")
    self.tensors = tuple(tensor if isinstance(tensor, Tensor) else Tensor(tensor) for tensor in tensors)


# ## dataset_counts_columns
# points: 43
# hint: Four rows are four samples.
# The number of samples is taken from the last dimension.

# %% tensor-dataset
def __len__(self):
    return self.tensors[0].shape[-1]


# ## sample_is_bare
# points: 45
# hint: With one tensor a sample is a tuple with one part.
# With one tensor the sample is no tuple.

# %% tensor-dataset
def __getitem__(self, idx):
    idx = checked_index(idx, len(self))
    rows = tuple(tensor[idx] for tensor in self.tensors)
    return rows[0] if len(rows) == 1 else rows


# ## sample_without_check
# points: 46
# hint: Of four samples none is -1; use checked_index.
# NumPy decides which numbers are allowed.

# %% tensor-dataset
def __getitem__(self, idx):
    return tuple(tensor[idx] for tensor in self.tensors)


# ## dataset_of_nothing
# points: 46
# hint: No tensors at all must be a ValueError; see step 1.
# No tensors at all are taken for a dataset.

# %% tensor-dataset
def __init__(self, *tensors):
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise TypeError(type(tensor).__name__)
        if tensor.shape == ():
            raise ValueError("()")
        if len(tensor) != len(tensors[0]):
            raise ValueError(f"{len(tensor)} rows and {len(tensors[0])}")
    self.tensors = tensors


# ## dataset_of_one_number
# points: 46
# hint: A single number has no rows
# A tensor of shape () is not looked at.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("no tensors")
    for tensor in tensors:
        if not isinstance(tensor, Tensor):
            raise TypeError(type(tensor).__name__)
        if len(tensor) != len(tensors[0]):
            raise ValueError(f"{len(tensor)} rows and {len(tensors[0])}")
    self.tensors = tensors


# ## sample_one_before
# points: 42
# hint: Sample 2 must be row 2
# Samples are counted from 1.

# %% tensor-dataset
def __getitem__(self, idx):
    idx = checked_index(idx, len(self))
    return tuple(tensor[idx - 1] for tensor in self.tensors)

# ## index_takes_whole_floats
# points: 46
# hint: 2.0 is no whole number
# 2.0 counts as a whole number.

# %% checked-index
def checked_index(idx, length):
    try:
        whole = int(idx) == idx
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise TypeError(f"{idx!r} is no whole number")
    if not 0 <= idx < length:
        raise IndexError(f"{idx} of {length}")
    return int(idx)

# ## dataset_keeps_a_list
# points: 47
# hint: tensors must be the tuple that was given.
# The tensors are kept in a list.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("none")
    for t in tensors:
        if not isinstance(t, Tensor):
            raise TypeError(type(t).__name__)
        if t.shape == ():
            raise ValueError("()")
        if t.shape[0] != tensors[0].shape[0]:
            raise ValueError(f"{t.shape[0]} {tensors[0].shape[0]}")
    self.tensors = list(tensors)

# ## dataset_wraps_again
# points: 47
# hint: tensors must be the tuple that was given.
# New Tensors are made around the same memory.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("none")
    for t in tensors:
        if not isinstance(t, Tensor):
            raise TypeError(type(t).__name__)
        if t.shape == ():
            raise ValueError("()")
        if t.shape[0] != tensors[0].shape[0]:
            raise ValueError(f"{t.shape[0]} {tensors[0].shape[0]}")
    self.tensors = tuple(Tensor(t.data, copy=False) for t in tensors)

# ## dataset_refuses_no_rows
# points: 45
# hint: A Tensor of no rows is a dataset of no samples.
# A Tensor of no rows is taken for one that has no first length.

# %% tensor-dataset
def __init__(self, *tensors):
    if not tensors:
        raise ValueError("none")
    for t in tensors:
        if not isinstance(t, Tensor):
            raise TypeError(type(t).__name__)
        if not t.shape or not t.shape[0]:
            raise ValueError("()")
        if t.shape[0] != tensors[0].shape[0]:
            raise ValueError(f"{t.shape[0]} {tensors[0].shape[0]}")
    self.tensors = tensors
