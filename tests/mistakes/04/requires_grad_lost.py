# points: 47
# hint: must pass on the requires_grad of its predictions
# The numbers are right, but training could not start here.
# ruff: noqa: F821 - the names are those of the notebook

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    return Tensor(np.mean((predictions.data - targets.data) ** 2))
