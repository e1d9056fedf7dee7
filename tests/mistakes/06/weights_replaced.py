# points: 43
# hint: param.data must stay the same array
# Every step makes a new array of weights.
# ruff: noqa: F821 - the names are those of the notebook

# %% sgd-class
def step(self):
    for i, param, grad in self.start_step():
        param.data = param.data - self.lr * self.direction(i, param, grad)
