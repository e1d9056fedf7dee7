# Everything in float64, rounded at the end.
# ruff: noqa: F821 - the names are those of the notebook

# %% same-shape
def ensure_same_shape(predictions, targets):
    if not predictions.shape == targets.shape:
        text = "shapes " + " and ".join(map(str, (predictions.shape, targets.shape))) + " differ"
        raise ValueError(text)
    elif not predictions.size:
        raise ValueError("the batch must not be empty")

# %% mse
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    a, b = predictions.data.astype(float), targets.data.astype(float)
    return make_result(np.square(b - a).sum() / a.size, predictions, targets)

# %% log-softmax
def log_softmax(x, dim=-1):
    if reduced_size(x.shape, dim) == 0 or x.size == 0:
        return make_result(np.zeros(x.shape, np.float32), x)
    numbers = x.data.astype(np.float64)
    top = numbers.max(axis=dim, keepdims=True)
    return make_result(numbers - (top + np.log(np.exp(numbers - top).sum(axis=dim, keepdims=True))), x)

# %% class-indices
def class_indices(targets, classes):
    array = targets.data
    if array.ndim != 1:
        raise ValueError("targets of shape %s" % (array.shape,))
    if not np.all(np.mod(array, 1) == 0):
        raise ValueError("targets are not whole")
    whole = array.astype(int)
    for bad in whole[(whole < 0) + (whole >= classes)][:1]:
        raise IndexError("class %d of %d" % (bad, classes))
    return whole

# %% cross-entropy
def forward(self, logits, targets):
    if logits.data.ndim != 2:
        raise ValueError(str(logits.shape))
    picked = class_indices(targets, logits.shape[-1])
    if len(picked) != len(logits):
        raise ValueError(f"{targets.shape} targets for {logits.shape} logits")
    if not len(picked):
        raise ValueError("an empty batch")
    chosen = np.take_along_axis(log_softmax(logits).data, picked[:, None], axis=1)
    return make_result(-chosen.mean(), logits)

# %% planning
def chance_loss(classes):
    return math.log2(classes) * math.log(2)


def cross_entropy_bytes(batch, classes):
    one = np.zeros((1, 1), dtype=np.float32).nbytes
    return one * batch * classes * 3
