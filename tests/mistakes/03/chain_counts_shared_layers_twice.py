# points: 46
# hint: must have its parameters listed once
# The plain loop with extend, which lists a shared weight twice.
# ruff: noqa: F821 - the names are those of the notebook

# %% sequential-class
def parameters(self):
    found = []
    for layer in self.layers:
        found.extend(layer.parameters())
    return found
