# points: 38
# hint: Every weight needs a velocity of its own
# All weights use the first buffer.
# ruff: noqa: F821 - the names are those of the notebook

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
