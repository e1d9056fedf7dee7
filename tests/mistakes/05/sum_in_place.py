# points: 74
# hint: not with +=
# Adds into an array that other tensors hold as well.
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
            if key in waiting:
                waiting[key] += share
            else:
                waiting[key] = share
        if not retain_graph:
            tensor._grad_fn.release()
