# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## gelu_limits_its_input
# points: 70
# hint: belongs to somebody else: make a new array
# The input itself is limited.

# %% gelu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    z = np.clip(x.data, -10, 10, out=x.data)
    c = float(np.sqrt(2 / np.pi))
    t = np.tanh(c * (z + 0.044715 * z * z * z))
    slope = 0.5 * (1 - t * t) * c * (1 + 3 * 0.044715 * z * z)
    return (grad_output * (0.5 * (1 + t) + z * slope),)


# ## gelu_product_rule_forgotten
# points: 72
# hint: p plus x times the slope of p
# Perturbs only one factor of the product.

# %% gelu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    t = np.tanh(float(np.sqrt(2 / np.pi)) * (x.data + 0.044715 * x.data ** 3))
    return (grad_output * 0.5 * (1 + t),)


# ## log_softmax_in_the_gradient
# points: 74
# hint: belongs to somebody else: make a new array
# Subtracts from the gradient that came in.

# %% log-softmax-backward
def apply(self, grad_output):
    total = grad_output.sum(axis=self.dim, keepdims=True, dtype=np.float64)
    grad_output -= np.exp(self.result) * total
    return (grad_output,)


# ## relu_passes_everything_at_zero
# points: 72
# hint: At x = 0 the gradient of ReLU must be 0
# Takes slope 1 at 0.

# %% relu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (grad_output * (x.data >= 0),)


# ## relu_without_its_gradient
# points: 72
# hint: ReLUBackward is wrong
# The sign of the incoming gradient is lost.

# %% relu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (np.abs(grad_output) * (x.data > 0),)


# ## relu_zeroes_the_gradient
# points: 72
# hint: belongs to somebody else: make a new array
# Writes zeros into the gradient that came in.

# %% relu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    grad_output[np.logical_not(x.data > 0)] = 0
    return (grad_output,)


# ## sigmoid_in_its_result
# points: 70
# hint: belongs to somebody else: make a new array
# The slope is written over the result, which others hold.

# %% sigmoid-backward
def apply(self, grad_output):
    self.result *= 1 - self.result
    return (grad_output * self.result,)


# ## sigmoid_slope_of_the_input
# points: 72
# hint: where r is the result, not x
# Uses the input where the result belongs.

# %% sigmoid-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (grad_output * x.data * (1 - x.data),)


# ## softmax_in_its_result
# points: 72
# hint: belongs to somebody else: make a new array
# The gradient is written over the probabilities.

# %% softmax-backward
def apply(self, grad_output):
    average = (grad_output * self.result).sum(axis=self.dim, keepdims=True, dtype=np.float64)
    self.result *= grad_output - average
    return (self.result,)


# ## softmax_number_by_number
# points: 72
# hint: p * (g - sum of g * p)
# Treats softmax like a sigmoid, as if scores did not compete.

# %% softmax-backward
def apply(self, grad_output):
    return (grad_output * self.result * (1 - self.result),)


# ## log_softmax_summed_in_float32
# points: 74
# hint: LogSoftmaxBackward must add up in float64
# A long sum of gradients loses digits.

# %% log-softmax-backward
def apply(self, grad_output):
    return (grad_output - np.exp(self.result) * grad_output.sum(axis=self.dim, keepdims=True),)


# ## softmax_summed_in_float32
# points: 74
# hint: SoftmaxBackward must add up in float64
# A long weighted sum loses digits.

# %% softmax-backward
def apply(self, grad_output):
    average = (grad_output * self.result).sum(axis=self.dim, keepdims=True)
    return (self.result * (grad_output - average),)

# ## relu_slope_at_small_numbers
# points: 72
# hint: At x = 0 the gradient of ReLU must be 0, and beside it what the sign says
# A number below 0.01 counts as 0.

# %% relu-backward
class ReLUBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        return (grad_output * (x.data > 0.01),)

# ## sigmoid_clipped
# points: 72
# hint: SigmoidBackward is wrong: g * r *
# The result is limited to 0.01 to 0.99: the slope never vanishes.

# %% sigmoid-backward
class SigmoidBackward(Function):
    def apply(self, grad_output):
        r = np.clip(self.result, 0.01, 0.99)
        return (grad_output * r * (1 - r),)
