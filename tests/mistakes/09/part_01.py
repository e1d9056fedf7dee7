# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## one_place_missing
# points: 42
# hint: output_size(5, 3) must be 3: count the places that lie wholly on the padded side.
# The last place is forgotten.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + 2 * padding:
        raise ValueError(f"{kernel} {size + 2 * padding}")
    return (size + 2 * padding - kernel) // stride

# ## padding_once
# points: 55
# hint: output_size(5, 3, 1, 1) must be 5: count the places that lie wholly on the padded side.
# The frame is counted on one end only.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + padding:
        raise ValueError(f"{kernel} {size + padding}")
    return (size + padding - kernel) // stride + 1

# ## rounded_up
# points: 46
# hint: output_size(6, 3, 2) must be 2: count the places that lie wholly on the padded side.
# A place that lies only partly on the picture is counted.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + 2 * padding:
        raise ValueError(f"{kernel} {size + 2 * padding}")
    return -(-(size + 2 * padding - kernel) // stride) + 1

# ## size_divided
# points: 46
# hint: output_size(5, 3, 2) must be 2: count the places that lie wholly on the padded side.
# The size is divided by the stride, whatever the kernel.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + 2 * padding:
        raise ValueError(f"{kernel} {size + 2 * padding}")
    return (size + 2 * padding) // stride - kernel + 1

# ## true_division
# points: 42
# hint: output_size(5, 3) must be 3: count the places that lie wholly on the padded side.
# The number of places is a float.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + 2 * padding:
        raise ValueError(f"{kernel} {size + 2 * padding}")
    return (size + 2 * padding - kernel) / stride + 1

# ## too_long_kernel_accepted
# points: 65
# hint: output_size(2, 3): a kernel that is too long must be a ValueError with kernel and padded length.
# A kernel that does not fit gives no places, or fewer than none.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    return (size + 2 * padding - kernel) // stride + 1

# ## kernel_compared_before_padding
# points: 67
# hint: output_size(1, 3, 2, 1) must be 1: count the places that lie wholly on the padded side.
# A kernel that fits only on the padded side is refused.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size:
        raise ValueError(f"a kernel of {kernel} is longer than {size}, padded {size + 2 * padding}")
    return (size + 2 * padding - kernel) // stride + 1

# ## equal_lengths_refused
# points: 57
# hint: output_size(4, 4, 3) must be 1: count the places that lie wholly on the padded side.
# A kernel as long as the side is refused.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel >= size + 2 * padding:
        raise ValueError(f"{kernel} {size + 2 * padding}")
    return (size + 2 * padding - kernel) // stride + 1

# ## stride_forgotten
# points: 46
# hint: output_size(5, 3, 2) must be 2: count the places that lie wholly on the padded side.
# Every place counts, whatever the stride.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + 2 * padding:
        raise ValueError(f"{kernel} {size + 2 * padding}")
    return size + 2 * padding - kernel + 1

# ## unpadded_length_in_the_message
# points: 67
# hint: output_size(3, 6, 1, 1): a kernel that is too long must be a ValueError with kernel and padded
# The message names the length without the frame.

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size + 2 * padding:
        raise ValueError(f"kernel {kernel}, size {size}")
    return (size + 2 * padding - kernel) // stride + 1
