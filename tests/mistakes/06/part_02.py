# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## decay_after_the_velocity
# points: 46
# hint: add the decay to the gradient before the velocity sees it
# Weight decay bypasses the velocity.

# %% sgd-class
def direction(self, i, param, grad):
    if self.momentum:
        if self.momentum_buffers[i] is None:
            self.momentum_buffers[i] = np.zeros_like(param.data)
        self.momentum_buffers[i] = self.momentum * self.momentum_buffers[i] + grad
        grad = self.momentum_buffers[i]
    return grad + self.weight_decay * param.data


# ## decay_pushes_away
# points: 43
# hint: weight decay alone must move w by lr * weight_decay * w towards 0
# The sign of the decay is wrong.

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad = grad - self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[i] is None:
        self.momentum_buffers[i] = np.zeros_like(param.data)
    self.momentum_buffers[i] = self.momentum * self.momentum_buffers[i] + grad
    return self.momentum_buffers[i]


# ## gradient_changed
# points: 41
# hint: A step must leave param.grad as it was
# Weight decay is written into the gradient itself.

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad += self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[i] is None:
        self.momentum_buffers[i] = np.zeros_like(param.data)
    self.momentum_buffers[i] = self.momentum * self.momentum_buffers[i] + grad
    return self.momentum_buffers[i]


# ## state_checks_the_first_buffer
# points: 45
# hint: A misfit at the end of the list must be found too
# Only the first buffer is compared with its parameter.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None for _ in self.params]
        return
    if not self.has_momentum() or len(state) != len(self.params):
        raise ValueError(f"{len(state)} buffers for {len(self.params)} parameters. Fix: use the same model.")
    if state[0] is not None and state[0].shape != self.params[0].shape:
        raise ValueError(f"buffer {state[0].shape} for a parameter {self.params[0].shape}. Fix: use the same model.")
    self.momentum_buffers = [None if buffer is None else np.array(buffer, dtype=np.float32) for buffer in state]


# ## state_not_copied
# points: 45
# hint: The state must hold copies: training on must not change it
# The state is the list of the live buffers.

# %% sgd-state
def sgd_get_momentum_state(self):
    return list(self.momentum_buffers) if self.has_momentum() else None


# ## state_taken_over_by_halves
# points: 45
# hint: A refused state must leave all buffers as they were
# Buffers are stored one after the other, until one does not fit.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None for _ in self.params]
        return
    if not self.has_momentum() or len(state) != len(self.params):
        raise ValueError(f"{len(state)} buffers for {len(self.params)} parameters. Fix: use the same model.")
    for i, buffer in enumerate(state):
        if buffer is not None and buffer.shape != self.params[i].shape:
            raise ValueError(f"buffer {buffer.shape} for a parameter {self.params[i].shape}. Fix: use the same model.")
        self.momentum_buffers[i] = None if buffer is None else np.array(buffer, dtype=np.float32)


# ## state_unchecked
# points: 45
# hint: A state of another length must raise a ValueError
# Any state is taken over without a look at it.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        state = [None] * len(self.params)
    self.momentum_buffers = [None if buffer is None else buffer.copy() for buffer in state]


# ## uphill
# points: 34
# hint: against the gradient, which points uphill
# The gradient is added instead of subtracted.

# %% sgd-class
def step(self):
    for i, param, grad in self.start_step():
        param.data += self.lr * self.direction(i, param, grad)


# ## velocity_averages
# points: 38
# hint: v must be the gradient in full
# An average instead of a sum: the new gradient enters with a factor of 0.1.

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad = grad + self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[i] is None:
        self.momentum_buffers[i] = np.zeros_like(param.data)
    self.momentum_buffers[i] = self.momentum * self.momentum_buffers[i] + (1 - self.momentum) * grad
    return self.momentum_buffers[i]


# ## velocity_is_the_gradient
# points: 36
# hint: not the gradient under a second name
# The first velocity is no copy.

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad = grad + self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[i] is None:
        self.momentum_buffers[i] = grad
    else:
        self.momentum_buffers[i] *= self.momentum
        self.momentum_buffers[i] += grad
    return self.momentum_buffers[i]


# ## velocity_not_kept
# points: 38
# hint: The velocity must be kept in self.momentum_buffers[i]
# The new velocity is computed but never stored.

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad = grad + self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[i] is None:
        self.momentum_buffers[i] = np.zeros_like(param.data)
    return self.momentum * self.momentum_buffers[i] + grad


# ## velocity_shared
# points: 40
# hint: Every weight needs a velocity of its own
# All weights use the first buffer.

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad = grad + self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[0] is None:
        self.momentum_buffers[0] = np.zeros_like(param.data)
    self.momentum_buffers[0] = self.momentum * self.momentum_buffers[0] + grad
    return self.momentum_buffers[0]


# ## weights_replaced
# points: 44
# hint: param.data must stay the same array
# Every step makes a new array of weights.

# %% sgd-class
def step(self):
    for i, param, grad in self.start_step():
        param.data = param.data - self.lr * self.direction(i, param, grad)

# ## sgd_keeps_its_first_momentum
# points: 47
# hint: step() must use the present values of the settings, here {'momentum': 0.25}
# The momentum of the beginning is used for good.

# %% sgd-class
class SGD(Optimizer):
    def direction(self, i, param, grad):
        self.first = getattr(self, "first", self.momentum)
        if self.weight_decay:
            grad = grad + self.weight_decay * param.data
        if not self.first:
            return grad
        if self.momentum_buffers[i] is None:
            self.momentum_buffers[i] = np.zeros_like(param.data)
        velocity = self.momentum_buffers[i]
        velocity *= self.first
        velocity += grad
        return velocity

# ## sgd_keeps_its_first_decay
# points: 47
# hint: step() must use the present values of the settings, here {'weight_decay': 1.0}
# The weight decay of the beginning is used for good.

# %% sgd-class
class SGD(Optimizer):
    def direction(self, i, param, grad):
        self.first = getattr(self, "first", self.weight_decay)
        grad = grad + self.first * param.data if self.first else grad
        if not self.momentum:
            return grad
        if self.momentum_buffers[i] is None:
            self.momentum_buffers[i] = np.zeros_like(param.data)
        velocity = self.momentum_buffers[i]
        velocity *= self.momentum
        velocity += grad
        return velocity

# ## sgd_counts_twice
# points: 45
# hint: One step() must be counted once: call start_step() once
# The gradients are checked in a first pass that counts as well.

# %% sgd-class
class SGD(Optimizer):
    def step(self):
        self.start_step()
        for i, param, grad in self.start_step():
            param.data -= self.lr * self.direction(i, param, grad)

# ## state_kept_in_float64
# points: 45
# hint: The buffers must be float32 copies, whatever is given
# The state is copied as it comes, float64 too.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None] * len(self.params)
        return
    if not self.has_momentum():
        raise ValueError("this SGD has no momentum to restore")
    if len(state) != len(self.params):
        raise ValueError(f"the state holds {len(state)} buffers, but there are {len(self.params)} parameters")
    for i, (param, buffer) in enumerate(zip(self.params, state)):
        if buffer is not None and buffer.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, but its buffer has shape {buffer.shape}")
    self.momentum_buffers = [None if buffer is None else np.array(buffer) for buffer in state]

# ## state_none_is_ignored
# points: 45
# hint: None must forget every buffer
# None leaves the velocity as it is.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        return
    if not self.has_momentum():
        raise ValueError("this SGD has no momentum to restore")
    if len(state) != len(self.params):
        raise ValueError(f"the state holds {len(state)} buffers, but there are {len(self.params)} parameters")
    for i, (param, buffer) in enumerate(zip(self.params, state)):
        if buffer is not None and buffer.shape != param.shape:
            raise ValueError(f"params[{i}] has shape {param.shape}, but its buffer has shape {buffer.shape}")
    self.momentum_buffers = [None if buffer is None else np.array(buffer, dtype=np.float32) for buffer in state]

# ## state_before_the_first_step_is_none
# points: 45
# hint: With momentum, but before the first step, the state must be a list of None
# Before the first step there is nothing to return, although momentum is used.

# %% sgd-state
def sgd_get_momentum_state(self):
    if not self.has_momentum() or all(buffer is None for buffer in self.momentum_buffers):
        return None
    return [None if buffer is None else buffer.copy() for buffer in self.momentum_buffers]


# ## velocity_without_momentum
# points: 42
# hint: Without momentum no buffer may be created
# The velocity is kept although nobody asked for momentum: it takes as much memory as the weights.

# %% sgd-class
class SGD(Optimizer):
    def direction(self, i, param, grad):
        if self.momentum_buffers[i] is None:
            self.momentum_buffers[i] = np.zeros_like(param.data)
        velocity = self.momentum_buffers[i]
        velocity *= self.momentum
        velocity += grad + self.weight_decay * param.data
        return velocity


# ## state_taken_without_copies
# points: 45
# hint: set_momentum_state() must copy: its list must not change later
# The arrays of the list become the buffers, and the next step changes both.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None] * len(self.params)
        return
    if not self.has_momentum():
        raise ValueError("this SGD has no momentum to restore")
    if len(state) != len(self.params):
        raise ValueError(f"the state holds {len(state)} buffers for {len(self.params)} parameters")
    for param, buffer in zip(self.params, state):
        if buffer is not None and buffer.shape != param.shape:
            raise ValueError(f"a buffer of shape {buffer.shape} for a parameter of shape {param.shape}")
    self.momentum_buffers = [None if buffer is None else np.asarray(buffer, dtype=np.float32) for buffer in state]


# ## state_put_into_a_loop_variable
# points: 45
# hint: must be the one the first optimizer made
# A loop gives its variable another array; the list keeps what it had.

# %% sgd-state
def sgd_set_momentum_state(self, state):
    if state is None:
        self.momentum_buffers = [None] * len(self.params)
        return
    if not self.has_momentum() or len(state) != len(self.params):
        raise ValueError(f"the state holds {len(state)} buffers for {len(self.params)} parameters")
    for param, buffer in zip(self.params, state):
        if buffer is not None and buffer.shape != param.shape:
            raise ValueError(f"a buffer of shape {buffer.shape} for a parameter of shape {param.shape}")
    for buffer, saved in zip(self.momentum_buffers, state):
        buffer = None if saved is None else np.array(saved, dtype=np.float32)


# ## state_without_momentum
# points: 45
# hint: get_momentum_state() must return None without momentum
# Nobody asks whether there is momentum.

# %% sgd-state
def sgd_get_momentum_state(self):
    return [None if buffer is None else buffer.copy() for buffer in self.momentum_buffers]
