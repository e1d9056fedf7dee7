# points: 41
# hint: The chain must list weight and bias of its first layer
# append instead of extend: a list of lists.
# ruff: noqa: F821 - the names are those of the notebook

# %% sequential-class
def parameters(self):
    found = []
    for layer in self.layers:
        found.append(layer.parameters())
    return found
