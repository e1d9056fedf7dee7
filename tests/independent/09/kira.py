"""Module 09, written from the released notebook: einsum for every product, numbered pixels to fold, one-hot winners."""

# %% output-size
def output_size(size, kernel, stride=1, padding=0):
    room = size + 2 * padding
    if room < kernel:
        raise ValueError(f"kernel {kernel} on a side of {room}: there is no place for it. Fix: more padding or a smaller kernel.")
    return len(range(0, room - kernel + 1, stride))

# %% conv2d-loops
def conv2d_loops(x, weight, stride=1):
    pixels, numbers = x.data, weight.data
    (B, C, H, W), (O, _, height, width) = pixels.shape, numbers.shape
    OH, OW = (output_size(side, length, stride) for side, length in ((H, height), (W, width)))
    window = [(c, i, j) for c in range(C) for i in range(height) for j in range(width)]
    places = [(b, o, row, column) for b in range(B) for o in range(O) for row in range(OH) for column in range(OW)]
    y = np.zeros((B, O, OH, OW))
    for b, o, row, column in places:
        y[b, o, row, column] = sum(float(pixels[b, c, row * stride + i, column * stride + j]) * float(numbers[o, c, i, j])
                                   for c, i, j in window)
    return make_result(y, x, weight), len(places) * len(window)

# %% conv2d-macs
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    sides = zip(x_shape[2:], weight_shape[2:], two_numbers("stride", stride), two_numbers("padding", padding, 0), strict=True)
    factors = [x_shape[0], *weight_shape, *(output_size(*side) for side in sides)]
    return int(np.prod([int(each) for each in factors], dtype=object))

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return tuple(outputs * (1 + in_channels * tall * wide) for tall, wide in ((height, width), kernel))

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    shape = (out_channels, in_channels, *kernel)
    fan_in = in_channels * kernel[0] * kernel[1]
    return Tensor(np.random.normal(0.0, (2 / fan_in) ** 0.5, shape), requires_grad=True)

# %% conv2d-class
class Conv2d(Layer):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        for name, value in {"in_channels": in_channels, "out_channels": out_channels}.items():
            setattr(self, name, whole_number(name, value))
        for name, value, least in (("kernel_size", kernel_size, 1), ("stride", stride, 1), ("padding", padding, 0)):
            setattr(self, name, two_numbers(name, value, least))
        self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
        self.bias = Tensor([0.0] * self.out_channels, requires_grad=True) if bias else None

    def parameters(self):
        return [each for each in (self.weight, self.bias) if each is not None]

# %% windows
def windows(array, kernel, stride, writeable=False):
    down, right = stride
    return sliding_window_view(array, tuple(kernel), axis=(2, 3), writeable=writeable)[:, :, ::down, ::right]

# %% columns
def columns(array, kernel, stride):
    view = windows(array, kernel, stride)
    B, C, OH, OW, height, width = view.shape
    return np.einsum("bcrsij->bcijrs", view).reshape(B, C * height * width, OH * OW)

# %% conv2d-forward
def conv2d_forward(self, x):
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    OH, OW = map(output_size, x.shape[2:], self.kernel_size, self.stride, self.padding)
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    rows = self.weight.data.reshape(self.out_channels, -1)
    y = np.einsum("ok,bkp->bop", rows, matrix, optimize=True)
    shift = 0 if self.bias is None else self.bias.data.reshape(1, -1, 1)
    return make_result((y + shift).reshape(len(y), self.out_channels, OH, OW), x, *self.parameters())

# %% fold
def fold(matrix, shape, kernel, stride):
    size = int(np.prod(shape))
    # Each number of the columns knows the number of the pixel that it was copied from.
    origin = columns(np.arange(size).reshape(shape), kernel, stride)
    return np.bincount(origin.ravel(), weights=np.asarray(matrix).ravel(), minlength=size).reshape(shape).astype(np.float32)

# %% conv2d-backward
class Conv2dBackward(Function):
    def apply(self, grad_output):
        x, weight, *bias = self.saved_tensors
        O, C, *kernel = weight.shape
        g = grad_output.reshape(grad_output.shape[0], O, -1) if grad_output.size else np.zeros((len(grad_output), O, 0))
        padded = pad_pictures(x.data, self.padding)
        found = dict.fromkeys(("x", "weight", "bias"))
        if x.requires_grad:
            spread = np.einsum("ok,bop->bkp", weight.data.reshape(O, -1), g, optimize=True)
            found["x"] = unpad_pictures(fold(spread, padded.shape, tuple(kernel), self.stride), self.padding)
        if weight.requires_grad:
            matrix = columns(padded, tuple(kernel), self.stride)
            found["weight"] = np.einsum("bop,bkp->ok", g, matrix, optimize=True).reshape(weight.shape)
        if bias and bias[0].requires_grad:
            found["bias"] = np.einsum("bop->o", g)
        return tuple(found.values())[:len(self.saved_tensors)]

# %% max-pool
class MaxPool2d(Pool2d):
    def forward(self, x):
        view = self.padded_windows(x, -np.inf)
        return make_result(view.max(axis=(-2, -1)), x)

# %% max-pool-backward
class MaxPool2dBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        padded = pad_pictures(x.data, self.padding, -np.inf)
        height, width = self.kernel_size
        matrix = columns(padded, self.kernel_size, self.stride)
        B, C, places = len(padded), padded.shape[1], matrix.shape[-1]
        each = matrix.reshape(B, C, height * width, places)
        one_hot = np.arange(height * width)[:, None] == each.argmax(axis=2)[:, :, None, :]
        shares = np.einsum("bckp,bcp->bckp", one_hot, grad_output.reshape(B, C, places))
        return (unpad_pictures(fold(shares.reshape(matrix.shape), padded.shape, self.kernel_size, self.stride), self.padding),)

# %% avg-pool
class AvgPool2d(Pool2d):
    def forward(self, x):
        view = self.padded_windows(x, 0.0)
        return make_result(np.einsum("bcrsij->bcrs", view) / (self.kernel_size[0] * self.kernel_size[1]), x)


class AvgPool2dBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        height, width = self.kernel_size
        B, C, *sides = x.shape
        shares = np.einsum("k,bcrs->bckrs", np.full(height * width, 1 / (height * width)), grad_output)
        shape = (B, C, *(side + 2 * frame for side, frame in zip(sides, self.padding)))
        matrix = shares.reshape(B, C * height * width, grad_output.shape[2] * grad_output.shape[3])
        return (unpad_pictures(fold(matrix, shape, self.kernel_size, self.stride), self.padding),)

# %% flatten
class Flatten(Layer):
    def forward(self, x):
        if not x.shape:
            raise ValueError(f"there is no batch in a Tensor of shape {x.shape}. Fix: x.reshape(1).")
        return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))
