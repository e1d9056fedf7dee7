# points: 67
# hint: (softmax - 1 at the right class) / N
# Forgets to divide by the batch.
# ruff: noqa: F821 - the names are those of the notebook

# %% cross-entropy-backward
def apply(self, grad_output):
    logits, targets = self.saved_tensors
    probabilities = np.exp(logits.data - logits.data.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    probabilities[np.arange(len(probabilities)), targets.data.astype(int)] -= 1
    return grad_output * probabilities, None
