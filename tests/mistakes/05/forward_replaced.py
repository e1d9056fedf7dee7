# points: 73
# hint: must be wrapped
# Writes addition a second time instead of wrapping it.
# ruff: noqa: F821 - the names are those of the notebook

# %% enable-autograd
def enable_autograd(quiet=False):
    global enabled

    def add(self, other):
        other = as_tensor(other)
        result = Tensor(self.data + other.data, requires_grad=self.requires_grad or other.requires_grad)
        result._grad_fn = AddBackward(self, other)
        return result

    for (owner, name), make_node in operations.items():
        install(owner, name, make_node)
    Tensor.__add__ = Tensor.__radd__ = add
    Tensor.backward, Tensor.zero_grad = tensor_backward, tensor_zero_grad
    enabled = True
