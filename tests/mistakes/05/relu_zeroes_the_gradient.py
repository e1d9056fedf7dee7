# points: 72
# hint: belongs to somebody else: make a new array
# Writes zeros into the gradient that came in.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    grad_output[np.logical_not(x.data > 0)] = 0
    return (grad_output,)
