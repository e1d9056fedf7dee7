# points: 39
# hint: belongs to somebody else: make a new array
# The predictions themselves are limited.
# ruff: noqa: F821 - the names are those of the notebook

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
