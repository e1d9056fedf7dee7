# points: 64
# hint: MulBackward is wrong for
# The other factor loses its sign.
# ruff: noqa: F821 - the names are those of the notebook

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = unbroadcast(grad_output * abs(b.data), a.shape) if a.requires_grad else None
    grad_b = unbroadcast(grad_output * abs(a.data), b.shape) if b.requires_grad else None
    return grad_a, grad_b
