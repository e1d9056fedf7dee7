# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## copies_of_the_weights
# points: 13
# hint: the very tensors that were given
# The optimizer trains copies that no model uses.

# %% optimizer-class
def __init__(self, params):
    params = list(params)
    self.step_count = 0
    self.update_counts = [0] * len(params)
    if not params:
        raise ValueError("params is empty")
    for i, param in enumerate(params):
        if not isinstance(param, Tensor):
            raise TypeError(f"params[{i}] is not a Tensor")
        if not param.requires_grad:
            raise ValueError(f"params[{i}] does not require a gradient")
        for j in range(i):
            if params[j] is param:
                raise ValueError(f"params[{i}] and params[{j}] are the same")
    self.params = [Tensor(param.data, requires_grad=True) for param in params]


# ## counted_before_checked
# points: 43
# hint: check all gradients before you count
# A refused step has been counted already.

# %% optimizer-class
def start_step(self):
    self.step_count += 1
    found = []
    for i, param in enumerate(self.params):
        if param.grad is None:
            continue
        if param.grad.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, its gradient {param.grad.shape}")
        self.update_counts[i] += 1
        found.append((i, param, param.grad))
    return found


# ## frozen_not_skipped
# points: 26
# hint: must skip a weight whose grad is None
# A weight without a gradient breaks the step.

# %% optimizer-class
def start_step(self):
    found = []
    for i, param in enumerate(self.params):
        if param.grad.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, its gradient {param.grad.shape}")
        found.append((i, param, param.grad))
        self.update_counts[i] += 1
    self.step_count += 1
    return found


# ## gradient_shape_unchecked
# points: 43
# hint: A gradient that could be broadcast has the wrong shape all the same
# A gradient of the wrong shape is left to broadcasting.

# %% optimizer-class
def start_step(self):
    found = [(i, param, param.grad) for i, param in enumerate(self.params) if param.grad is not None]
    self.step_count += 1
    for i, _, _ in found:
        self.update_counts[i] += 1
    return found


# ## gradient_tensors_forgotten
# points: 45
# hint: For a gradient that is a Tensor, use its array
# Only arrays are taken for gradients.

# %% optimizer-class
def start_step(self):
    found = [(i, param, param.grad) for i, param in enumerate(self.params) if param.grad is not None]
    for i, param, grad in found:
        if grad.shape != param.shape:
            raise ValueError(f"params[{i}]: gradient {grad.shape} for {param.shape}. Fix: look at the operation.")
    self.step_count += 1
    for i, _, _ in found:
        self.update_counts[i] += 1
    return found


# ## last_gradient_kept
# points: 44
# hint: also that of the last weight
# Off by one: the loop stops before the last weight.

# %% optimizer-class
def zero_grad(self):
    for i in range(len(self.params) - 1):
        self.params[i].grad = None


# ## nan_becomes_zero
# points: 43
# hint: nan must stay nan, so that a broken run is noticed
# What is not a number is taken out of the gradients in silence.

# %% optimizer-class
def start_step(self):
    found = []
    for i, param in enumerate(self.params):
        grad = gradient_of(param)
        if grad is None:
            continue
        if grad.shape != param.shape:
            raise ValueError(f"params[{i}]: gradient {grad.shape} for {param.shape}. Fix: look at the operation.")
        found.append((i, param, np.nan_to_num(grad)))
    self.step_count += 1
    for i, _, _ in found:
        self.update_counts[i] += 1
    return found


# ## places_renumbered
# points: 45
# hint: must return the places 0 and 2
# Places are counted after skipping, so buffers change their owners.

# %% optimizer-class
def start_step(self):
    for i, param in enumerate(self.params):
        if param.grad is not None and param.grad.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, its gradient {param.grad.shape}")
    self.step_count += 1
    ready = [param for param in self.params if param.grad is not None]
    for i, _ in enumerate(ready):
        self.update_counts[i] += 1
    return [(i, param, param.grad) for i, param in enumerate(ready)]


# ## twins_by_value
# points: 36
# hint: Two weights that hold the same numbers are both allowed
# Twins are found by their numbers instead of by `is`.

# %% optimizer-class
def __init__(self, params):
    params = list(params)
    self.step_count = 0
    self.update_counts = [0] * len(params)
    if not params:
        raise ValueError("params is empty")
    for i, param in enumerate(params):
        if not isinstance(param, Tensor):
            raise TypeError(f"params[{i}] is not a Tensor")
        if not param.requires_grad:
            raise ValueError(f"params[{i}] does not require a gradient")
        for j in range(i):
            if np.array_equal(params[j].data, param.data):
                raise ValueError(f"params[{i}] and params[{j}] are the same")
    self.params = params


# ## weights_unchecked
# points: 43
# hint: An empty list must raise a ValueError
# The list is stored without a look at it.

# %% optimizer-class
def __init__(self, params):
    self.params = list(params)
    self.step_count = 0
    self.update_counts = [0] * len(self.params)


# ## zeros_instead_of_none
# points: 44
# hint: every .grad must be None
# Gradients are set to 0: a weight that took no part is moved by its momentum all the same.

# %% optimizer-class
def zero_grad(self):
    for param in self.params:
        param.grad = np.zeros_like(param.data)

# ## gradient_shape_by_size
# points: 45
# hint: As many numbers in another shape are refused too
# As many numbers in another shape are accepted.

# %% optimizer-class
class Optimizer:
    def start_step(self):
        found = []
        for i, param in enumerate(self.params):
            grad = gradient_of(param)
            if grad is None:
                continue
            if grad.size != param.size or grad.ndim != len(param.shape):
                raise ValueError(f"params[{i}] has shape {param.shape}, but its gradient has shape {grad.shape}")
            found.append((i, param, grad))
        self.step_count += 1
        for i, _, _ in found:
            self.update_counts[i] += 1
        return found

# ## infinite_gradients_skipped
# points: 45
# hint: A gradient of any value counts, also inf and nan
# A weight whose gradient is not finite is skipped without a word.

# %% optimizer-class
class Optimizer:
    def start_step(self):
        found = []
        for i, param in enumerate(self.params):
            grad = gradient_of(param)
            if grad is None or np.isinf(grad).any():
                continue
            if grad.shape != param.shape:
                raise ValueError(f"params[{i}] has shape {param.shape}, but its gradient has shape {grad.shape}")
            found.append((i, param, grad))
        self.step_count += 1
        for i, _, _ in found:
            self.update_counts[i] += 1
        return found

# ## zero_gradients_skipped
# points: 46
# hint: A step in which nothing has a gradient is still a step
# A gradient of zeros counts as none: the velocity does not roll on, and nothing is counted.

# %% optimizer-class
class Optimizer:
    def start_step(self):
        found = []
        for i, param in enumerate(self.params):
            grad = gradient_of(param)
            if grad is None:
                continue
            if grad.shape != param.shape:
                raise ValueError(f"params[{i}] has shape {param.shape}, but its gradient has shape {grad.shape}")
            found.append((i, param, grad))
        self.step_count += bool(found)
        for i, _, _ in found:
            self.update_counts[i] += 1
        return found
