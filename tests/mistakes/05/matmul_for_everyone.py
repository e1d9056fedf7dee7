# points: 72
# hint: must get None: half of the work
# Computes the gradient of the data as well, for nobody.
# ruff: noqa: F821 - the names are those of the notebook

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    grad_left = unbroadcast(np.matmul(g, np.swapaxes(right, -1, -2)), left.shape)
    grad_right = unbroadcast(np.matmul(np.swapaxes(left, -1, -2), g), right.shape)
    return grad_left, grad_right
