# points: 71
# hint: must require a gradient, as x does
# Records the node, forgets requires_grad.
# ruff: noqa: F821 - the names are those of the notebook

# %% tracked
def recorded(*args, **kwargs):
    with no_grad():
        result = forward(*args, **kwargs)
    if any(result is each for each in args):
        return result
    if not recording:
        result.requires_grad = False
        return result
    node = make_node(*args, **kwargs)
    if any(each.requires_grad for each in node.saved_tensors):
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
    return result
