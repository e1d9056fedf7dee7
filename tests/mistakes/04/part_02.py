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
# points: 41
# hint: belongs to somebody else: make a new array
# The differences are written over the targets.

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    targets.data -= predictions.data
    return make_result(np.mean(targets.data**2), predictions, targets)


# ## mse_leaves_nan_out
# points: 47
# hint: nan must stay nan
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
# hint: requires_grad is False, for inputs with (False, True)
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

# ## mse_clipped_errors
# points: 44
# hint: A large error must count with its whole square
# Errors are limited to 100 (a Huber idea): one large error weighs too little.

# %% mse
class MSELoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        return make_result(np.mean(np.clip(predictions.data - targets.data, -100, 100) ** 2), predictions, targets)

# ## mse_expanded
# points: 44
# hint: Subtract before you square: large numbers that lie close together lose their digits
# P² - 2pt + t² cancels: large numbers next to each other give 0 or noise.

# %% mse
class MSELoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        p, t = predictions.data, targets.data
        return make_result(np.mean(p * p - 2 * p * t + t * t), predictions, targets)

# ## mse_targets_no_operand
# points: 47
# hint: MSELoss() must keep the promises
# A target that requires a gradient is left out of the operands.

# %% mse
class MSELoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        return make_result(np.mean((predictions.data - targets.data) ** 2), predictions)

# ## same_shape_empty_by_len
# points: 45
# hint: Without any element there is no mean: the ValueError must say that the batch is empty
# Empty is asked by len: (3, 0) holds no numbers and passes, () has no len.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions {predictions.shape} against targets {targets.shape}; reshape one of them")
    if predictions.shape[:1] == (0,):
        raise ValueError("the batch is empty")

# ## same_shape_size_only
# points: 45
# hint: Shapes (2, 3) and (3, 2) differ
# Compares the number of elements and the rank, not the shapes: (2, 3) against (3, 2) passes.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.size != targets.size or len(predictions.shape) != len(targets.shape):
        raise ValueError(f"predictions {predictions.shape} against targets {targets.shape}; reshape one of them")
    if predictions.size == 0:
        raise ValueError("the batch is empty")

# ## one_target_for_all
# points: 44
# hint: One target for three predictions would broadcast
# A single target is let through.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.shape != targets.shape and targets.shape:
        raise ValueError(f"predictions have shape {predictions.shape}, targets have shape {targets.shape}")
    if predictions.size == 0:
        raise ValueError("the batch is empty")
