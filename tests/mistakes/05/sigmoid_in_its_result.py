# points: 70
# hint: belongs to somebody else: make a new array
# The slope is written over the result, which others hold.
# ruff: noqa: F821 - the names are those of the notebook

# %% sigmoid-backward
def apply(self, grad_output):
    self.result *= 1 - self.result
    return (grad_output * self.result,)
