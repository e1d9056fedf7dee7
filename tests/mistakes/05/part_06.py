# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## matmul_all_axes_transposed
# points: 74
# hint: transpose only the last two
# Transposes with .T, which reverses the stack as well.

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    a, b = self.saved_tensors
    grad_left = unbroadcast(np.matmul(g, right.T), left.shape) if a.requires_grad else None
    grad_right = unbroadcast(np.matmul(left.T, g), right.shape) if b.requires_grad else None
    return grad_left, grad_right


# ## matmul_for_everyone
# points: 70
# hint: It requires no gradient, so it must get None
# Computes the gradient of the data as well, for nobody.

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    grad_left = unbroadcast(np.matmul(g, np.swapaxes(right, -1, -2)), left.shape)
    grad_right = unbroadcast(np.matmul(np.swapaxes(left, -1, -2), g), right.shape)
    return grad_left, grad_right


# ## matmul_not_transposed
# points: 67
# hint: G @ B transposed, and A transposed @ G
# Multiplies without transposing.

# %% matmul-backward
def matrix_gradients(self, left, right, g):
    a, b = self.saved_tensors
    grad_left = np.matmul(g, right) if a.requires_grad else None
    grad_right = np.matmul(left, g) if b.requires_grad else None
    return grad_left, grad_right

# ## matmul_square_by_shape
# points: 72
# hint: MatmulBackward is wrong for
# The weight's gradient is transposed to fit when its shape is wrong: square matrices get the wrong one.

# %% matmul-backward
class MatmulBackward(Function):
    def matrix_gradients(self, left, right, g):
        a, b = self.saved_tensors
        grad_left = grad_right = None
        if a.requires_grad:
            grad_left = unbroadcast(np.matmul(g, np.swapaxes(right, -1, -2)), left.shape)
        if b.requires_grad:
            if right.ndim == 2:
                left, g = self.flat(left), self.flat(g)
            grad_right = np.matmul(np.swapaxes(g, -1, -2), left)
            if grad_right.shape[-2:] != right.shape[-2:]:
                grad_right = np.swapaxes(grad_right, -1, -2)
            grad_right = unbroadcast(grad_right, right.shape)
        return grad_left, grad_right
