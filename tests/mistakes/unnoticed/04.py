"""Wrong solutions of Module 04 that still earn every point: each is to be noticed."""

# ## bce_nan_swallowed
# A nan prediction is left out of the mean.

# %% bce
class BinaryCrossEntropyLoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        for name, tensor in (("predictions", predictions), ("targets", targets)):
            bad = tensor.data[(tensor.data < 0) | (tensor.data > 1)]
            if bad.size:
                raise ValueError(f"{name} contain {bad[0]}")
        p, t = np.clip(predictions.data, 1e-7, 1 - 1e-7), targets.data
        return make_result(-np.nanmean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)

# ## bce_tolerant
# Values up to 0.01 outside of 0 to 1 are accepted and limited.

# %% bce
class BinaryCrossEntropyLoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        for name, tensor in (("predictions", predictions), ("targets", targets)):
            bad = tensor.data[(tensor.data < -0.01) | (tensor.data > 1.01)]
            if bad.size:
                raise ValueError(f"{name} contain {bad[0]}")
        p, t = np.clip(predictions.data, 1e-7, 1 - 1e-7), targets.data
        return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)

# ## chance_loss_max
# One class gives log(2) because at least two are assumed.

# %% planning
def chance_loss(classes):
    return math.log(max(classes, 2))

# ## class_indices_infinite
# The range is checked by the largest and smallest after conversion: inf wraps around.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"labels have shape (N,), not {numbers.shape}")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("labels are whole numbers")
    finite = numbers[np.isfinite(numbers)]
    bad = finite[(finite < 0) | (finite >= classes)]
    if bad.size:
        raise IndexError(f"class {int(bad[0])} of {classes}")
    with np.errstate(all="ignore"):
        return np.clip(np.nan_to_num(numbers), 0, classes - 1).astype(np.int64)

# ## class_indices_order
# The range is checked before wholeness: 5.5 of 3 raises IndexError.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"labels have shape (N,), not {numbers.shape}")
    bad = numbers[(numbers < 0) | (numbers >= classes)]
    if bad.size:
        raise IndexError(f"class {int(bad[0])} of {classes}")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("labels are whole numbers")
    return numbers.astype(np.int64)

# ## class_indices_rounds
# Whole means close to whole: 0.9999 is taken as 0 or 1.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"labels have shape (N,), not {numbers.shape}")
    if np.any(np.abs(numbers - np.round(numbers)) > 1e-3) or np.isnan(numbers).any():
        raise ValueError("labels are whole numbers")
    for number in numbers:
        if number < -0.5 or number >= classes - 0.5:
            raise IndexError(f"class {int(number)} of {classes}")
    return np.round(numbers).astype(np.int64)

# ## cross_entropy_capped
# The surprise of one example is limited to 1000.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if len(logits.shape) != 2:
            raise ValueError(f"logits have the shape (N, C), not {logits.shape}")
        indices = class_indices(targets, logits.shape[1])
        if len(indices) != len(logits):
            raise ValueError(f"logits {logits.shape} and targets {targets.shape}")
        if not len(indices):
            raise ValueError("the batch is empty")
        table = log_softmax(logits).data
        return make_result(np.minimum(-table[np.arange(len(indices)), indices], 1000).mean(), logits)

# ## cross_entropy_fewer_targets
# Fewer targets than rows are accepted (only more are refused).

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if len(logits.shape) != 2:
            raise ValueError(f"logits have the shape (N, C), not {logits.shape}")
        indices = class_indices(targets, logits.shape[1])
        if len(indices) > len(logits):
            raise ValueError(f"logits {logits.shape} and targets {targets.shape}")
        if not len(indices):
            raise ValueError("the batch is empty")
        table = log_softmax(logits).data
        return make_result(-table[np.arange(len(indices)), indices].mean(), logits)

# ## cross_entropy_mean_of_all
# Nan rows are left out of the mean.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if len(logits.shape) != 2:
            raise ValueError(f"logits have the shape (N, C), not {logits.shape}")
        indices = class_indices(targets, logits.shape[1])
        if len(indices) != len(logits):
            raise ValueError(f"logits {logits.shape} and targets {targets.shape}")
        if not len(indices):
            raise ValueError("the batch is empty")
        table = log_softmax(logits).data
        return make_result(-np.nanmean(table[np.arange(len(indices)), indices]), logits)

# ## cross_entropy_no_negative
# A one-hot product instead of a pick: 0 times -inf is nan.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if len(logits.shape) != 2:
            raise ValueError(f"logits have the shape (N, C), not {logits.shape}")
        indices = class_indices(targets, logits.shape[1])
        if len(indices) != len(logits):
            raise ValueError(f"logits {logits.shape} and targets {targets.shape}")
        if not len(indices):
            raise ValueError("the batch is empty")
        one_hot = np.eye(logits.shape[1])[indices]
        return make_result(-(one_hot * log_softmax(logits).data).sum(axis=1).mean(), logits)

# ## cross_entropy_targets_operand
# Targets that require a gradient make the loss require one.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if len(logits.shape) != 2:
            raise ValueError(f"logits have the shape (N, C), not {logits.shape}")
        indices = class_indices(targets, logits.shape[1])
        if len(indices) != len(logits):
            raise ValueError(f"logits {logits.shape} and targets {targets.shape}")
        if not len(indices):
            raise ValueError("the batch is empty")
        table = log_softmax(logits).data
        return make_result(-table[np.arange(len(indices)), indices].mean(), logits, targets)

# ## cross_entropy_unique_rows
# One-hot by assignment table[i, label] then mean over non-zero entries: a surprise of exactly 0 is left out.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if len(logits.shape) != 2:
            raise ValueError(f"logits have the shape (N, C), not {logits.shape}")
        indices = class_indices(targets, logits.shape[1])
        if len(indices) != len(logits):
            raise ValueError(f"logits {logits.shape} and targets {targets.shape}")
        if not len(indices):
            raise ValueError("the batch is empty")
        surprises = -log_softmax(logits).data[np.arange(len(indices)), indices]
        counted = surprises[surprises != 0]
        return make_result(counted.mean() if counted.size else np.float32(0), logits)

# ## log_softmax_empty_shares
# Without elements x itself comes back.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if not x.size:
        return x
    z = x.data - x.data.max(axis=dim, keepdims=True)
    return make_result(z - np.log(np.exp(z).sum(axis=dim, keepdims=True, dtype=np.float64)), x)

# ## log_softmax_positive_rounding
# 1e-6 is taken off inside the log: results can be above 0.

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if not x.size:
        return make_result(x.data.copy(), x)
    z = x.data - x.data.max(axis=dim, keepdims=True)
    return make_result(z - np.log(np.exp(z).sum(axis=dim, keepdims=True, dtype=np.float64) - 1e-6), x)

# ## mse_clipped_errors
# Errors are limited to 100 (a Huber idea): one large error weighs too little.

# %% mse
class MSELoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        return make_result(np.mean(np.clip(predictions.data - targets.data, -100, 100) ** 2), predictions, targets)

# ## mse_expanded
# P² - 2pt + t² cancels: large numbers next to each other give 0 or noise.

# %% mse
class MSELoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        p, t = predictions.data, targets.data
        return make_result(np.mean(p * p - 2 * p * t + t * t), predictions, targets)

# ## mse_targets_no_operand
# A target that requires a gradient is left out of the operands.

# %% mse
class MSELoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        return make_result(np.mean((predictions.data - targets.data) ** 2), predictions)

# ## same_shape_empty_by_len
# Empty is asked by len: (3, 0) holds no numbers and passes, () has no len.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.shape != targets.shape:
        raise ValueError(f"predictions {predictions.shape} against targets {targets.shape}; reshape one of them")
    if predictions.shape[:1] == (0,):
        raise ValueError("the batch is empty")

# ## same_shape_size_only
# Compares the number of elements and the rank, not the shapes: (2, 3) against (3, 2) passes.

# %% same-shape
def ensure_same_shape(predictions, targets):
    if predictions.size != targets.size or len(predictions.shape) != len(targets.shape):
        raise ValueError(f"predictions {predictions.shape} against targets {targets.shape}; reshape one of them")
    if predictions.size == 0:
        raise ValueError("the batch is empty")
