# points: 70
# hint: PowBackward is wrong for the exponent
# The power below is that of the size of the number.
# ruff: noqa: F821 - the names are those of the notebook

# %% neg-pow-backward
class PowBackward(Function):
    def apply(self, grad_output):
        a, n = self.saved_tensors
        grad_a = grad_n = None
        size = np.where(a.data == 0, np.float32(1), abs(a.data))
        if a.requires_grad:
            grad_a = unbroadcast(grad_output * n.data * size ** (n.data - 1) * (a.data != 0), a.shape)
        if n.requires_grad:
            grad_n = unbroadcast(grad_output * np.power(a.data, n.data) * np.log(size), n.shape)
        return grad_a, grad_n
