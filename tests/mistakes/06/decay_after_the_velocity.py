# points: 45
# hint: add the decay to the gradient before the velocity sees it
# Weight decay bypasses the velocity.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-class
def direction(self, i, param, grad):
    if self.momentum:
        if self.momentum_buffers[i] is None:
            self.momentum_buffers[i] = np.zeros_like(param.data)
        self.momentum_buffers[i] = self.momentum * self.momentum_buffers[i] + grad
        grad = self.momentum_buffers[i]
    return grad + self.weight_decay * param.data
