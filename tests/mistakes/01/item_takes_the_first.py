# points: 46
# hint: item() on more than one number must raise a ValueError
# item() silently drops all numbers but one.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-access
def tensor_item(self):
    return float(self.data.flat[0])
