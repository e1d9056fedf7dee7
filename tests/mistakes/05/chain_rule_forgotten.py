# points: 63
# hint: g times the other input
# Returns the slope alone, without the gradient that came in.
# ruff: noqa: F821 - the names are those of the notebook

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = grad_b = None
    if a.requires_grad:
        grad_a = unbroadcast(np.ones_like(grad_output) * b.data, a.shape)
    if b.requires_grad:
        grad_b = unbroadcast(np.ones_like(grad_output) * a.data, b.shape)
    return grad_a, grad_b
