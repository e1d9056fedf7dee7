# points: 38
# hint: v must be the gradient in full
# An average instead of a sum: the new gradient enters with a factor of 0.1.
# ruff: noqa: F821 - the names are those of the notebook

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
