# points: 41
# hint: their mean is 75
# The sum depends on the batch size.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    return make_result(np.sum((predictions.data - targets.data) ** 2), predictions, targets)
