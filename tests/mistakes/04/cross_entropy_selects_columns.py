# points: 38
# hint: the mean of -log_softmax at the targets
# table[:, indices] takes whole columns instead of one number per row.
# ruff: noqa: F821 - the names are those of the notebook

# %% cross-entropy
def forward(self, logits, targets):
    indices = class_indices(targets, logits.shape[1])
    if logits.data.ndim != 2 or len(indices) != len(logits) or not len(indices):
        raise ValueError(f"logits {logits.shape}, targets {targets.shape}: empty or of different length")
    return make_result(-np.mean(log_softmax(logits).data[:, indices]), logits)
