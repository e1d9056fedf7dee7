# points: 72
# hint: belongs to somebody else: make a new array
# The gradient is written over the probabilities.
# ruff: noqa: F821 - the names are those of the notebook

# %% softmax-backward
def apply(self, grad_output):
    average = (grad_output * self.result).sum(axis=self.dim, keepdims=True)
    self.result *= grad_output - average
    return (self.result,)
