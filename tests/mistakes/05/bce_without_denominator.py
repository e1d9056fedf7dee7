# points: 70
# hint: (p - t) / (p * (1 - p)) / N
# The rule of another loss.
# ruff: noqa: F821 - the names are those of the notebook

# %% bce-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    return grad_output * (predictions.data - targets.data) / predictions.size, None
