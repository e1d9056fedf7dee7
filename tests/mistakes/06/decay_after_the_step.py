# points: 43
# hint: shrink the old weight first
# The weight is shrunk after the step.
# ruff: noqa: F821 - the names are those of the notebook

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data -= self.lr * self.direction(i, grad)
        param.data *= 1 - self.lr * self.weight_decay
