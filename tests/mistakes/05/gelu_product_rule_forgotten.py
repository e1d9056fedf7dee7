# points: 72
# hint: p plus x times the slope of p
# Nudges only one factor of the product.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    t = np.tanh(float(np.sqrt(2 / np.pi)) * (x.data + 0.044715 * x.data ** 3))
    return (grad_output * 0.5 * (1 + t),)
