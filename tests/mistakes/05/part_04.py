# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## backward_still_asleep
# points: 60
# hint: see both steps of enable_autograd
# Installs the wrappers, leaves backward as it was.

# %% enable-autograd
def enable_autograd(quiet=False):
    global enabled
    for (owner, name), make_node in operations.items():
        install(owner, name, make_node)
    Tensor.zero_grad = tensor_zero_grad
    enabled = True


# ## forward_replaced
# points: 73
# hint: must be wrapped
# Writes addition a second time instead of wrapping it.

# %% enable-autograd
def enable_autograd(quiet=False):
    global enabled

    def add(self, other):
        other = as_tensor(other)
        result = Tensor(self.data + other.data, requires_grad=self.requires_grad or other.requires_grad)
        result._grad_fn = AddBackward(self, other)
        return result

    for (owner, name), make_node in operations.items():
        install(owner, name, make_node)
    Tensor.__add__ = Tensor.__radd__ = add
    Tensor.backward, Tensor.zero_grad = tensor_backward, tensor_zero_grad
    enabled = True


# ## inner_steps_recorded
# points: 74
# hint: made of others must be recorded as one operation
# Leaves recording on while the wrapped function runs.

# %% tracked
def recorded(*args, **kwargs):
    result = forward(*args, **kwargs)
    if not recording:
        result.requires_grad = False
        return result
    node = make_node(*args, **kwargs)
    if result._grad_fn is None and any(each.requires_grad for each in node.saved_tensors):
        result.requires_grad = True
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
    return result


# ## no_grad_ignored
# points: 73
# hint: Inside no_grad() nothing must be recorded
# Records whatever the switch says.

# %% tracked
def recorded(*args, **kwargs):
    with no_grad():
        result = forward(*args, **kwargs)
    if any(result is each for each in args):
        return result
    node = make_node(*args, **kwargs)
    if any(each.requires_grad for each in node.saved_tensors):
        result.requires_grad = True
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
    return result


# ## power_of_sizes
# points: 70
# hint: PowBackward is wrong for the exponent
# The power below is that of the size of the number.

# %% neg-pow-backward
class PowBackward(Function):
    def apply(self, grad_output):
        a, n = self.saved_tensors
        grad_a = grad_n = None
        size = np.where(a.data == 0, np.float32(1), abs(a.data))
        if a.requires_grad:
            grad_a = unbroadcast(grad_output * n.data * size ** (n.data - 1) * (a.data != 0), a.shape)
        if n.requires_grad:
            grad_n = unbroadcast(grad_output * np.power(a.data, n.data) * np.log(size), n.shape)
        return grad_a, grad_n


# ## quotient_not_squared
# points: 70
# hint: -g * a / (b * b)
# Divides by b once instead of twice.

# %% div-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = unbroadcast(grad_output / b.data, a.shape) if a.requires_grad else None
    grad_b = unbroadcast(-grad_output * a.data / b.data, b.shape) if b.requires_grad else None
    return grad_a, grad_b


# ## quotient_of_sizes
# points: 70
# hint: DivBackward is wrong for
# The divisor loses its sign.

# %% div-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    divisor = np.sqrt(b.data * b.data)
    grad_a = unbroadcast(grad_output / divisor, a.shape) if a.requires_grad else None
    grad_b = unbroadcast(-grad_output * a.data / divisor**2, b.shape) if b.requires_grad else None
    return grad_a, grad_b


# ## result_not_marked
# points: 71
# hint: must require a gradient, as x does
# Records the node, forgets requires_grad.

# %% tracked
def recorded(*args, **kwargs):
    with no_grad():
        result = forward(*args, **kwargs)
    if any(result is each for each in args):
        return result
    if not recording:
        result.requires_grad = False
        return result
    node = make_node(*args, **kwargs)
    if any(each.requires_grad for each in node.saved_tensors):
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
    return result


# ## subtraction_sign
# points: 70
# hint: g for a, -g for b
# Both sides of a difference get the same sign.

# %% sub-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = unbroadcast(grad_output, a.shape) if a.requires_grad else None
    grad_b = unbroadcast(grad_output, b.shape) if b.requires_grad else None
    return grad_a, grad_b


# ## wrapper_wrapped
# points: 73
# hint: if it is a wrapper already, wrap its `original`
# Wraps the wrapper when autograd is switched on again.

# %% install
def install(owner, name, make_node):
    setattr(owner, name, tracked(getattr(owner, name), make_node))


# ## keywords_not_handed_on
# points: 69
# hint: make_node must get the same arguments as the function
# The node gets the arguments without a name only.

# %% tracked
def tracked(forward, make_node):
    @functools.wraps(forward)
    def recorded(*args, **kwargs):
        with no_grad():
            result = forward(*args, **kwargs)
        if any(result is each for each in args):
            return result
        if not recording:
            result.requires_grad = False
            return result
        node = make_node(*args)
        if any(each.requires_grad for each in node.saved_tensors):
            result.requires_grad = True
            result._grad_fn = node
            if node.needs_result:
                node.result = result.data
        return result

    recorded.original = forward
    return recorded


# ## result_kept_as_a_tensor
# points: 68
# hint: node.result must be result.data
# The rule is given the Tensor, not its numbers.

# %% tracked
def tracked(forward, make_node):
    @functools.wraps(forward)
    def recorded(*args, **kwargs):
        with no_grad():
            result = forward(*args, **kwargs)
        if any(result is each for each in args):
            return result
        if not recording:
            result.requires_grad = False
            return result
        node = make_node(*args, **kwargs)
        if any(each.requires_grad for each in node.saved_tensors):
            result.requires_grad = True
            result._grad_fn = node
            if node.needs_result:
                node.result = result
        return result

    recorded.original = forward
    return recorded


# ## everything_recorded
# points: 73
# hint: If no input requires a gradient, nothing must be recorded
# Nobody asks whether an input requires a gradient.

# %% tracked
def tracked(forward, make_node):
    @functools.wraps(forward)
    def recorded(*args, **kwargs):
        with no_grad():
            result = forward(*args, **kwargs)
        if any(result is each for each in args):
            return result
        if not recording:
            result.requires_grad = False
            return result
        node = make_node(*args, **kwargs)
        result.requires_grad = any(each.requires_grad for each in node.saved_tensors)
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
        return result

    recorded.original = forward
    return recorded
