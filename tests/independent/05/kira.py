"""Module 05, written from the released notebook: Kahn's order, sums over axis tuples, tensordot, bincount, try/finally."""

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    places = x.data.reshape(-1) if x.data.flags.c_contiguous else x.data.flat
    slopes_found = []
    for place in range(x.size):
        kept = float(places[place])
        try:
            places[place] = kept + step
            above = float(function(x))
            places[place] = kept - step
            below = float(function(x))
        finally:
            places[place] = kept
        slopes_found.append((above - below) / (step + step))
    return np.array(slopes_found, dtype=np.float32).reshape(x.shape)

# %% function-class
class Function:
    def __init__(self, *tensors):
        self.saved_tensors = (*map(as_tensor, tensors),)

# %% unbroadcast
def unbroadcast(gradient, shape):
    gradient = np.asarray(gradient)
    added = gradient.ndim - len(shape)
    axes = tuple(axis for axis, length in enumerate(gradient.shape)
                 if axis < added or shape[axis - added] == 1 != length)
    if not axes:
        return gradient
    return np.sum(gradient, axis=axes, dtype=np.float64).astype(np.float32).reshape(shape)

# %% add-backward
class AddBackward(Function):
    def apply(self, grad_output):
        return tuple(unbroadcast(grad_output, each.shape) if each.requires_grad else None for each in self.saved_tensors)

# %% mul-backward
class MulBackward(Function):
    def apply(self, grad_output):
        pair = self.saved_tensors
        return tuple(unbroadcast(grad_output * other.data, each.shape) if each.requires_grad else None
                     for each, other in zip(pair, reversed(pair)))

# %% graph-order
def graph_order(root):
    users, inputs, found = {id(root): 0}, {}, [root]
    for tensor in found:  # grows while it is walked
        inputs[id(tensor)] = inputs_of(tensor)
        for each in inputs[id(tensor)]:
            if id(each) not in users:
                users[id(each)] = 0
                found.append(each)
            users[id(each)] += 1
    order = [root]
    for tensor in order:
        for each in inputs[id(tensor)]:
            users[id(each)] -= 1
            if users[id(each)] == 0:
                order.append(each)
    return order

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if not tensor.requires_grad:
        raise RuntimeError(
            "backward() has nothing to do: this tensor does not require a gradient, because nothing it was "
            "computed from does. Fix: create the weights with Tensor(..., requires_grad=True), and do not "
            "compute the result inside no_grad()."
        )
    if gradient is None:
        if tensor.size != 1:
            raise ValueError(f"A result of shape {tensor.shape} needs a gradient=... of that shape; or take its sum() or mean().")
        return np.ones_like(tensor.data)
    start = as_float32(gradient)
    if start.shape == tensor.shape:
        return start
    raise ValueError(f"The gradient has shape {start.shape} and the result {tensor.shape}; they must be the same.")

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    start = starting_gradient(self, gradient)
    order = graph_order(self)
    arrived = {id(tensor): [] for tensor in order}
    arrived[id(self)].append(start)
    for tensor in order:
        shares = arrived.pop(id(tensor))
        if not shares:
            continue
        total = sum(shares[1:], shares[0])
        add_to_grad(tensor, total)
        node = tensor._grad_fn
        if node is not None:
            for each, share in shares_of(node, total):
                arrived[id(each)].append(share)
            if not retain_graph:
                node.release()


def tensor_zero_grad(self):
    self.grad = None

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
        needed = [each for each in node.saved_tensors if each.requires_grad]
        if needed:
            result.requires_grad, result._grad_fn = True, node
            if node.needs_result:
                node.result = result.data
        return result

    recorded.original = forward
    return recorded

# %% install
def install(owner, name, make_node):
    present = getattr(owner, name)
    try:
        present = present.original
    except AttributeError:
        pass
    setattr(owner, name, tracked(present, make_node))
    if isinstance(owner, types.ModuleType):
        # Others may have imported the function by name before: `from module import name`.
        for module in list(sys.modules.values()):
            found = vars(module).get(name) if isinstance(module, types.ModuleType) else None
            if found is not None and getattr(found, "original", found) is getattr(owner, name).original:
                setattr(module, name, getattr(owner, name))

# %% enable-autograd
def enable_autograd(quiet=False):
    global enabled
    vars_to_set = {"backward": tensor_backward, "zero_grad": tensor_zero_grad}
    for attribute, function in vars_to_set.items():
        setattr(Tensor, attribute, function)
    for key in operations:
        install(*key, operations[key])
    enabled = True
    if not quiet:
        print("Autograd is on: what is computed from tensors with requires_grad=True is recorded.")

# %% sub-backward
class SubBackward(Function):
    def apply(self, grad_output):
        a, b = self.saved_tensors
        return (unbroadcast(grad_output, a.shape) if a.requires_grad else None,
                -unbroadcast(grad_output, b.shape) if b.requires_grad else None)

# %% div-backward
class DivBackward(Function):
    def apply(self, grad_output):
        a, b = self.saved_tensors
        per_a = grad_output / b.data
        grad_a = unbroadcast(per_a, a.shape) if a.requires_grad else None
        grad_b = unbroadcast(-per_a * (a.data / b.data), b.shape) if b.requires_grad else None
        return grad_a, grad_b

# %% neg-pow-backward
class PowBackward(Function):
    def apply(self, grad_output):
        a, n = self.saved_tensors
        grad_a = grad_n = None
        if a.requires_grad:
            # Where the exponent is 0 the result is the constant 1; there the power is replaced by 1 as well.
            power = np.power(a.data, np.where(n.data == 0, np.float32(1), n.data - 1))
            power *= n.data
            grad_a = unbroadcast(power * grad_output, a.shape)
        if n.requires_grad:
            # 0 ** n stays 0 when n is nudged, and log(0) does not exist.
            log = np.log(np.where(a.data == 0, np.float32(1), a.data))
            grad_n = unbroadcast(grad_output * np.power(a.data, n.data) * log, n.shape)
        return grad_a, grad_n

# %% matmul-backward
class MatmulBackward(Function):
    def matrix_gradients(self, left, right, g):
        a, b = self.saved_tensors
        grad_left = grad_right = None
        if a.requires_grad:
            grad_left = unbroadcast(np.einsum("...mn,...kn->...mk", g, right), left.shape)
        if b.requires_grad:
            if right.ndim == 2:
                rows = tuple(range(left.ndim - 1))
                grad_right = np.tensordot(left, g, axes=(rows, rows))
            else:
                grad_right = unbroadcast(np.einsum("...mk,...mn->...kn", left, g), right.shape)
        return grad_left, grad_right

# %% expand-reduced
def expand_reduced(array, shape, axis, keepdims):
    axes = range(len(shape)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    gone = {each % len(shape) for each in axes} if shape else set()
    kept = [1 if place in gone else length for place, length in enumerate(shape)]
    return np.broadcast_to(np.reshape(array, kept), shape)

# %% sum-backward
class SumBackward(Function):
    def apply(self, grad_output):
        return tuple(expand_reduced(grad_output, x.shape, self.axis, self.keepdims) for x in self.saved_tensors)

# %% mean-backward
class MeanBackward(SumBackward):
    def apply(self, grad_output):
        (whole,) = super().apply(grad_output)
        share = max(np.size(grad_output), 1) / max(whole.size, 1)
        return (whole * np.float32(share),)

# %% max-backward
class MaxBackward(SumBackward):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        spread = functools.partial(expand_reduced, shape=x.shape, axis=self.axis, keepdims=self.keepdims)
        winners = np.equal(x.data, spread(self.result)).astype(np.float32)
        return (winners * spread(grad_output) / winners.sum(axis=self.axis, keepdims=True),)

# %% reshape-backward
class ReshapeBackward(Function):
    def apply(self, grad_output):
        gradient = np.empty(self.saved_tensors[0].shape, dtype=np.float32)
        gradient.flat = grad_output
        return (gradient,)

# %% transpose-backward
class TransposeBackward(Function):
    def apply(self, grad_output):
        # A tensor of rank 0 or 1 was not changed by transpose().
        if grad_output.ndim < 2:
            return (grad_output,)
        order = list(range(grad_output.ndim))
        order[self.dim0], order[self.dim1] = order[self.dim1], order[self.dim0]
        return (grad_output.transpose(order),)

# %% slice-backward
class SliceBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        places = np.arange(x.size).reshape(x.shape)[self.key]
        sums = np.bincount(np.ravel(places), weights=np.ravel(grad_output), minlength=x.size)
        return (sums.reshape(x.shape),)

# %% relu-backward
class ReLUBackward(Function):
    def apply(self, grad_output):
        (x,) = self.saved_tensors
        gradient = np.array(grad_output)
        gradient[x.data <= 0] = 0
        return (gradient,)

# %% sigmoid-backward
class SigmoidBackward(Function):
    def apply(self, grad_output):
        r = self.result
        return ((r - r * r) * grad_output,)

# %% tanh-backward
class TanhBackward(Function):
    def apply(self, grad_output):
        return (grad_output * (1 + self.result) * (1 - self.result),)

# %% gelu-backward
class GELUBackward(Function):
    def apply(self, grad_output):
        # Beyond 10 the probability is 0 or 1 to the last digit, and x * x * x could overflow.
        (x,) = self.saved_tensors
        z = np.clip(x.data, -10, 10)
        c = float(np.sqrt(2 / np.pi))
        t = np.tanh(c * (z + 0.044715 * z * z * z))
        slope = 1 + t + z * (1 - t) * (1 + t) * (c + 0.134145 * c * z * z)
        return (slope / 2 * grad_output,)

# %% softmax-backward
class SoftmaxBackward(Function):
    def apply(self, grad_output):
        pushed = self.result.astype(np.float64) * grad_output
        pushed -= self.result * pushed.sum(axis=self.dim, keepdims=True)
        return (pushed,)

# %% log-softmax-backward
class LogSoftmaxBackward(SoftmaxBackward):
    def apply(self, grad_output):
        total = np.sum(grad_output, axis=self.dim, keepdims=True, dtype=np.float64)
        return ((grad_output - np.exp(self.result) * total).astype(np.float32),)

# %% mse-backward
class MSEBackward(Function):
    def apply(self, grad_output):
        predictions, targets = self.saved_tensors
        towards = (predictions.data - targets.data) * (grad_output * 2 / predictions.size)
        return tuple(sign * towards if each.requires_grad else None for each, sign in ((predictions, 1), (targets, -1)))

# %% cross-entropy-backward
class CrossEntropyBackward(Function):
    def apply(self, grad_output):
        logits, targets = self.saved_tensors
        wide = logits.data.astype(np.float64)
        probabilities = np.exp(wide - np.logaddexp.reduce(wide, axis=1)[:, None])
        wanted = np.arange(wide.shape[1]) == targets.data[:, None]
        return (probabilities - wanted) * (grad_output / len(wide)), None

# %% bce-backward
class BCEBackward(Function):
    def apply(self, grad_output):
        predictions, targets = self.saved_tensors
        p, t = np.clip(predictions.data, np.float32(1e-7), np.float32(1 - 1e-7)), targets.data
        scale = grad_output / p.size
        grad_predictions = grad_targets = None
        if predictions.requires_grad:
            grad_predictions = scale * ((1 - t) / (1 - p) - t / p)
        if targets.requires_grad:
            grad_targets = scale * (np.log(1 - p) - np.log(p))
        return grad_predictions, grad_targets
