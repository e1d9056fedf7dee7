# points: 72
# hint: where r is the result, not x
# Uses the input where the result belongs.
# ruff: noqa: F821 - the names are those of the notebook

# %% sigmoid-backward
def apply(self, grad_output):
    (x,) = self.saved_tensors
    return (grad_output * x.data * (1 - x.data),)
