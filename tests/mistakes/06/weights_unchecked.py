# points: 43
# hint: An empty list must raise a ValueError
# The list is stored without a look at it.
# ruff: noqa: F821 - the names are those of the notebook

# %% optimizer-class
def __init__(self, params):
    self.params = list(params)
    self.step_count = 0
    self.update_counts = [0] * len(self.params)
