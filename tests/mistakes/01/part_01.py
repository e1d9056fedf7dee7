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
# hint: 24 float32 numbers must take 96 bytes
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
# points: 35
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
# points: 42
# hint: not the number of rows
# len() gives the first dimension only.

# %% tensor-class
def size(self):
    return len(self.data)

# ## asfloat_complex_accepted
# points: 46
# hint: as_float32([(1+2j)]) must raise a TypeError that says a tensor holds numbers
# Complex numbers are taken and lose their imaginary part.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows of different lengths; pad them") from None
    if array.dtype.kind in "OUSmMV":
        raise TypeError("a tensor holds numbers")
    if array.dtype.kind == "c":
        array = array.real
    return array.astype(np.float32, copy=copy)

# ## asfloat_dates_accepted
# points: 46
# hint: as_float32(['2026-01-01']) must raise a TypeError that says a tensor holds numbers
# Datetime64/timedelta64 arrays are taken as numbers.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows of different lengths; pad them") from None
    if array.dtype.kind in "mM":
        array = array.astype(np.int64)
    if array.dtype.kind not in "biuf":
        raise TypeError("a tensor holds numbers")
    return array.astype(np.float32, copy=copy)

# ## bytes_needed_int32
# points: 46
# hint: 1.2 million colour pictures must come to 722534400000 bytes: count with Python's whole
# Overflows for large shapes: counted in np.int32.

# %% tensor-memory
def bytes_needed(shape):
    total = np.array(4, dtype=np.int32)
    with np.errstate(all="ignore"):
        for length in shape:
            total = (total * np.int32(length)).astype(np.int32)
    return int(total)

# ## getitem_copies_fancy_only
# points: 46
# hint: A change through every second column x[:, ::2] must be visible in x: return a view, do
# A slice with a step (x[::2]) is a copy.

# %% tensor-access
def tensor_getitem(self, key):
    part = np.asarray(self.data[key])
    if part.size and not part.flags.c_contiguous:
        part = part.copy()
    return make_result(part, self)

# ## getitem_wraps_negative
# points: 46
# hint: x[2] of two rows does not exist: let NumPy raise its IndexError
# X[-1] counts from the end only for ints; out-of-range rows are clipped instead of raising IndexError.

# %% tensor-access
def tensor_getitem(self, key):
    if isinstance(key, int):
        key = min(key, len(self.data) - 1)
    return make_result(np.asarray(self.data[key]), self)

# ## init_shape_stored
# points: 46
# hint: shape and size must follow data when data is replaced
# Shape is stored when first asked and goes stale when data is replaced.

# %% tensor-class
class Tensor:
    @property
    def shape(self):
        if not hasattr(self, "_shape"):
            self._shape = self.data.shape
        return self._shape

# ## item_of_first
# points: 46
# hint: item() on no number must raise a ValueError with the shape
# Item() of an empty tensor raises IndexError, not ValueError with the shape.

# %% tensor-access
def tensor_item(self):
    if self.size > 1:
        raise ValueError(f"item() needs exactly one number, the shape is {self.shape}")
    return float(self.data.reshape(-1)[0])

# ## as_float32_by_its_type
# points: 45
# hint: must return a NumPy array; return the array itself
# np.float32(3.5) is a number, no array.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows of different lengths; make them equally long") from None
    if array.dtype.kind not in "biuf":
        raise TypeError("tensors hold numbers only")
    return array.astype(np.float32, copy=copy) if array.ndim else np.float32(data)

# ## as_float32_without_rank_0
# points: 31
# hint: np.asarray keeps the nesting as it is
# A single number becomes a row of one.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.atleast_1d(np.asarray(data))
    except ValueError:
        raise ValueError("rows of different lengths; make them equally long") from None
    if array.dtype.kind not in "biuf":
        raise TypeError("tensors hold numbers only")
    return array.astype(np.float32, copy=copy)

# ## as_float32_refuses_text_alone
# points: 46
# hint: must raise a TypeError that says a tensor holds numbers
# Only text is looked for; None is left to NumPy.

# %% as-float32
def as_float32(data, copy=True):
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError("rows of different lengths; make them equally long") from None
    if array.dtype.kind in "US":
        raise TypeError("tensors hold numbers only")
    return array.astype(np.float32, copy=copy)

# ## shape_is_a_list
# points: 30
# hint: x.shape must be the shape of x.data, as a tuple
# The shape is a list, not a tuple.

# %% tensor-class
class Tensor:
    @property
    def shape(self):
        return list(self.data.shape)

# ## dtype_is_text
# points: 46
# hint: x.dtype must be the dtype of x.data
# The name of the type in place of the type.

# %% tensor-class
class Tensor:
    @property
    def dtype(self):
        return str(self.data.dtype)

# ## grad_starts_at_zero
# points: 46
# hint: x.grad must be None in a new tensor
# A gradient of zeros, where there is none yet.

# %% tensor-class
class Tensor:
    def __init__(self, data, requires_grad=False, *, copy=True):
        self.data = as_float32(data, copy=copy)
        self.requires_grad = bool(requires_grad)
        self.grad = np.zeros_like(self.data)

# ## requires_grad_always
# points: 45
# hint: requires_grad must be False unless somebody asks for it
# The argument requires_grad is not looked at: always True.

# %% tensor-class
class Tensor:
    def __init__(self, data, requires_grad=False, *, copy=True):
        self.data, self.requires_grad, self.grad = as_float32(data, copy=copy), True, None

# ## requires_grad_never
# points: 45
# hint: Tensor(..., requires_grad=True) must store True
# The argument requires_grad is not looked at: always False.

# %% tensor-class
class Tensor:
    def __init__(self, data, requires_grad=False, *, copy=True):
        self.data, self.requires_grad, self.grad = as_float32(data, copy=copy), False, None

# ## numpy_copies
# points: 46
# hint: numpy() must return the array itself
# numpy() gives a copy.

# %% tensor-access
def tensor_numpy(self):
    return self.data.copy()

# ## getitem_of_rows_alone
# points: 44
# hint: x[:, 1:] must drop the first column
# Only a whole number is taken for an index.

# %% tensor-access
def tensor_getitem(self, key):
    return make_result(self.data[int(key)], self)

# ## bytes_by_prod
# points: 46
# hint: bytes_needed(()) must be 4
# The product of no lengths is 1.0, a float.

# %% tensor-memory
def bytes_needed(shape):
    return 4 * np.prod(shape)

# ## bytes_of_a_length_0
# points: 46
# hint: A shape with a length of 0 holds no numbers
# A length of 0 is left out of the product.

# %% tensor-memory
def bytes_needed(shape):
    total = 4
    for length in shape:
        total *= length or 1
    return total
