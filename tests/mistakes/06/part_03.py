# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## adam_decay_in_gradient
# points: 34
# hint: belongs to somebody else: make a new array
# The decay is added to the gradient in place.

# %% adam-class
def step(self):
    for i, param, grad in self.start_step():
        grad += self.weight_decay * param.data
        param.data -= self.lr * self.direction(i, grad)


# ## adam_keeps_its_first_lr
# points: 46
# hint: step() must use the present value of self.lr
# The learning rate of the first step is used for ever.

# %% adam-class
def step(self):
    if not hasattr(self, "rate"):
        self.rate = self.lr
    for i, param, grad in self.start_step():
        if self.weight_decay:
            grad = grad + self.weight_decay * param.data
        param.data -= self.rate * self.direction(i, grad)


# ## bias_corrected_in_place
# points: 33
# hint: stored without the correction
# The corrected averages replace the averages.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    t = self.update_counts[i]
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    self.m_buffers[i], self.v_buffers[i] = m_hat, v_hat
    return m_hat / (np.sqrt(v_hat) + self.eps)


# ## bias_correction_forgotten
# points: 32
# hint: look at the bias correction
# m and v are used as they are.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i]
    v_hat = self.v_buffers[i]
    return m_hat / (np.sqrt(v_hat) + self.eps)


# ## bias_counts_all_steps
# points: 44
# hint: A weight that joins late must move by lr in its first update
# t counts the steps of the optimizer, not the updates of the weight.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    t = self.step_count
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    return m_hat / (np.sqrt(v_hat) + self.eps)


# ## bias_of_the_first_step
# points: 38
# hint: The third step must correct with t = 3
# The correction does not change with t.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1)
    v_hat = self.v_buffers[i] / (1 - self.beta2)
    return m_hat / (np.sqrt(v_hat) + self.eps)


# ## buffers_in_float64
# points: 35
# hint: instead of float32
# np.zeros makes float64 arrays, which cost twice the memory.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros(grad.shape)
        self.v_buffers[i] = np.zeros(grad.shape)
    t = self.update_counts[i]
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    return m_hat / (np.sqrt(v_hat) + self.eps)


# ## eps_under_the_root
# points: 40
# hint: eps must be added after the root
# eps is added to v_hat.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    t = self.update_counts[i]
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    return m_hat / np.sqrt(v_hat + self.eps)


# ## root_forgotten
# points: 30
# hint: look at the bias correction and at the root
# The division is by v_hat, not by its root.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    t = self.update_counts[i]
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * grad**2
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    return m_hat / (v_hat + self.eps)


# ## second_moment_not_squared
# points: 32
# hint: v must be 0.001 * grad * grad
# v averages the gradient itself.

# %% adam-class
def direction(self, i, grad):
    if self.m_buffers[i] is None:
        self.m_buffers[i] = np.zeros_like(grad)
        self.v_buffers[i] = np.zeros_like(grad)
    t = self.update_counts[i]
    self.m_buffers[i] = self.beta1 * self.m_buffers[i] + (1 - self.beta1) * grad
    self.v_buffers[i] = self.beta2 * self.v_buffers[i] + (1 - self.beta2) * np.abs(grad)
    m_hat = self.m_buffers[i] / (1 - self.beta1**t)
    v_hat = self.v_buffers[i] / (1 - self.beta2**t)
    return m_hat / (np.sqrt(v_hat) + self.eps)

# ## adam_keeps_its_first_decay
# points: 46
# hint: step() must use the present value of self.weight_decay
# The weight decay of the beginning is used for good.

# %% adam-class
class Adam(Optimizer):
    def step(self):
        self.first = getattr(self, "first", self.weight_decay)
        for i, param, grad in self.start_step():
            if self.first:
                grad = grad + self.first * param.data
            param.data -= self.lr * self.direction(i, grad)

# ## adam_direction_in_a_buffer
# points: 46
# hint: direction() must return a new array each time: another weight's changed this one
# The direction is written into one array for all weights of a shape.

# %% adam-class
class Adam(Optimizer):
    def direction(self, i, grad):
        if self.m_buffers[i] is None:
            self.m_buffers[i] = np.zeros_like(grad, dtype=np.float32)
            self.v_buffers[i] = np.zeros_like(grad, dtype=np.float32)
        m, v, t = self.m_buffers[i], self.v_buffers[i], self.update_counts[i]
        m *= self.beta1
        m += (1 - self.beta1) * grad
        v *= self.beta2
        v += (1 - self.beta2) * grad * grad
        space = self.__dict__.setdefault("space", {}).setdefault(grad.shape, np.empty(grad.shape, np.float32))
        space[...] = m / (1 - self.beta1**t) / (np.sqrt(v / (1 - self.beta2**t)) + self.eps)
        return space

# ## adam_small_gradients_ignored
# points: 45
# hint: A gradient of 0.000004 must move a weight by nearly lr too
# A gradient below 1e-6 counts as 0.

# %% adam-class
class Adam(Optimizer):
    def direction(self, i, grad):
        if self.m_buffers[i] is None:
            self.m_buffers[i] = np.zeros_like(grad, dtype=np.float32)
            self.v_buffers[i] = np.zeros_like(grad, dtype=np.float32)
        m, v, t = self.m_buffers[i], self.v_buffers[i], self.update_counts[i]
        m *= self.beta1
        m += (1 - self.beta1) * grad
        v *= self.beta2
        v += (1 - self.beta2) * grad * grad
        quotient = m / (1 - self.beta1**t) / (np.sqrt(v / (1 - self.beta2**t)) + self.eps)
        return np.where(np.abs(m) < 1e-6, 0, quotient).astype(np.float32)


# ## adam_replaces_the_weights
# points: 43
# hint: param.data must stay the same array
# Every step makes a second array, and whoever held the first sees nothing of it.

# %% adam-class
class Adam(Optimizer):
    def step(self):
        for i, param, grad in self.start_step():
            if self.weight_decay:
                grad = grad + self.weight_decay * param.data
            param.data = param.data - self.lr * self.direction(i, grad)
