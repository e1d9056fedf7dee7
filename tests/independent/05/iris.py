# Writes into arrays of its own; einsum for the matrix product.
# ruff: noqa: F821 - the names are those of the notebook

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    original = x.data.copy()
    slopes_found = np.empty(original.shape, dtype=np.float32)
    for place in np.ndindex(*original.shape):
        values = []
        for sign in (-1, 1):
            x.data[...] = original
            x.data[place] += sign * step
            values.append(float(function(x).data))
        slopes_found[place] = (values[1] - values[0]) / step / 2
    x.data[...] = original
    return slopes_found

# %% function-class
def __init__(self, *tensors):
    kept = []
    for each in tensors:
        kept.append(each if isinstance(each, Tensor) else Tensor(each))
    self.saved_tensors = tuple(kept)

# %% unbroadcast
def unbroadcast(gradient, shape):
    gradient = gradient.astype(np.float64)
    while gradient.ndim > len(shape):
        gradient = gradient.sum(axis=0)
    for place, length in enumerate(shape):
        if length == 1:
            gradient = gradient.sum(axis=place, keepdims=True)
    return gradient.astype(np.float32)

# %% mul-backward
def apply(self, grad_output):
    return tuple(
        unbroadcast(np.multiply(grad_output, other.data), one.shape) if one.requires_grad else None
        for one, other in (self.saved_tensors, self.saved_tensors[::-1]))

# %% graph-order
def graph_order(root):
    waiting, order, users = [root], [], {id(root): 0}
    found = {id(root): root}
    todo = [root]
    while todo:
        for each in inputs_of(todo.pop()):
            users[id(each)] = users.get(id(each), 0) + 1
            if id(each) not in found:
                found[id(each)] = each
                todo.append(each)
    while waiting:
        tensor = waiting.pop()
        order.append(tensor)
        for each in inputs_of(tensor):
            users[id(each)] -= 1
            if users[id(each)] == 0:
                waiting.append(each)
    return order

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    sent = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        if id(tensor) not in sent:
            continue
        received = sent[id(tensor)]
        add_to_grad(tensor, received)
        if tensor._grad_fn is not None:
            for source, share in shares_of(tensor._grad_fn, received):
                sent[id(source)] = np.add(sent[id(source)], share) if id(source) in sent else share
            if retain_graph is False:
                tensor._grad_fn.release()

# %% sub-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    return (unbroadcast(grad_output.copy(), a.shape) if a.requires_grad else None,
            unbroadcast(0 - grad_output, b.shape) if b.requires_grad else None)

# %% max-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    axis = tuple(range(x.data.ndim)) if self.axis is None else self.axis
    best = x.data.max(axis=axis, keepdims=True)
    gradient = expand_reduced(grad_output, x.shape, self.axis, self.keepdims)
    full = np.zeros(x.shape, dtype=np.float32)
    winners = x.data == best
    full[winners] = (gradient / np.sum(winners, axis=axis, keepdims=True))[winners]
    return (full,)

# %% relu-backward
def apply(self, grad_output):
    passed = np.array(grad_output)
    passed[self.saved_tensors[0].data <= 0] = 0
    return (passed,)

# %% sigmoid-backward
def apply(self, grad_output):
    r = self.result
    return (grad_output * (r - r**2),)

# %% mse-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    error = targets.data - predictions.data
    slope = error * (2 * grad_output / error.size)
    return (-slope if predictions.requires_grad else None, slope if targets.requires_grad else None)

# %% cross-entropy-backward
def apply(self, grad_output):
    logits, targets = self.saved_tensors
    table = logits.data.astype(np.float64)
    table = np.exp(table - table.max(1, keepdims=True))
    table /= table.sum(1, keepdims=True)
    for row, label in enumerate(targets.data.astype(int)):
        table[row, label] -= 1.0
    return (table * float(grad_output) / len(table)).astype(np.float32), None

# %% install
def install(owner, name, make_node):
    current = getattr(owner, name)
    while hasattr(current, "original"):
        current = current.original
    setattr(owner, name, tracked(current, make_node))
