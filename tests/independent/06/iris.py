# One comprehension after the other; updates with np.subtract.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def zero_grad(self):
    for each in self.params:
        setattr(each, "grad", None)


def start_step(self):
    grads = [gradient_of(param) for param in self.params]
    for i, (param, grad) in enumerate(zip(self.params, grads)):
        if grad is not None and grad.shape != param.shape:
            raise ValueError(f"params[{i}] is {param.shape}, its gradient {grad.shape}")
    self.step_count = self.step_count + 1
    self.update_counts = [n + (grad is not None) for n, grad in zip(self.update_counts, grads)]
    return [(i, self.params[i], grad) for i, grad in enumerate(grads) if grad is not None]

# %% sgd-class
def direction(self, i, param, grad):
    total = grad + self.weight_decay * param.data if self.weight_decay else grad
    if self.momentum == 0:
        return total
    old = self.momentum_buffers[i]
    self.momentum_buffers[i] = total.astype(np.float32) if old is None else self.momentum * old + total
    return self.momentum_buffers[i]


def step(self):
    for i, param, grad in self.start_step():
        np.subtract(param.data, self.lr * self.direction(i, param, grad), out=param.data)

# %% adam-class
def direction(self, i, grad):
    m, v = self.m_buffers[i], self.v_buffers[i]
    if m is None:
        m, v = np.zeros(grad.shape, np.float32), np.zeros(grad.shape, np.float32)
    m = np.asarray(self.beta1 * m + (1 - self.beta1) * grad, dtype=np.float32)
    v = np.asarray(self.beta2 * v + (1 - self.beta2) * np.square(grad), dtype=np.float32)
    self.m_buffers[i], self.v_buffers[i] = m, v
    t = self.update_counts[i]
    return (m / (1 - self.beta1**t)) / (np.sqrt(v / (1 - self.beta2**t)) + self.eps)

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data[...] = param.data * (1 - self.lr * self.weight_decay) - self.lr * self.direction(i, grad)

# %% optimizer-memory
def training_bytes(parameter_count, buffers):
    return np.int64(parameter_count) * 8 + np.int64(parameter_count) * 4 * buffers
