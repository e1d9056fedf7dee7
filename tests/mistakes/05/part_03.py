# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## breadth_first_order
# points: 65
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
# points: 59
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
# points: 74
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
