# points: 70
# hint: DivBackward is wrong for
# The divisor loses its sign.
# ruff: noqa: F821 - the names are those of the notebook

# %% div-backward
def apply(self, grad_output):
    a, b = self.saved_tensors
    divisor = np.sqrt(b.data * b.data)
    grad_a = unbroadcast(grad_output / divisor, a.shape) if a.requires_grad else None
    grad_b = unbroadcast(-grad_output * a.data / divisor**2, b.shape) if b.requires_grad else None
    return grad_a, grad_b
