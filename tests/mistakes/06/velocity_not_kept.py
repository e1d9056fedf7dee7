# points: 38
# hint: The velocity must be kept in self.momentum_buffers[i]
# The new velocity is computed but never stored.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-class
def direction(self, i, param, grad):
    if self.weight_decay:
        grad = grad + self.weight_decay * param.data
    if not self.momentum:
        return grad
    if self.momentum_buffers[i] is None:
        self.momentum_buffers[i] = np.zeros_like(param.data)
    return self.momentum * self.momentum_buffers[i] + grad
