# points: 70
# hint: each in its own shape
# Hands the gradient of the result to both, whatever their shape.
# ruff: noqa: F821 - the names are those of the notebook

# %% add-backward
def apply(self, grad_output):
    return grad_output, grad_output
