# einsum over windows in place of columns in the layer, argmax for the winner, scatter with np.add.at.
# ruff: noqa: F821 - the names are those of the notebook

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    places = range(-padding, size + padding - kernel + 1, stride)
    if not places:
        raise ValueError(f"no place for {kernel} numbers on {size + 2 * padding}")
    return len(places)

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    b, c, h, w = np.shape(x.data)
    o, _, kh, kw = np.shape(weight.data)
    shape = (b, o, output_size(h, kh, stride), output_size(w, kw, stride))
    table, work = np.empty(shape), 0
    for place in itertools.product(*map(range, shape)):
        picture, kernel, row, column = place
        total = 0.0
        for channel, i, j in itertools.product(range(c), range(kh), range(kw)):
            number = float(x.data[picture][channel][row * stride + i][column * stride + j])
            total += number * float(weight.data[kernel, channel, i, j])
            work = work + 1
        table[place] = total
    return Tensor(table), work

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    steps, frames = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    work = x_shape[0] * np.prod(weight_shape, dtype=np.int64)
    for side in (0, 1):
        work = work * output_size(x_shape[2 + side], weight_shape[2 + side], steps[side], frames[side])
    return work

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return tuple((in_channels * a * b + 1) * outputs for a, b in ((height, width), kernel))

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    shape = (out_channels, in_channels) + tuple(kernel)
    numbers = np.random.normal(0.0, (2.0 / np.prod(shape[1:])) ** 0.5, size=shape)
    return Tensor(numbers, True)

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    for name, value in (("in_channels", in_channels), ("out_channels", out_channels)):
        setattr(self, name, whole_number(name, value))
    for name, value, least in (("kernel_size", kernel_size, 1), ("stride", stride, 1), ("padding", padding, 0)):
        setattr(self, name, two_numbers(name, value, least))
    self.bias = None
    if bias:
        self.bias = Tensor([0.0] * out_channels, requires_grad=True)
    self.weight = he_weight(out_channels, in_channels, self.kernel_size)

def parameters(self):
    return [each for each in (self.weight, self.bias) if each is not None]

# %% windows
def windows(array, kernel, stride, writeable=False):
    (b, c, h, w), (down, right) = array.shape, stride
    shape = (b, c, output_size(h, kernel[0], down), output_size(w, kernel[1], right), *kernel)
    s = array.strides
    steps = (s[0], s[1], s[2] * down, s[3] * right, s[2], s[3])
    return np.lib.stride_tricks.as_strided(array, shape, steps, writeable=writeable)

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    b, c, oh, ow, kh, kw = view.shape
    matrix = np.empty((b, c, kh, kw, oh, ow), dtype=array.dtype)
    for i in range(kh):
        for j in range(kw):
            matrix[:, :, i, j] = view[..., i, j]
    return matrix.reshape(b, c * kh * kw, oh * ow)

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    for side in (0, 1):
        output_size(x.shape[2 + side], self.kernel_size[side], self.stride[side], self.padding[side])
    view = windows(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = np.einsum("bcrsij,ocij->bors", view, self.weight.data, optimize=True)
    if self.bias is not None:
        y = y + self.bias.data.reshape(-1, 1, 1)
    return make_result(np.ascontiguousarray(y, dtype=np.float32), x, *self.parameters())

# %% fold
def fold(matrix, shape, kernel, stride):
    places = windows(np.arange(np.prod(shape)).reshape(shape), kernel, stride).transpose(0, 1, 4, 5, 2, 3)
    flat = np.bincount(places.ravel(), weights=matrix.ravel(), minlength=int(np.prod(shape)))
    return flat.reshape(shape).astype(np.float32)

# %% conv2d-backward
def apply(self, grad_output):
    x, weight = self.saved_tensors[:2]
    found = [None] * len(self.saved_tensors)
    padded = pad_pictures(x.data, self.padding)
    if x.requires_grad:
        shares = np.einsum("bors,ocij->bcijrs", grad_output, weight.data, optimize=True)
        matrix = shares.reshape(len(x), int(np.prod(weight.shape[1:])), int(np.prod(grad_output.shape[2:])))
        found[0] = unpad_pictures(fold(matrix, padded.shape, weight.shape[2:], self.stride), self.padding)
    if weight.requires_grad:
        found[1] = np.einsum("bors,bcrsij->ocij", grad_output, windows(padded, weight.shape[2:], self.stride), optimize=True)
    if len(found) == 3 and self.saved_tensors[2].requires_grad:
        found[2] = np.einsum("bors->o", grad_output)
    return tuple(found)

# %% max-pool
def forward(self, x):
    view = self.padded_windows(x, -np.inf)
    return make_result(view.reshape(*view.shape[:4], -1).max(axis=-1) if x.size else np.zeros(view.shape[:4], np.float32), x)

# %% max-pool-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    padded = pad_pictures(x.data, self.padding, -np.inf)
    view = windows(padded, self.kernel_size, self.stride)
    best = view.reshape(*grad_output.shape, -1).argmax(axis=-1)
    numbers = windows(np.arange(padded.size).reshape(padded.shape), self.kernel_size, self.stride).reshape(*grad_output.shape, -1)
    gradient = np.zeros(padded.size, dtype=np.float32)
    np.add.at(gradient, np.take_along_axis(numbers, best[..., None], -1)[..., 0], grad_output)
    return (unpad_pictures(gradient.reshape(padded.shape), self.padding),)

# %% avg-pool
def forward(self, x):
    return make_result(self.padded_windows(x, 0.0).mean(axis=(4, 5)), x)

def apply(self, grad_output):
    (x,) = self.saved_tensors
    shape = pad_pictures(x.data, self.padding).shape
    count = self.kernel_size[0] * self.kernel_size[1]
    share = np.repeat((grad_output / count).reshape(*shape[:2], 1, -1), count, axis=2)
    matrix = share.reshape(shape[0], shape[1] * count, grad_output.shape[2] * grad_output.shape[3])
    return (unpad_pictures(fold(matrix, shape, self.kernel_size, self.stride), self.padding),)

# %% flatten
def forward(self, x):
    if not x.shape:
        raise ValueError(f"shape {x.shape} has no batch")
    features = 1
    for length in x.shape[1:]:
        features *= length
    return x.reshape((len(x), features))
