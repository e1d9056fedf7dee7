# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## loops_kernel_turned_round
# points: 63
# hint: The example of Part 1 must give 1, 3, 2 in its first row
# The kernel is turned round, as mathematicians define convolution.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, tall - 1 - i, wide - 1 - j]
        count += 1
    return Tensor(y), count

# ## loops_first_channel_only
# points: 63
# hint: x
# Every channel of the picture is multiplied by the weights of the first.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, 0, i, j]
        count += 1
    return Tensor(y), count

# ## loops_first_kernel_only
# points: 63
# hint: x
# All feature maps come from the first kernel.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[0, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_first_picture_only
# points: 63
# hint: x
# Every picture of the batch gives the maps of the first.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[0, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_stride_not_used
# points: 63
# hint: x
# With a stride the places are fewer, but still lie side by side.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row + i, column + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_sums_not_added
# points: 63
# hint: The example of Part 1 must give 1, 3, 2 in its first row
# The last product replaces all before.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] = number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_count_outputs
# points: 63
# hint: 9 places with 4 weights each are 36 multiply-accumulates.
# Outputs are counted, not multiplications.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += (c, i, j) == (0, 0, 0)
    return Tensor(y), count

# ## loops_count_twice
# points: 63
# hint: 9 places with 4 weights each are 36 multiply-accumulates.
# Multiplication and addition are counted as two.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 2
    return Tensor(y), count

# ## loops_square_kernels
# points: 63
# hint: x
# Kernels are taken for square.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, tall):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_rows_and_columns_exchanged
# points: 63
# hint: The example of Part 1 must give 1, 3, 2 in its first row
# Row and column of the kernel change places.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, j % tall, i % wide]
        count += 1
    return Tensor(y), count

# ## loops_last_column_missing
# points: 63
# hint: The example of Part 1 must give 1, 3, 2 in its first row
# The last column of the output stays zero.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns - 1, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_no_count
# points: 63
# hint: conv2d_loops must return two things: the output and the count.
# Only the output is returned.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y)

# ## loops_integers
# points: 63
# hint: x
# The table holds whole numbers.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=int), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y), count

# ## loops_mean
# points: 63
# hint: The example of Part 1 must give 1, 3, 2 in its first row
# The mean of the products is taken.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        count += 1
    return Tensor(y / (channels * tall * wide)), count

# ## loops_count_on_from_the_last_call
# points: 63
# hint: x
# The count goes on from the call before.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y = np.zeros((pictures, kernels, rows, columns), dtype=np.float32)
    conv2d_loops.count = getattr(conv2d_loops, 'count', 0)
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, rows, columns, channels, tall, wide):
        number = x.data[b, c, row * stride + i, column * stride + j]
        y[b, o, row, column] += number * weight.data[o, c, i, j]
        conv2d_loops.count += 1
    return Tensor(y), conv2d_loops.count

# ## loops_by_numpy
# points: 64
# hint: conv2d_loops must work for one small picture.
# NumPy multiplies whole windows.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    rows, columns = output_size(height, tall, stride), output_size(width, wide, stride)
    y = np.zeros((pictures, kernels, rows, columns), dtype=np.float32)
    for b, o, row, column in np.ndindex(*y.shape):
        window = x.data[b, :, row * stride:row * stride + tall, column * stride:column * stride + wide]
        y[b, o, row, column] = np.sum(window * weight.data[o])
    return Tensor(y), y.size * channels * tall * wide

# ## loops_padded_sizes
# points: 63
# hint: The example of Part 1 must give 1, 3, 2 in its first row
# The output has the size of the picture.

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pictures, channels, height, width = x.data.shape
    kernels, _, tall, wide = weight.data.shape
    y, count = np.zeros((pictures, kernels, height, width), dtype=np.float32), 0
    for b, o, row, column, c, i, j in np.ndindex(pictures, kernels, height, width, channels, tall, wide):
        if row * stride + i < height and column * stride + j < width:
            y[b, o, row, column] += x.data[b, c, row * stride + i, column * stride + j] * weight.data[o, c, i, j]
            count += 1
    return Tensor(y), count

# ## macs_without_the_batch
# points: 67
# hint: conv2d_macs((2, 3, 4, 5),
# The pictures of the batch are forgotten.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, beside)
    return kernels * rows * columns * channels * tall * wide

# ## macs_of_the_input_size
# points: 67
# hint: conv2d_macs((1, 1, 4, 4),
# Places of the picture are counted, not those of the output.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, beside)
    return pictures * kernels * height * width * channels * tall * wide

# ## macs_one_stride
# points: 67
# hint: conv2d_macs((1, 2, 5, 7),
# The stride to the right is that downwards.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, down, beside)
    return pictures * kernels * rows * columns * channels * tall * wide

# ## macs_one_padding
# points: 67
# hint: conv2d_macs((1, 1, 3, 4),
# The frame beside is that above.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, above)
    return pictures * kernels * rows * columns * channels * tall * wide

# ## macs_without_padding
# points: 67
# hint: conv2d_macs((1, 1, 4, 4),
# The frame is forgotten.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down), output_size(width, wide, right)
    return pictures * kernels * rows * columns * channels * tall * wide

# ## macs_square_kernels
# points: 67
# hint: conv2d_macs((2, 3, 4, 5),
# Kernels are taken for square.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, beside)
    return pictures * kernels * rows * columns * channels * tall * tall

# ## macs_twice
# points: 67
# hint: conv2d_macs((1, 1, 4, 4),
# Multiplication and addition are counted as two.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, beside)
    return 2 * pictures * kernels * rows * columns * channels * tall * wide

# ## macs_channels_missing
# points: 67
# hint: conv2d_macs((2, 3, 4, 5),
# The channels of the picture are forgotten.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, beside)
    return pictures * kernels * rows * columns * tall * wide

# ## macs_kernels_missing
# points: 67
# hint: conv2d_macs((2, 3, 4, 5),
# One kernel is counted.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, tall, wide = weight_shape
    rows, columns = output_size(height, tall, down, above), output_size(width, wide, right, beside)
    return pictures * rows * columns * channels * tall * wide

# ## macs_by_running
# points: 67
# hint: conv2d_macs((1, 2, 5, 7),
# The loops are run to count: pairs and frames are not understood.

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    stride = two_numbers('stride', stride)[0]
    if np.prod(x_shape) > 1e6:
        raise MemoryError('too large to run')
    return conv2d_loops(Tensor(np.zeros(x_shape)), Tensor(np.zeros(weight_shape)), stride)[1]

