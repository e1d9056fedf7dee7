# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## breadth_first_order
# points: 67
# hint: must come first
# Lists tensors in the order in which they are met.

# %% graph-order
def graph_order(root):
    order, seen = [root], {id(root)}
    for tensor in order:
        for each in inputs_of(tensor):
            if id(each) not in seen:
                seen.add(id(each))
                order.append(each)
    return order


# ## every_path_walked
# points: 74
# hint: must not be visited once per path
# Forgets which tensors were seen.

# %% graph-order
def graph_order(root):
    order, stack = [], [(root, False)]
    while stack:
        tensor, finished = stack.pop()
        if finished:
            if all(tensor is not each for each in order):
                order.append(tensor)
        else:
            stack.append((tensor, True))
            stack.extend((each, False) for each in inputs_of(tensor))
    return order[::-1]


# ## gradient_argument_ignored
# points: 70
# hint: must be used as the start of the backward pass
# Always starts with 1.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): np.ones(self.shape, dtype=np.float32)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        if not retain_graph:
            tensor._grad_fn.release()


# ## gradient_overwritten
# points: 74
# hint: x.grad must be their sum
# Stores grad instead of adding to it.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        tensor.grad = np.array(gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        if not retain_graph:
            tensor._grad_fn.release()


# ## gradient_shared
# points: 74
# hint: let add_to_grad copy
# Stores the array itself, which other tensors hold as well.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        tensor.grad = gradient if tensor.grad is None else tensor.grad + gradient
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        if not retain_graph:
            tensor._grad_fn.release()


# ## graph_kept
# points: 74
# hint: must have given their memory back
# Never gives the memory back.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        pass


# ## last_use_wins
# points: 68
# hint: gradients from several uses must be added
# A tensor that is used twice keeps only what came last.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            waiting[id(source)] = share
        if not retain_graph:
            tensor._grad_fn.release()


# ## non_scalar_accepted
# points: 75
# hint: must raise a ValueError with the shape
# Starts with ones for every result.

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if gradient is None:
        return np.ones(tensor.shape, dtype=np.float32)
    return as_float32(gradient)


# ## recursive_backward
# points: 72
# hint: Each operation must be asked once
# One call inside another for each path.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    gradient = starting_gradient(self, gradient)
    inputs_of(self)
    add_to_grad(self, gradient)
    if self._grad_fn is not None:
        for source, share in shares_of(self._grad_fn, gradient):
            tensor_backward(source, share, True)
        if not retain_graph:
            self._grad_fn.release()


# ## recursive_order
# points: 72
# hint: A chain of 5,000 operations must work: use a loop and a stack
# A function that calls itself for every operation.

# %% graph-order
def graph_order(root):
    order, seen = [], set()

    def visit(tensor):
        if id(tensor) not in seen:
            seen.add(id(tensor))
            for each in inputs_of(tensor):
                visit(each)
            order.append(tensor)

    visit(root)
    return order[::-1]


# ## sum_in_place
# points: 74
# hint: not with +=
# Adds into an array that other tensors hold as well.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            key = id(source)
            if key in waiting:
                waiting[key] += share
            else:
                waiting[key] = share
        if not retain_graph:
            tensor._grad_fn.release()


# ## zero_grad_fills_zeros
# points: 71
# hint: zero_grad must set grad to None
# Fills grad with zeros, which takes memory.

# %% tensor-backward
def tensor_zero_grad(self):
    self.grad = np.zeros(self.shape, dtype=np.float32)

# ## starting_gradient_shared
# points: 75
# hint: The gradient that was given must be copied
# The array that was given becomes the gradient itself.

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if not tensor.requires_grad:
        raise RuntimeError("backward() has nothing to do")
    if gradient is None:
        if tensor.size != 1:
            raise ValueError(f"a gradient is needed for shape {tensor.shape}")
        return np.ones(tensor.shape, dtype=np.float32)
    gradient = as_float32(gradient, copy=False)
    if gradient.shape != tensor.shape:
        raise ValueError(f"gradient {gradient.shape} for {tensor.shape}")
    return gradient

# ## starting_gradient_by_size
# points: 75
# hint: A gradient of another shape must raise a ValueError that names both shapes
# A gradient of as many numbers in another shape is accepted and reshaped.

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if not tensor.requires_grad:
        raise RuntimeError("backward() has nothing to do")
    if gradient is None:
        if tensor.size != 1:
            raise ValueError(f"a gradient is needed for shape {tensor.shape}")
        return np.ones(tensor.shape, dtype=np.float32)
    gradient = as_float32(gradient)
    if gradient.shape != tensor.shape and len(gradient.shape) != len(tensor.shape):
        raise ValueError(f"gradient {gradient.shape} for {tensor.shape}")
    return gradient.reshape(tensor.shape)

# ## zero_gradients_skipped
# points: 70
# hint: The gradient of x ** 0 is 0, also at x = 0
# A gradient of zeros is not passed on: grad stays None instead of 0.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None or not np.any(gradient):
            continue
        add_to_grad(tensor, gradient)
        node = tensor._grad_fn
        if node is None:
            continue
        for source, share in shares_of(node, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        if not retain_graph:
            node.release()

# ## only_the_last_operation_released
# points: 74
# hint: Every operation must give its memory back, not only the last one
# Only the operation of the result gives its memory back.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        node = tensor._grad_fn
        if node is None:
            continue
        for source, share in shares_of(node, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
    if not retain_graph and self._grad_fn is not None:
        self._grad_fn.release()

# ## only_leaves_keep_their_gradient
# points: 70
# hint: y.grad must be 1, what the pass starts with: the result keeps its gradient too
# As in PyTorch, intermediate results get no grad, except the first ones.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        node = tensor._grad_fn
        if node is None or tensor is not self:
            add_to_grad(tensor, gradient)
        if node is None:
            continue
        for source, share in shares_of(node, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        if not retain_graph:
            node.release()

# ## zero_grad_forgets_the_history
# points: 74
# hint: zero_grad must forget the gradient alone, and not who made the tensor
# The tensor forgets who made it as well.

# %% tensor-backward
def tensor_zero_grad(self):
    self.grad, self._grad_fn = None, None


# ## constants_in_the_order
# points: 71
# hint: A tensor that requires no gradient does not belong in the list
# The inputs are read from the operation, without inputs_of.

# %% graph-order
def graph_order(root):
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        tensor, finished = stack.pop()
        if finished:
            order.append(tensor)
        elif id(tensor) not in seen:
            seen.add(id(tensor))
            stack.append((tensor, True))
            if tensor._grad_fn is not None:
                stack.extend((each, False) for each in tensor._grad_fn.saved_tensors or ())
    return order[::-1]


# ## starts_in_one_shape
# points: 71
# hint: must start with 1 in the same shape
# The pass always starts with an array of one number.

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if gradient is None:
        if tensor.size != 1:
            raise ValueError(f"a tensor of shape {tensor.shape} needs a gradient")
        return np.ones(1, dtype=np.float32)
    gradient = as_float32(gradient)
    if gradient.shape != tensor.shape:
        raise ValueError(f"a gradient of shape {gradient.shape} for a tensor of shape {tensor.shape}")
    return gradient


# ## starting_gradient_in_float64
# points: 75
# hint: must be used as it is, in float32
# The weights that were given are converted by NumPy's rules.

# %% starting-gradient
def starting_gradient(tensor, gradient=None):
    if gradient is None:
        if tensor.size != 1:
            raise ValueError(f"a tensor of shape {tensor.shape} needs a gradient")
        return np.ones(tensor.shape, dtype=np.float32)
    gradient = np.array(gradient, dtype=float)
    if gradient.shape != tensor.shape:
        raise ValueError(f"a gradient of shape {gradient.shape} for a tensor of shape {tensor.shape}")
    return gradient


# ## retain_graph_ignored
# points: 74
# hint: With retain_graph=True a second backward() must work
# Every pass gives the memory back.

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        tensor._grad_fn.release()
