# points: 44
# hint: also that of the last weight
# Off by one: the loop stops before the last weight.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def zero_grad(self):
    for i in range(len(self.params) - 1):
        self.params[i].grad = None
