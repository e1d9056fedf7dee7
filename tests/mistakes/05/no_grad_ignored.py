# points: 71
# hint: Inside no_grad() nothing must be recorded
# Records whatever the switch says.
# ruff: noqa: F821 - the names are those of the notebook

# %% tracked
def recorded(*args, **kwargs):
    with no_grad():
        result = forward(*args, **kwargs)
    if any(result is each for each in args):
        return result
    node = make_node(*args, **kwargs)
    if any(each.requires_grad for each in node.saved_tensors):
        result.requires_grad = True
        result._grad_fn = node
        if node.needs_result:
            node.result = result.data
    return result
