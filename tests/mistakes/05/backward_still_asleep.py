# points: 51
# hint: see both steps of enable_autograd
# Installs the wrappers, leaves backward as it was.
# ruff: noqa: F821 - the names are those of the notebook

# %% enable-autograd
def enable_autograd(quiet=False):
    global enabled
    for (owner, name), make_node in operations.items():
        install(owner, name, make_node)
    Tensor.zero_grad = tensor_zero_grad
    enabled = True
