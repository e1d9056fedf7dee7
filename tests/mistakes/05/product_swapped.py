# points: 57
# hint: g times the other input
# Each factor gets its own value instead of the other's.
# ruff: noqa: F821 - the names are those of the notebook

# %% mul-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = grad_b = None
    if a.requires_grad:
        grad_a = unbroadcast(grad_output * a.data, a.shape)
    if b.requires_grad:
        grad_b = unbroadcast(grad_output * b.data, b.shape)
    return grad_a, grad_b
