# points: 43
# hint: weight decay does not belong into m
# AdamW does what Adam does.
# ruff: noqa: F821 - the names are those of the notebook

# %% adamw-class
def step(self):
    for i, param, grad in self.start_step():
        param.data -= self.lr * self.direction(i, grad + self.weight_decay * param.data)
