# points: 74
# hint: must get the gradient 0, the other softmax minus 1
# Leaves out the shift by the largest logit.
# ruff: noqa: F821 - the names are those of the notebook

# %% cross-entropy-backward
def apply(self, grad_output):
    logits, targets = self.saved_tensors
    probabilities = np.exp(logits.data)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    probabilities[np.arange(len(probabilities)), targets.data.astype(int)] -= 1
    return grad_output * probabilities / len(probabilities), None
