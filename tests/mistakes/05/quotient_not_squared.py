# points: 70
# hint: -g * a / (b * b)
# Divides by b once instead of twice.
# ruff: noqa: F821 - the names are those of the notebook

# %% div-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    grad_a = unbroadcast(grad_output / b.data, a.shape) if a.requires_grad else None
    grad_b = unbroadcast(-grad_output * a.data / b.data, b.shape) if b.requires_grad else None
    return grad_a, grad_b
