# points: 45
# hint: limit at 1e-7, not earlier
# Confident mistakes become cheap.
# ruff: noqa: F821 - the names are those of the notebook

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = np.clip(predictions.data, 1e-3, 1 - 1e-3), targets.data
    return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)
