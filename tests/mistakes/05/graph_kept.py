# points: 74
# hint: must have given their memory back
# Never gives the memory back.
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
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        pass
