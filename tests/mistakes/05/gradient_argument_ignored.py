# points: 70
# hint: must be used as the start of the walk
# Always starts with 1.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-backward
def tensor_backward(self, gradient=None, retain_graph=False):
    waiting = {id(self): np.ones(self.shape, dtype=np.float32)}
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
        if not retain_graph:
            tensor._grad_fn.release()
