# points: 38
# hint: belongs to somebody else: make a new array
# The decay is added to the gradient in place.
# ruff: noqa: F821 - the names are those of the notebook

# %% adam-class
def step(self):
    for i, param, grad in self.start_step():
        grad += self.weight_decay * param.data
        param.data -= self.lr * self.direction(i, grad)
