# Tensor arithmetic, and loops over the rows.
# ruff: noqa: F821 - the names are those of the notebook

# %% same-shape
def ensure_same_shape(predictions, targets):
    first, second = predictions.shape, targets.shape
    if first != second:
        raise ValueError(f"{first} against {second}: reshape one of them.")
    if 0 in first:
        raise ValueError("an empty batch has no loss")

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    error = predictions - targets
    return (error * error).mean()

# %% log-softmax
def log_softmax(x, dim=-1):
    reduced_size(x.shape, dim)
    if x.size == 0:
        return Tensor(x, requires_grad=x.requires_grad)
    shifted = x.data - x.max(axis=dim, keepdims=True).data
    return make_result(shifted - np.log(np.exp(shifted).sum(dim, np.float64, keepdims=True)), x)

# %% class-indices
def class_indices(targets, classes):
    if len(targets.shape) != 1:
        raise ValueError(f"one number per example, not {targets.shape}")
    found = []
    for value in targets.data.tolist():
        if value != value or value % 1:
            raise ValueError(f"{value} is not whole")
        if not 0 <= value < classes:
            raise IndexError(f"{int(value)} is outside of {classes} classes")
        found.append(int(value))
    return np.array(found, dtype=np.int64)

# %% cross-entropy
def forward(self, logits, targets):
    if len(logits.shape) != 2:
        raise ValueError(f"logits must be a table, not {logits.shape}")
    labels = class_indices(targets, logits.shape[1])
    if logits.shape[0] != labels.shape[0]:
        raise ValueError(f"{logits.shape} and {targets.shape} differ in length")
    if labels.size == 0:
        raise ValueError("empty batch")
    logs = log_softmax(logits)
    costs = [-logs.data[row, label] for row, label in enumerate(labels)]
    return make_result(np.mean(costs), logits)

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for who, tensor in [("predictions", predictions), ("targets", targets)]:
        for value in tensor.data.ravel():
            if value < 0 or value > 1:
                raise ValueError(f"{value} in {who}")
    p = np.minimum(np.maximum(predictions.data, 1e-7), 1 - 1e-7)
    cost = -targets.data * np.log(p) - (1 - targets.data) * np.log1p(-p)
    return make_result(cost.mean(), predictions, targets)

# %% planning
def chance_loss(classes):
    return -np.log(1 / classes)


def cross_entropy_bytes(batch, classes):
    return np.int64(batch) * classes * 12
