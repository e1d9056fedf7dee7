# tensordot over all places at once, shifted pictures in place of windows, comparison with where for the maximum.
# ruff: noqa: F821 - the names are those of the notebook

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    last = size - kernel + padding + padding
    if last < 0:
        raise ValueError("kernel %d, padded side %d: does not fit" % (kernel, size + padding * 2))
    return 1 + int(last / stride)

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pixels, kernels, counter, maps = x.data.tolist(), weight.data.tolist(), 0, []
    for picture in pixels:
        maps.append([])
        for kernel in kernels:
            feature_map = []
            for top in range(0, len(picture[0]) - len(kernel[0]) + 1, stride):
                line = []
                for left in range(0, len(picture[0][0]) - len(kernel[0][0]) + 1, stride):
                    products = [picture[c][top + i][left + j] * kernel[c][i][j] for c in range(len(kernel))
                                for i in range(len(kernel[0])) for j in range(len(kernel[0][0]))]
                    counter += len(products)
                    line.append(sum(products))
                feature_map.append(line)
            maps[-1].append(feature_map)
    return Tensor(maps), counter

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    b, c, *sides = x_shape
    o, _, *kernel = weight_shape
    steps, frames = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    places = [output_size(*each) for each in zip(sides, kernel, steps, frames)]
    count = 1
    for factor in [b, o, c, *places, *kernel]:
        count *= int(factor)
    return count

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    tall, wide = kernel
    dense = (in_channels * height * width + 1) * outputs
    conv = (in_channels * tall * wide + 1) * outputs
    return (dense, conv)

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    height, width = kernel
    fan_in = float(in_channels * height * width)
    weight = Tensor(np.random.standard_normal((out_channels, in_channels, height, width)) / np.sqrt(fan_in / 2))
    weight.requires_grad = True
    return weight

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels, self.out_channels = whole_number("in_channels", in_channels), whole_number("out_channels", out_channels)
    pairs = dict(kernel_size=two_numbers("kernel_size", kernel_size), stride=two_numbers("stride", stride),
                 padding=two_numbers("padding", padding, least=0))
    self.__dict__.update(pairs)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self._everything = [self.weight]
    self.bias = None
    if bias:
        self.bias = Tensor(np.zeros((self.out_channels,), dtype=np.float32), requires_grad=True)
        self._everything.append(self.bias)

def parameters(self):
    return list(self._everything)

# %% windows
def windows(array, kernel, stride, writeable=False):
    every = sliding_window_view(array, tuple(kernel), (2, 3), writeable=writeable)
    rows = slice(None, None, stride[0])
    return every[(slice(None), slice(None), rows, slice(None, None, stride[1]))]

# %% columns
def columns(array, kernel, stride):
    view = np.moveaxis(windows(array, kernel, stride), (4, 5), (2, 3))
    shape = view.shape
    return np.array(view).reshape(shape[0], np.prod(shape[1:4]), np.prod(shape[4:]))

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    rows = output_size(x.shape[2], self.kernel_size[0], self.stride[0], self.padding[0])
    places = output_size(x.shape[3], self.kernel_size[1], self.stride[1], self.padding[1])
    padded = pad_pictures(x.data, self.padding)
    y = np.zeros((len(x), self.out_channels, rows, places), dtype=np.float32)
    (down, right), w = self.stride, self.weight.data
    for i in range(self.kernel_size[0]):
        for j in range(self.kernel_size[1]):
            part = padded[:, :, i:i + down * rows:down, j:j + right * places:right]
            y += np.tensordot(part, w[:, :, i, j], axes=(1, 1)).transpose(0, 3, 1, 2)
    if self.bias is not None:
        y += self.bias.data[None, :, None, None]
    return make_result(y, x, *self.parameters())

# %% fold
def fold(matrix, shape, kernel, stride):
    (down, right), (tall, wide) = stride, kernel
    rows, places = (shape[2] - tall) // down + 1, (shape[3] - wide) // right + 1
    parts = matrix.reshape(shape[0], shape[1], tall, wide, rows, places)
    out = np.zeros(shape)
    for i in range(tall):
        for j in range(wide):
            out[:, :, i:i + down * rows:down, j:j + right * places:right] += parts[:, :, i, j]
    return out.astype("float32")

# %% conv2d-backward
def apply(self, grad_output):
    x, weight = self.saved_tensors[0], self.saved_tensors[1]
    padded = pad_pictures(x.data, self.padding)
    grad_x = grad_weight = None
    if weight.requires_grad:
        grad_weight = np.tensordot(grad_output, windows(padded, weight.shape[2:], self.stride), axes=((0, 2, 3), (0, 2, 3)))
    if x.requires_grad:
        by_place = np.tensordot(grad_output, weight.data, axes=(1, 0)).transpose(0, 3, 4, 5, 1, 2)
        matrix = by_place.reshape(len(x), weight.data[0].size, -1)
        grad_x = unpad_pictures(fold(matrix, padded.shape, weight.shape[2:], self.stride), self.padding)
    if len(self.saved_tensors) == 2:
        return grad_x, grad_weight
    grad_bias = grad_output.sum(axis=3).sum(axis=2).sum(axis=0) if self.saved_tensors[2].requires_grad else None
    return grad_x, grad_weight, grad_bias

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(np.max(np.max(view, axis=5), axis=4), x)

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    view = windows(padded, self.kernel_size, self.stride)
    equal = (view == self.result[..., None, None]).reshape(*grad_output.shape, -1)
    first = equal & (np.cumsum(equal, axis=-1) == 1)
    shares = (first * grad_output[..., None]).transpose(0, 1, 4, 2, 3)
    matrix = shares.reshape(len(x), x.shape[1] * first.shape[-1], grad_output.shape[2] * grad_output.shape[3])
    return (unpad_pictures(fold(matrix, padded.shape, self.kernel_size, self.stride), self.padding),)

# %% avg-pool
def forward(self, x):
    view = self.padded_windows(x, 0.0)
    return make_result(view.sum(axis=(4, 5)) * np.float32(1 / (view.shape[4] * view.shape[5])), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = np.array(pad_pictures(x.data, self.padding))
    padded[...] = 0
    view = windows(padded, self.kernel_size, self.stride, True)
    for i in range(self.kernel_size[0]):
        for j in range(self.kernel_size[1]):
            view[:, :, :, :, i, j] = view[:, :, :, :, i, j] + grad_output / (self.kernel_size[0] * self.kernel_size[1])
    return (unpad_pictures(padded, self.padding),)

# %% flatten
def forward(self, x):
    if x.data.ndim == 0:
        raise ValueError("() cannot be flattened")
    return x.reshape(x.shape[0], np.ones(x.shape[1:]).size)
