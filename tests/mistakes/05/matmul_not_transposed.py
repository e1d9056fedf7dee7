# points: 64
# hint: G @ B transposed, and A transposed @ G
# Multiplies without transposing.
# ruff: noqa: F821 - the names are those of the notebook

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    a, b = self.saved_tensors
    grad_left = np.matmul(g, right) if a.requires_grad else None
    grad_right = np.matmul(left, g) if b.requires_grad else None
    return grad_left, grad_right
