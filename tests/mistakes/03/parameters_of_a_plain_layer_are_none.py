# points: 38
# hint: A plain layer must have an empty list of parameters
# No list instead of an empty one: whoever adds lists up breaks down.
# ruff: noqa: F821 - the names are those of the notebook

# %% layer-class
def parameters(self):
    return None
