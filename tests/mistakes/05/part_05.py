# ruff: noqa: F821 - the names are those of the notebook

# ## difference_for_everyone
# points: 72
# hint: SubBackward is wrong for shapes
# The gradient of a constant is computed too.

# %% sub-backward
class SubBackward(Function):
    def apply(self, grad_output):
        a, b = self.saved_tensors
        return unbroadcast(grad_output, a.shape), unbroadcast(-grad_output, b.shape)

# ## quotient_for_everyone
# points: 72
# hint: DivBackward is wrong for shapes
# The gradient of a constant is computed too.

# %% div-backward
class DivBackward(Function):
    def apply(self, grad_output):
        a, b = self.saved_tensors
        return (unbroadcast(grad_output / b.data, a.shape),
                unbroadcast(-grad_output * a.data / (b.data * b.data), b.shape))
