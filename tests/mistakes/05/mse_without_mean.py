# points: 70
# hint: 2 * (predictions - targets) / N
# Forgets to divide by the number of values.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    gradient = grad_output * 2 * (predictions.data - targets.data)
    return gradient, -gradient
