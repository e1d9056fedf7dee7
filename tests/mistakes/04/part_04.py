# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## columns_of_labels_accepted
# points: 46
# hint: A column of labels has rank 2
# A column of class numbers is flattened in silence.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim == 2 and numbers.shape[-1] == 1:
        numbers = numbers.reshape(-1)
    if numbers.ndim != 1:
        raise ValueError(f"targets have shape {targets.shape}, not (N,). Fix: one class number per example.")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("targets must be whole numbers. Fix: pass class numbers.")
    for number in numbers:
        if number < 0 or number >= classes:
            raise IndexError(f"there is no class {number:.0f} among {classes}. Fix: count from 0.")
    return numbers.astype(np.int64)


# ## cross_entropy_by_probability
# points: 45
# hint: not infinity: use log_softmax
# The logarithm of a probability that is already 0; a tiny number added hides it.

# %% cross-entropy
def forward(self, logits, targets):
    if logits.data.ndim != 2:
        raise ValueError(f"logits have shape {logits.shape}")
    indices = class_indices(targets, logits.shape[1])
    if len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    chosen = Softmax()(logits).data[np.arange(len(logits)), indices]
    return make_result(-np.mean(np.log(chosen + 1e-12)), logits)


# ## cross_entropy_selects_columns
# points: 38
# hint: the mean of -log_softmax at the targets
# table[:, indices] takes whole columns instead of one number per row.

# %% cross-entropy
def forward(self, logits, targets):
    indices = class_indices(targets, logits.shape[1])
    if logits.data.ndim != 2 or len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    return make_result(-np.mean(log_softmax(logits).data[:, indices]), logits)


# ## cross_entropy_sign_forgotten
# points: 38
# hint: the mean of -log_softmax at the targets
# A loss below zero that rewards mistakes.

# %% cross-entropy
def forward(self, logits, targets):
    indices = class_indices(targets, logits.shape[1])
    if len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    return make_result(np.mean(log_softmax(logits).data[np.arange(len(logits)), indices]), logits)


# ## cross_entropy_softmax_twice
# points: 38
# hint: the mean of -log_softmax at the targets
# Softmax is applied before log_softmax applies it again.

# %% cross-entropy
def forward(self, logits, targets):
    indices = class_indices(targets, logits.shape[1])
    if len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    return make_result(-np.mean(log_softmax(Softmax()(logits)).data[np.arange(len(logits)), indices]), logits)


# ## cross_entropy_sums
# points: 38
# hint: the mean of -log_softmax at the targets
# The sum of the losses depends on the batch size.

# %% cross-entropy
def forward(self, logits, targets):
    indices = class_indices(targets, logits.shape[1])
    if len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    return make_result(-np.sum(log_softmax(logits).data[np.arange(len(logits)), indices]), logits)


# ## labels_off_by_one
# points: 46
# hint: 3 is one too many
# The border of the range is one too high.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"targets have shape {targets.shape}")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("targets must be whole numbers")
    if np.any(numbers < 0) or np.any(numbers > classes):
        raise IndexError(f"targets {numbers.min():.0f} to {numbers.max():.0f}, but {classes} classes")
    return numbers.astype(np.int64)


# ## labels_unchecked
# points: 40
# hint: Class 5 of 3 does not exist
# Negative labels select from the end, digits are cut off.

# %% class-indices
def class_indices(targets, classes):
    return targets.data.astype(np.int64)

# ## class_indices_infinite
# points: 46
# hint: An infinite number is no class and must be refused
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
# points: 46
# hint: 5.5 is not whole and must be found at the end of the targets too
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
# points: 46
# hint: 1.0001 is not whole and must be found at the end of the targets too
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
# points: 45
# hint: Confident and wrong by 1000000.0 must cost 1000000.0, not infinity: use log_softmax
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
# points: 41
# hint: More or fewer targets than rows must raise a ValueError with both shapes
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
# points: 47
# hint: nan must stay nan
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
# points: 45
# hint: A class that is impossible must not matter when another is right: select, do not multiply
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
# points: 47
# hint: CrossEntropyLoss() must keep the promises, for its logits alone
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
# points: 45
# hint: A row that costs nothing counts in the mean too: divide by the number of rows
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

# ## class_indices_stay_floats
# points: 33
# hint: must be the integers 0, 2, 1
# Whole numbers are checked for, and stay floats.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"targets have shape {targets.shape}")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("targets must be whole numbers")
    outside = numbers[(numbers < 0) | (numbers >= classes)]
    if outside.size:
        raise IndexError(f"target {outside[0]:.0f} is not one of the {classes} classes")
    return numbers

# ## class_indices_in_16_bits
# points: 46
# hint: 0 and classes - 1 are the first and the last class that exist
# The integers are too short for many classes.

# %% class-indices
def class_indices(targets, classes):
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(f"targets have shape {targets.shape}")
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("targets must be whole numbers")
    outside = numbers[(numbers < 0) | (numbers >= classes)]
    if outside.size:
        raise IndexError(f"target {outside[0]:.0f} is not one of the {classes} classes")
    return numbers.astype(np.int32).astype(np.int16)

# ## cross_entropy_of_the_best_class
# points: 38
# hint: one number per row, at the index of its target
# The class with the largest score is taken for the right one.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if logits.data.ndim != 2:
            raise ValueError(f"logits have shape {logits.shape}")
        rows, classes = logits.shape
        indices = class_indices(targets, classes)
        if len(indices) != rows:
            raise ValueError(f"logits have shape {logits.shape}, targets have shape {targets.shape}")
        if rows == 0:
            raise ValueError("the batch is empty")
        return make_result(-np.mean(np.max(log_softmax(logits).data, axis=1)), logits)

# ## cross_entropy_of_an_empty_batch
# points: 46
# hint: An empty batch must raise a ValueError that says so
# Without rows the mean is nan, without a word.

# %% cross-entropy
class CrossEntropyLoss(Loss):
    def forward(self, logits, targets):
        if logits.data.ndim != 2:
            raise ValueError(f"logits have shape {logits.shape}")
        rows, classes = logits.shape
        indices = class_indices(targets, classes)
        if len(indices) != rows:
            raise ValueError(f"logits have shape {logits.shape}, targets have shape {targets.shape}")
        return make_result(-np.mean(log_softmax(logits).data[np.arange(rows), indices]), logits)
