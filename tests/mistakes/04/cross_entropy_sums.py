# points: 41
# hint: the mean of -log_softmax at the targets
# The sum of the surprises depends on the batch size.
# ruff: noqa: F821 - the names are those of the notebook

# %% cross-entropy
def forward(self, logits, targets):
    indices = class_indices(targets, logits.shape[1])
    if len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    return make_result(-np.sum(log_softmax(logits).data[np.arange(len(logits)), indices]), logits)
