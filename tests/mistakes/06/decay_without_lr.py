# points: 43
# hint: shrink by the share lr * weight_decay
# The share does not depend on the learning rate.
# ruff: noqa: F821 - the names are those of the notebook

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data *= 1 - self.weight_decay
        param.data -= self.lr * self.direction(i, grad)
