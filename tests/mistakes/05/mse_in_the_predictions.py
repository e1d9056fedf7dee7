# points: 72
# hint: belongs to somebody else: make a new array
# The difference is written over the predictions.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    predictions.data -= targets.data
    gradient = grad_output * 2 * predictions.data / predictions.size
    return (gradient if predictions.requires_grad else None, -gradient if targets.requires_grad else None)
