# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## empty_batch_accepted
# points: 42
# hint: the ValueError must say that the batch is empty
# The mean of nothing is NaN.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions have shape {predictions.shape}, targets have shape {targets.shape}")


# ## mse_in_the_targets
# points: 42
# hint: belongs to somebody else: make a new array
# The differences are written over the targets.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    targets.data -= predictions.data
    return make_result(np.mean(targets.data**2), predictions, targets)


# ## mse_leaves_nan_out
# points: 46
# hint: If a prediction is nan, so must be the loss
# What is not a number is left out of the mean.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    squares = np.square(predictions.data - targets.data)
    return make_result(squares[~np.isnan(squares)].mean(), predictions, targets)


# ## mse_of_sizes
# points: 42
# hint: signs count in the difference
# Compares the sizes of the numbers.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    difference = np.abs(predictions.data) - np.abs(targets.data)
    return make_result(np.mean(difference * difference), predictions, targets)


# ## mse_per_row
# points: 42
# hint: divide by all 4 elements, not by the 2 rows
# Right for one number per example, too large for several.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    squares = (predictions.data - targets.data) ** 2
    return make_result(np.sum(squares) / len(predictions), predictions, targets)


# ## mse_sums
# points: 42
# hint: their mean is 75
# The sum depends on the batch size.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    return make_result(np.sum((predictions.data - targets.data) ** 2), predictions, targets)


# ## mse_takes_root
# points: 42
# hint: their mean is 75
# The root mean squared error is another loss.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    return make_result(np.sqrt(np.mean((predictions.data - targets.data) ** 2)), predictions, targets)


# ## requires_grad_lost
# points: 47
# hint: must pass on the requires_grad of its predictions
# The numbers are right, but training could not start here.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    return Tensor(np.mean((predictions.data - targets.data) ** 2))


# ## shapes_broadcast
# points: 47
# hint: call ensure_same_shape first
# The shapes are not compared, so (3, 1) and (3,) become (3, 3).

# %% mse
def forward(self, predictions, targets):
    difference = predictions.data - targets.data
    return make_result(np.mean(difference * difference), predictions, targets)


# ## sizes_compared
# points: 42
# hint: Shapes (3, 1) and (3,) differ
# Equal numbers of elements are taken for equal shapes.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.size != targets.size:
        raise ValueError(f"predictions have shape {predictions.shape}, targets have shape {targets.shape}")
    if predictions.size == 0:
        raise ValueError("the batch is empty")
