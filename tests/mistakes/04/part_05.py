# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## bce_checks_the_first
# points: 46
# hint: A negative probability must raise a ValueError
# Only the first of the predictions and of the targets is looked at.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    p, t = predictions.data, targets.data
    for name, numbers in (("predictions", p), ("targets", t)):
        if not 0 <= numbers.flat[0] <= 1:
            raise ValueError(f"{numbers.flat[0]:g} among the {name} is no probability. Fix: use Sigmoid.")
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)


# ## bce_limit_too_large
# points: 45
# hint: limit at 1e-7, not earlier
# Confident mistakes become cheap.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = np.clip(predictions.data, 1e-3, 1 - 1e-3), targets.data
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)


# ## bce_limit_too_small
# points: 44
# hint: limit p to 1e-7 .. 1 - 1e-7 before np.log
# 1 - 1e-12 is 1 in float32, so the upper limit has no effect.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = np.clip(predictions.data, 1e-12, 1 - 1e-12), targets.data
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)


# ## bce_limits_before_check
# points: 42
# hint: before you limit; see step 2
# Raw scores are limited to probabilities, so nobody notices the missing sigmoid.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    p, t = np.clip(predictions.data, 1e-7, 1 - 1e-7), targets.data
    if np.any(p < 0) or np.any(p > 1):
        raise ValueError("predictions must be probabilities")
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)


# ## bce_limits_in_place
# points: 38
# hint: belongs to somebody else: make a new array
# The predictions themselves are limited.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    p, t = predictions.data, targets.data
    for name, numbers in (("predictions", p), ("targets", t)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability. Fix: use Sigmoid.")
    np.clip(p, 1e-7, 1 - 1e-7, out=p)
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)


# ## bce_only_yes
# points: 39
# hint: log(p) where t is 1, log(1 - p) where t is 0
# Wrong answers to no-questions cost nothing.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = np.clip(predictions.data, 1e-7, 1 - 1e-7), targets.data
    return make_result(-np.mean(t * np.log(p)), predictions, targets)


# ## bce_swapped
# points: 39
# hint: log(p) where t is 1, log(1 - p) where t is 0
# The loss is lowest when every answer is wrong.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = np.clip(predictions.data, 1e-7, 1 - 1e-7), targets.data
    return make_result(-np.mean(t * np.log(1 - p) + (1 - t) * np.log(p)), predictions, targets)


# ## bce_unlimited
# points: 44
# hint: limit p to 1e-7 .. 1 - 1e-7 before np.log
# The logarithm of 0.

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = predictions.data, targets.data
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)

# ## bce_nan_swallowed
# points: 47
# hint: nan must stay nan
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
# points: 44
# hint: 1.001 is no probability either: refuse everything above 1
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

# ## bce_divides_by_rows
# points: 42
# hint: the mean over all elements
# The sum is divided by the number of rows.

# %% bce
class BinaryCrossEntropyLoss(Loss):
    def forward(self, predictions, targets):
        ensure_same_shape(predictions, targets)
        p, t = predictions.data, targets.data
        for name, numbers in (("predictions", p), ("targets", t)):
            outside = numbers[(numbers < 0) | (numbers > 1)]
            if outside.size:
                raise ValueError(f"{outside[0]:g} among the {name} is no probability")
        p = np.clip(p, 1e-7, 1 - 1e-7)
        return make_result(-np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)) / len(p), predictions, targets)
