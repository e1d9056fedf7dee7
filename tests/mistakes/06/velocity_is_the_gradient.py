# points: 36
# hint: not the gradient under a second name
# The first velocity is no copy.
# ruff: noqa: F821 - the names are those of the notebook

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
