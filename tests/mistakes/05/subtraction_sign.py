# points: 70
# hint: g for a, -g for b
# Both sides of a difference get the same sign.
# ruff: noqa: F821 - the names are those of the notebook

# %% sub-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = unbroadcast(grad_output, a.shape) if a.requires_grad else None
    grad_b = unbroadcast(grad_output, b.shape) if b.requires_grad else None
    return grad_a, grad_b
