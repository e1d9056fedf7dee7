# points: 34
# hint: against the gradient, which points uphill
# The gradient is added instead of subtracted.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-class
def step(self):
    for i, param, grad in self.start_step():
        param.data += self.lr * self.direction(i, param, grad)
