# points: 41
# hint: without a None in it
# The missing bias is listed as None.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def parameters(self):
    return [self.weight, self.bias]
