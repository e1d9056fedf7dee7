# points: 44
# hint: must raise a ValueError with the word probability
# 20 for 20 percent is taken without a word.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def __init__(self, p=0.5):
    self.p = p
