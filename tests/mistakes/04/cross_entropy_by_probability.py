# points: 45
# hint: not infinity: use log_softmax
# The logarithm of a probability that is already 0; a tiny number added hides it.
# ruff: noqa: F821 - the names are those of the notebook

# %% cross-entropy
def forward(self, logits, targets):
    if logits.data.ndim != 2:
        raise ValueError(f"logits have shape {logits.shape}")
    indices = class_indices(targets, logits.shape[1])
    if len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    chosen = Softmax()(logits).data[np.arange(len(logits)), indices]
    return make_result(-np.mean(np.log(chosen + 1e-12)), logits)
