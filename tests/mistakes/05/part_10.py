# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## bce_without_denominator
# points: 70
# hint: (p - t) / (p * (1 - p)) / N
# The rule of another loss.

# %% bce-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    return grad_output * (predictions.data - targets.data) / predictions.size, None


# ## cross_entropy_in_the_logits
# points: 70
# hint: belongs to somebody else: make a new array
# The probabilities are computed in the logits.

# %% cross-entropy-backward
def apply(self, grad_output):
    logits, targets = self.saved_tensors
    count, table = len(logits), logits.data
    table -= table.max(axis=1, keepdims=True)
    np.exp(table, out=table)
    table /= table.sum(axis=1, keepdims=True)
    table[np.arange(count), targets.data.astype(int)] -= 1
    return grad_output * table / count, None


# ## cross_entropy_overflows
# points: 74
# hint: must get the gradient 0, the other softmax minus 1
# Leaves out the shift by the largest logit.

# %% cross-entropy-backward
def apply(self, grad_output):
    logits, targets = self.saved_tensors
    probabilities = np.exp(logits.data)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    probabilities[np.arange(len(probabilities)), targets.data.astype(int)] -= 1
    return grad_output * probabilities / len(probabilities), None


# ## cross_entropy_without_mean
# points: 67
# hint: (softmax - 1 at the right class) / N
# Forgets to divide by the batch.

# %% cross-entropy-backward
def apply(self, grad_output):
    logits, targets = self.saved_tensors
    probabilities = np.exp(logits.data - logits.data.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    probabilities[np.arange(len(probabilities)), targets.data.astype(int)] -= 1
    return grad_output * probabilities, None


# ## mse_in_the_predictions
# points: 72
# hint: belongs to somebody else: make a new array
# The difference is written over the predictions.

# %% mse-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    predictions.data -= targets.data
    gradient = grad_output * 2 * predictions.data / predictions.size
    return (gradient if predictions.requires_grad else None, -gradient if targets.requires_grad else None)


# ## mse_without_mean
# points: 72
# hint: 2 * (predictions - targets) / N
# Forgets to divide by the number of values.

# %% mse-backward
def apply(self, grad_output):
    predictions, targets = self.saved_tensors
    gradient = grad_output * 2 * (predictions.data - targets.data)
    return gradient, -gradient

# ## mse_targets_for_everyone
# points: 72
# hint: MSEBackward is wrong: 2 *
# Targets that require no gradient get one.

# %% mse-backward
class MSEBackward(Function):
    def apply(self, grad_output):
        predictions, targets = self.saved_tensors
        gradient = grad_output * 2 * (predictions.data - targets.data) / predictions.size
        return gradient, -gradient

# ## mse_targets_need_predictions
# points: 72
# hint: MSEBackward is wrong: 2 *
# The targets get a gradient only when the predictions do.

# %% mse-backward
class MSEBackward(Function):
    def apply(self, grad_output):
        predictions, targets = self.saved_tensors
        gradient = grad_output * 2 * (predictions.data - targets.data) / predictions.size
        if not predictions.requires_grad:
            return None, None
        return gradient, -gradient if targets.requires_grad else None

# ## cross_entropy_for_everyone
# points: 72
# hint: CrossEntropyBackward is wrong:
# The gradient is limited to 1, so that a weighted loss counts too little.

# %% cross-entropy-backward
class CrossEntropyBackward(Function):
    def apply(self, grad_output):
        logits, targets = self.saved_tensors
        rows, classes = np.arange(len(logits)), targets.data.astype(int)
        probabilities = np.exp(logits.data - logits.data.max(axis=1, keepdims=True))
        probabilities /= probabilities.sum(axis=1, keepdims=True, dtype=np.float64)
        probabilities[rows, classes] -= 1
        return np.clip(grad_output * probabilities / len(rows), -1, 1), None


# ## cross_entropy_without_none
# points: 67
# hint: class numbers have no gradient
# The gradient of the logits comes alone.

# %% cross-entropy-backward
class CrossEntropyBackward(Function):
    def apply(self, grad_output):
        logits, targets = self.saved_tensors
        rows, classes = np.arange(len(logits)), targets.data.astype(int)
        probabilities = np.exp(logits.data - logits.data.max(axis=1, keepdims=True))
        probabilities /= probabilities.sum(axis=1, keepdims=True, dtype=np.float64)
        probabilities[rows, classes] -= 1
        return grad_output * probabilities / len(rows)
