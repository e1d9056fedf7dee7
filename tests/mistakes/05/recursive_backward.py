# points: 74
# hint: Each operation must be asked once
# One call inside another for each path.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    gradient = starting_gradient(self, gradient)
    inputs_of(self)
    add_to_grad(self, gradient)
    if self._grad_fn is not None:
        for source, share in shares_of(self._grad_fn, gradient):
            tensor_backward(source, share, True)
        if not retain_graph:
            self._grad_fn.release()
