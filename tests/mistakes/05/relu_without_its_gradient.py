# points: 72
# hint: ReLUBackward is wrong
# The sign of the incoming gradient is lost.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (np.abs(grad_output) * (x.data > 0),)
