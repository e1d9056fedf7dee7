# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## windows_copied
# points: 45
# hint: The windows must be a view: they read the memory of the picture.
# The windows are copied.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)[:, :, ::down, ::right].copy()

# ## windows_stride_exchanged
# points: 36
# hint: Of
# The stride down and the stride to the right change places.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)[:, :, ::right, ::down]

# ## windows_one_stride
# points: 36
# hint: Of
# The stride down counts in both directions.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)[:, :, ::down, ::down]

# ## windows_all_places
# points: 29
# hint: Of
# No place is left out, whatever the stride.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)

# ## windows_stride_inside
# points: 29
# hint: Of
# The stride leaves out numbers of the window, not places.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)[..., ::down, ::right]

# ## windows_kernel_exchanged
# points: 32
# hint: Of
# The kernel is read as (width, height).

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel[::-1], axis=(2, 3), writeable=writeable)[:, :, ::down, ::right]

# ## windows_never_writeable
# points: 45
# hint: With writeable=True one must be able to write through the view.
# The argument writeable is forgotten.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3))[:, :, ::down, ::right]

# ## windows_always_writeable
# points: 65
# hint: Without writeable=True nobody may write through the view.
# Everybody may write through the view.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=True)[:, :, ::down, ::right]

# ## windows_turned
# points: 38
# hint: The window at row 3, column 3 must begin at row 3, column 3 of the picture.
# The numbers of a window are turned round.

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)[:, :, ::down, ::right, ::-1, ::-1]

# ## columns_not_transposed
# points: 47
# hint: Pictures
# The axes are not put into order before they are joined.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.reshape(pictures, channels * height * width, rows * places)

# ## columns_as_rows
# points: 44
# hint: Pictures
# Windows are rows: the matrix is the transposed one.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 2, 3, 1, 4, 5).reshape(pictures, rows * places, channels * height * width)

# ## columns_channels_last
# points: 47
# hint: Pictures
# The channels of a weight come after its rows and columns.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 4, 5, 1, 2, 3).reshape(pictures, channels * height * width, rows * places)

# ## columns_kernel_transposed
# points: 47
# hint: The drawing: the first column must be 1, 2, 4, 5, the second 2, 3, 5, 6.
# Row and column of the kernel change places.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 1, 5, 4, 2, 3).reshape(pictures, channels * height * width, rows * places)

# ## columns_places_transposed
# points: 47
# hint: The drawing: the first column must be 1, 2, 4, 5, the second 2, 3, 5, 6.
# Places are counted column by column.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 1, 4, 5, 3, 2).reshape(pictures, channels * height * width, rows * places)

# ## columns_one_matrix
# points: 45
# hint: Pictures
# All pictures share one matrix.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(1, 4, 5, 0, 2, 3).reshape(1, channels * height * width, pictures * rows * places)

# ## columns_empty_batch
# points: 59
# hint: Pictures
# One length is left to NumPy, which cannot find it for no pictures.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 1, 4, 5, 2, 3).reshape(pictures, channels * height * width, -1)

# ## columns_stride_one
# points: 48
# hint: Pictures
# The stride is not handed on.

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, (1, 1))
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 1, 4, 5, 2, 3).reshape(pictures, channels * height * width, rows * places)

# ## columns_relu
# points: 51
# hint: Pictures
# Negative numbers are lost.

# %% columns
def columns(array, kernel, stride):
    view = windows(np.maximum(array, 0), kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 1, 4, 5, 2, 3).reshape(pictures, channels * height * width, rows * places)

# ## forward_without_padding
# points: 61
# hint: x
# The frame is forgotten.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride))
    matrix = columns(x.data, self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_padding_exchanged
# points: 64
# hint: x
# The frame is laid on the wrong sides.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding[::-1]), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_frame_of_ones
# points: 64
# hint: x
# The frame is filled with ones.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding, 1.0), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_without_bias
# points: 63
# hint: The example of Part 1, with a bias of 0.5, must give 1.5, 3.5, 2.5 in its first row.
# The bias is forgotten.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        pass
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_bias_subtracted
# points: 63
# hint: The example of Part 1, with a bias of 0.5, must give 1.5, 3.5, 2.5 in its first row.
# The bias is subtracted.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y -= self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_bias_always
# points: 63
# hint: x
# The bias is taken for granted.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_bias_along_places
# points: 63
# hint: x
# The bias is added along the places.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += np.resize(self.bias.data, y.shape[2])
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_shape_unchecked
# points: 68
# hint: An input of shape
# The input is not looked at.

# %% conv2d-forward
def conv2d_forward(self, x):
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_any_channels
# points: 68
# hint: An input of shape
# The number of channels is not compared.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_sides_exchanged
# points: 64
# hint: x
# Height and width of the output change places.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, places, rows), x, *self.parameters())

# ## forward_order_of_outputs
# points: 61
# hint: x
# Pictures and kernels change places in the result.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.transpose(1, 0, 2).reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_no_gradient
# points: 69
# hint: The parameters require a gradient, so the result does.
# The result never requires a gradient.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return Tensor(y.reshape(len(x), self.out_channels, rows, places))

# ## forward_always_a_gradient
# points: 69
# hint: Nothing but x requires a gradient, and the kernel is 1 x 1.
# The result always requires a gradient.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return Tensor(y.reshape(len(x), self.out_channels, rows, places), requires_grad=True)

# ## forward_columns_kept
# points: 69
# hint: forward must keep nothing in the layer.
# The columns are kept in the layer.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    self.matrix = matrix
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_columns_of_the_first_batch
# points: 61
# hint: x
# The columns of the first call are used for all others.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    if not hasattr(self, 'matrix'):
        self.matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    matrix = self.matrix
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_first_picture
# points: 61
# hint: x
# The columns of the first picture are used for the whole batch.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    matrix = np.repeat(matrix[:1], len(x), 0)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_output_kept
# points: 69
# hint: Nothing but x requires a gradient, and the kernel is 1 x 1.
# The result is written into an array of the layer, which the next call overwrites.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    if not hasattr(self, 'out') or self.out.shape != y.shape:
        self.out = y
    self.out[...] = y
    y = self.out
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())

# ## forward_by_loops
# points: 62
# hint: No loop over pictures, rows or columns: use one matrix product with the columns.
# Seven loops compute the output.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding):
        output_size(*each)
    padded = make_result(pad_pictures(x.data, self.padding), x)
    y = conv2d_loops(padded, self.weight)[0].data[:, :, ::self.stride[0], ::self.stride[1]]
    if self.bias is not None:
        y = y + self.bias.data[:, None, None]
    return make_result(y, x, *self.parameters())

# ## forward_picture_by_picture
# points: 64
# hint: No loop over pictures, rows or columns: use one matrix product with the columns.
# A loop goes through the pictures.

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    y = np.zeros((len(x), self.out_channels, rows, places), dtype=np.float32)
    for b in range(len(x)):
        matrix = columns(pad_pictures(x.data[b:b + 1], self.padding), self.kernel_size, self.stride)[0]
        y[b] = (self.weight.data.reshape(self.out_channels, -1) @ matrix).reshape(self.out_channels, rows, places)
        if self.bias is not None:
            y[b] += self.bias.data[:, None, None]
    return make_result(y, x, *self.parameters())

# ## forward_weight_kept
# points: 64
# hint: When a parameter has been given another array, the layer must use it from then on.
# The weight matrix is made once, in the constructor.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None
    self.matrix = self.weight.data.reshape(self.out_channels, -1)

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows, cols = map(output_size, x.shape[2:], self.kernel_size, self.stride, self.padding)
    y = self.matrix @ columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    if self.bias is not None:
        y = y + self.bias.data[:, None]
    return make_result(y.reshape(x.shape[0], self.out_channels, rows, cols), x, *self.parameters())

# ## windows_counted_strides
# points: 65
# hint: The window at row 3, column 3 must begin at row 3, column 3 of the picture
# Distances in memory are computed from the shape, as if every array lay in order.

# %% windows
def windows(array, kernel, stride, writeable=False):
    B, C, H, W = array.shape
    OH, OW = output_size(H, kernel[0], stride[0]), output_size(W, kernel[1], stride[1])
    b = array.itemsize
    distances = (C * H * W * b, H * W * b, W * b * stride[0], b * stride[1], W * b, b)
    return np.lib.stride_tricks.as_strided(array, (B, C, OH, OW, *kernel), distances, writeable=writeable)

# ## columns_kept_by_array
# points: 65
# hint: keep none of an earlier call
# The columns of an array are kept, and given again after its numbers have changed.

# %% columns
def columns(array, kernel, stride, kept={}):
    key = (id(array), array.shape, array.dtype, tuple(kernel), tuple(stride))
    if key not in kept:
        view = windows(array, kernel, stride)
        B, C, OH, OW, h, w = view.shape
        kept[key] = (array, view.transpose(0, 1, 4, 5, 2, 3).reshape(B, C * h * w, OH * OW))
    return kept[key][1]
