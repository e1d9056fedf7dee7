# points: 74
# hint: must not be visited once per path
# Forgets which tensors were seen.
# ruff: noqa: F821 - the names are those of the notebook

# %% graph-order
def graph_order(root):
    order, stack = [], [(root, False)]
    while stack:
        tensor, finished = stack.pop()
        if finished:
            if all(tensor is not each for each in order):
                order.append(tensor)
        else:
            stack.append((tensor, True))
            stack.extend((each, False) for each in inputs_of(tensor))
    return order[::-1]
