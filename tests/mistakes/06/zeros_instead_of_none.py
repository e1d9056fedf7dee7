# points: 44
# hint: every .grad must be None
# Gradients are set to 0: a weight that took no part is moved by its momentum all the same.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def zero_grad(self):
    for param in self.params:
        param.grad = np.zeros_like(param.data)
