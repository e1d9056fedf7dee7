# points: 46
# hint: step() must use the present values of
# Learning rate and decay of the first step are used for ever.
# ruff: noqa: F821 - the names are those of the notebook

# %% adamw-class
def step(self):
    if not hasattr(self, "fixed"):
        self.fixed = self.lr, self.weight_decay
    lr, decay = self.fixed
    for i, param, grad in self.start_step():
        param.data *= 1 - lr * decay
        param.data -= lr * self.direction(i, grad)
