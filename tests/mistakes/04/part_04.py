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
# points: 41
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
