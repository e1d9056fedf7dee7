# points: 65
# hint: must come first
# Lists tensors in the order in which they are met.
# ruff: noqa: F821 - the names are those of the notebook

# %% graph-order
def graph_order(root):
    order, seen = [root], {id(root)}
    for tensor in order:
        for each in inputs_of(tensor):
            if id(each) not in seen:
                seen.add(id(each))
                order.append(each)
    return order
