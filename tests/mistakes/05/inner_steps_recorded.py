# points: 74
# hint: made of others must be recorded as one operation
# Leaves recording on while the wrapped function runs.
# ruff: noqa: F821 - the names are those of the notebook

# %% tracked
def recorded(*args, **kwargs):
    result = forward(*args, **kwargs)
    if not recording:
        result.requires_grad = False
        return result
    node = make_node(*args, **kwargs)
    if result._grad_fn is None and any(each.requires_grad for each in node.saved_tensors):
        result.requires_grad = True
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
    return result
