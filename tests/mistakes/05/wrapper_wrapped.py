# points: 73
# hint: if it is a wrapper already, wrap its `original`
# Wraps the wrapper when autograd is switched on again.
# ruff: noqa: F821 - the names are those of the notebook

# %% install
def install(owner, name, make_node):
    setattr(owner, name, tracked(getattr(owner, name), make_node))
