# points: 41
# hint: belongs to somebody else: make a new array
# The differences are written over the targets.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    targets.data -= predictions.data
    return make_result(np.mean(targets.data**2), predictions, targets)
