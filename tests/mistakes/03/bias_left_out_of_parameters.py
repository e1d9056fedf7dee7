# points: 38
# hint: a parameter left out is never trained
# Only the weight is listed.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def parameters(self):
    return [self.weight]
