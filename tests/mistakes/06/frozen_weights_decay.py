# points: 45
# hint: A weight without a gradient must not decay either
# All weights are shrunk, also those without a gradient.
# ruff: noqa: F821 - the names are those of the notebook

# %% adamw-class
def step(self):
    for param in self.params:
        param.data *= 1 - self.lr * self.weight_decay
    for i, param, grad in self.start_step():
        param.data -= self.lr * self.direction(i, grad)
