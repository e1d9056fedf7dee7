# points: 43
# hint: A step must leave param.grad as it was
# Weight decay is written into the gradient itself.
# ruff: noqa: F821 - the names are those of the notebook

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
