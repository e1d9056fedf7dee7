# points: 41
# hint: their mean is 75
# The root mean squared error is another loss.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    return make_result(np.sqrt(np.mean((predictions.data - targets.data) ** 2)), predictions, targets)
