# points: 59
# hint: gradients from several uses must be added
# A tensor that is used twice keeps only what came last.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): starting_gradient(self, gradient)}
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        if tensor._grad_fn is None:
            continue
        for source, share in shares_of(tensor._grad_fn, gradient):
            waiting[id(source)] = share
        if not retain_graph:
            tensor._grad_fn.release()
