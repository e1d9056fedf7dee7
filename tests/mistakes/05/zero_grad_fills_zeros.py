# points: 71
# hint: zero_grad must set grad to None
# Fills grad with zeros, which takes memory.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-backward
def tensor_zero_grad(self):
    self.grad = np.zeros(self.shape, dtype=np.float32)
