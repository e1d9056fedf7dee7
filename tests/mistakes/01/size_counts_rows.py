# points: 44
# hint: not the number of rows
# len() gives the first dimension only.
# ruff: noqa: F821 - the names are those of the notebook

# %% tensor-class
def size(self):
    return len(self.data)
