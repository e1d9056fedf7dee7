# points: 42
# hint: unpack a single list
# Sequential([a, b]) is kept as a chain of one list.
# ruff: noqa: F821 - the names are those of the notebook

# %% sequential-class
def __init__(self, *layers):
    self.layers = list(layers)
