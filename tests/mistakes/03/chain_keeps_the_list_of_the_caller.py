# points: 46
# hint: must keep a list of its own
# The list that was passed is stored itself.
# ruff: noqa: F821 - the names are those of the notebook

# %% sequential-class
def __init__(self, *layers):
    if len(layers) == 1 and isinstance(layers[0], (list, tuple)):
        self.layers = layers[0]
    else:
        self.layers = list(layers)
