# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## counts_without_biases
# points: 67
# hint: parameter_counts(1, 4, 5, 2,
# Biases are forgotten.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return in_channels * height * width * outputs, in_channels * kernel[0] * kernel[1] * outputs

# ## counts_one_bias
# points: 67
# hint: parameter_counts(1, 4, 5, 2,
# Both layers have one bias.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return in_channels * height * width * outputs + 1, in_channels * kernel[0] * kernel[1] * outputs + 1

# ## counts_square_kernel
# points: 67
# hint: parameter_counts(3, 8, 8, 10,
# The kernel is taken for square.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return in_channels * height * width * outputs + outputs, in_channels * kernel[0] ** 2 * outputs + outputs

# ## counts_exchanged
# points: 67
# hint: parameter_counts(1, 4, 5, 2,
# The two numbers change places.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return in_channels * kernel[0] * kernel[1] * outputs + outputs, in_channels * height * width * outputs + outputs

# ## counts_dense_to_maps
# points: 67
# hint: parameter_counts(1, 4, 5, 2,
# The Linear layer is given an output for every place of the feature maps.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return (in_channels * height * width + 1) * outputs * height * width, in_channels * kernel[0] * kernel[1] * outputs + outputs

# ## counts_one_channel
# points: 67
# hint: parameter_counts(3, 8, 8, 10,
# A kernel has one table for all channels.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return in_channels * height * width * outputs + outputs, kernel[0] * kernel[1] * outputs + outputs

# ## counts_as_list
# points: 67
# hint: Return two numbers: dense and conv.
# The two numbers are returned as a list.

# %% parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    return [in_channels * height * width * outputs + outputs, in_channels * kernel[0] * kernel[1] * outputs + outputs]

# ## he_xavier
# points: 65
# hint: he_weight(40, 10,
# The factor of two for ReLU is missing.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(1 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std, requires_grad=True)

# ## he_without_the_window
# points: 65
# hint: he_weight(40, 10,
# The fan-in is taken for the number of channels.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels))
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std, requires_grad=True)

# ## he_fan_out
# points: 65
# hint: he_weight(40, 10,
# The outputs are counted in place of the fan-in.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (out_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std, requires_grad=True)

# ## he_variance
# points: 65
# hint: he_weight(40, 10,
# The variance is used as standard deviation.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = 2 / (in_channels * kernel[0] * kernel[1])
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std, requires_grad=True)

# ## he_square
# points: 65
# hint: he_weight(40, 10,
# The kernel is taken for square.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] ** 2))
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std, requires_grad=True)

# ## he_uniform
# points: 66
# hint: The numbers must be normally distributed around 0: use np.random.randn.
# The numbers are drawn evenly.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.uniform(-1, 1, (out_channels, in_channels, *kernel)) * std * np.sqrt(3), requires_grad=True)

# ## he_positive
# points: 63
# hint: he_weight(40, 10,
# All weights begin above zero.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.abs(np.random.randn(out_channels, in_channels, *kernel)) * std, requires_grad=True)

# ## he_own_generator
# points: 66
# hint: Every call must draw new numbers.
# The weights come from a generator with a seed of its own: all layers of a shape begin alike.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.RandomState(0).randn(out_channels, in_channels, *kernel) * std, requires_grad=True)

# ## he_other_generator
# points: 65
# hint: After np.random.seed(1) the same numbers must come again.
# The weights come from a new generator, which np.random.seed does not reach.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.default_rng().normal(size=(out_channels, in_channels, *kernel)) * std, requires_grad=True)

# ## he_no_gradient
# points: 59
# hint: he_weight must return a Tensor that requires a gradient.
# The weights require no gradient.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std)

# ## he_channels_exchanged
# points: 52
# hint: he_weight(40, 10,
# Inputs and outputs change places in the shape.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.randn(in_channels, out_channels, *kernel) * std, requires_grad=True)

# ## he_one_kernel
# points: 64
# hint: The numbers must be normally distributed around 0: use np.random.randn.
# One kernel is drawn, and all others are copies.

# %% he-weight
def he_weight(out_channels, in_channels, kernel):
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.repeat(np.random.randn(1, in_channels, *kernel), out_channels, 0) * std, requires_grad=True)

# ## class_settings_as_given
# points: 54
# hint: The settings must be kept as
# Settings are kept as they were given, numbers and pairs.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = stride
    self.padding = padding
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

# ## class_nothing_checked
# points: 66
# hint: Conv2d(0, 1, 3) must be a ValueError that names in_channels.
# Nothing is checked.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = in_channels
    self.out_channels = out_channels
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

# ## class_padding_from_one
# points: 55
# hint: Conv2d(3, 32, 5) must make a layer.
# A padding of 0 is refused.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

# ## class_pairs_exchanged
# points: 58
# hint: The settings must be kept as
# Pairs are kept as (right, down).

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)[::-1]
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

# ## class_bias_random
# points: 66
# hint: The bias must begin as 32 zeros, one for each kernel.
# The bias begins with random numbers.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.random.randn(self.out_channels), requires_grad=True) if bias else None

# ## class_bias_for_each_input
# points: 56
# hint: The bias must begin as 32 zeros, one for each kernel.
# There is a bias for each input channel.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.in_channels), requires_grad=True) if bias else None

# ## class_bias_always
# points: 66
# hint: With bias=False the bias must be None.
# The argument bias is not looked at.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True)

# ## class_bias_fixed
# points: 63
# hint: Weight and bias must require a gradient.
# The bias requires no gradient, so it never learns.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels)) if bias else None

# ## class_weight_small
# points: 67
# hint: The layer must draw its weight by the He rule.
# The weight is drawn by a rule of its own.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = Tensor(np.random.randn(self.out_channels, self.in_channels, *self.kernel_size) * 0.01, requires_grad=True)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

# ## class_no_parameters
# points: 65
# hint: parameters() must list weight and bias themselves, in this order, and no bias where there is none.
# No parameters are listed.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

def parameters(self):
    return []

# ## class_parameters_copied
# points: 63
# hint: parameters() must list weight and bias themselves, in this order, and no bias where there is none.
# Copies are listed: training changes them, and not the layer.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

def parameters(self):
    return [Tensor(each.data, requires_grad=True) for each in (self.weight, self.bias) if each is not None]

# ## class_parameters_with_none
# points: 59
# hint: parameters() must list weight and bias themselves, in this order, and no bias where there is none.
# A missing bias is listed as None.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

def parameters(self):
    return [self.weight, self.bias]

# ## class_parameters_reversed
# points: 66
# hint: parameters() must list weight and bias themselves, in this order, and no bias where there is none.
# The bias is listed first.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

def parameters(self):
    return [self.weight] if self.bias is None else [self.bias, self.weight]

# ## class_parameters_tuple
# points: 66
# hint: parameters() must list weight and bias themselves, in this order, and no bias where there is none.
# A tuple is returned.

# %% conv2d-class
def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
    self.in_channels = whole_number("in_channels", in_channels)
    self.out_channels = whole_number("out_channels", out_channels)
    self.kernel_size = two_numbers("kernel_size", kernel_size)
    self.stride = two_numbers("stride", stride)
    self.padding = two_numbers("padding", padding, 0)
    self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
    self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None

def parameters(self):
    return (self.weight,) if self.bias is None else (self.weight, self.bias)

# ## class_parameters_one_list
# points: 66
# hint: whoever empties it must not empty that of the layer
# The list of parameters is made once and handed out itself.

# %% conv2d-class
class Conv2d(Layer):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        self.in_channels = whole_number("in_channels", in_channels)
        self.out_channels = whole_number("out_channels", out_channels)
        self.kernel_size = two_numbers("kernel_size", kernel_size)
        self.stride = two_numbers("stride", stride)
        self.padding = two_numbers("padding", padding, 0)
        self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
        self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None
        self.listed = [self.weight] + ([self.bias] if bias else [])

    def parameters(self):
        return self.listed
