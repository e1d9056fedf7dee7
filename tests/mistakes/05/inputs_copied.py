# points: 15
# hint: the tensors themselves, not copies
# The node remembers copies, so the way back ends at once.
# ruff: noqa: F821 - the names are those of the notebook

# %% function-class
def __init__(self, *tensors):
    self.saved_tensors = tuple(Tensor(value) for value in tensors)
