# points: 44
# hint: step() must use the present value of self.lr
# The learning rate of the first step is used for ever.
# ruff: noqa: F821 - the names are those of the notebook

# %% adam-class
def step(self):
    if not hasattr(self, "rate"):
        self.rate = self.lr
    for i, param, grad in self.start_step():
        if self.weight_decay:
            grad = grad + self.weight_decay * param.data
        param.data -= self.rate * self.direction(i, grad)
