# points: 9
# hint: the very tensors that were given
# The optimizer trains copies that no model uses.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def __init__(self, params):
    params = list(params)
    self.step_count = 0
    self.update_counts = [0] * len(params)
    if not params:
        raise ValueError("params is empty")
    for i, param in enumerate(params):
        if not isinstance(param, Tensor):
            raise TypeError(f"params[{i}] is not a Tensor")
        if not param.requires_grad:
            raise ValueError(f"params[{i}] does not require a gradient")
        for j in range(i):
            if params[j] is param:
                raise ValueError(f"params[{i}] and params[{j}] are the same")
    self.params = [Tensor(param.data, requires_grad=True) for param in params]
