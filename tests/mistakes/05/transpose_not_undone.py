# points: 71
# hint: swap the dimensions of the gradient once more
# Passes the gradient on as it came.
# ruff: noqa: F821 - the names are those of the notebook

# %% transpose-backward
def apply(self, grad_output):
    return (grad_output,)
