# points: 47
# hint: The result of 2 - w must require a gradient
# What stands on the right is wrapped without a look at requires_grad.
# ruff: noqa: F821 - the names are those of the notebook

# %% operators-reflected
def tensor_rsub(self, other):
    return Tensor(as_float32(other) - self.data)


def tensor_rtruediv(self, other):
    return Tensor(as_float32(other) / self.data)
