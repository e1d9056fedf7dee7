# points: 41
# hint: signs count in the difference
# Compares the sizes of the numbers.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    difference = np.abs(predictions.data) - np.abs(targets.data)
    return make_result(np.mean(difference * difference), predictions, targets)
