# points: 74
# hint: transpose only the last two
# Transposes with .T, which reverses the stack as well.
# ruff: noqa: F821 - the names are those of the notebook

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    a, b = self.saved_tensors
    grad_left = unbroadcast(np.matmul(g, right.T), left.shape) if a.requires_grad else None
    grad_right = unbroadcast(np.matmul(left.T, g), right.shape) if b.requires_grad else None
    return grad_left, grad_right
