# points: 72
# hint: A chain of 5,000 operations must work: use a loop and a stack
# A function that calls itself for every operation.
# ruff: noqa: F821 - the names are those of the notebook

# %% graph-order
def graph_order(root):
    order, seen = [], set()

    def visit(tensor):
        if id(tensor) not in seen:
            seen.add(id(tensor))
            for each in inputs_of(tensor):
                visit(each)
            order.append(tensor)

    visit(root)
    return order[::-1]
