# points: 39
# hint: log(p) where t is 1, log(1 - p) where t is 0
# The loss is lowest when every answer is wrong.
# ruff: noqa: F821 - the names are those of the notebook

# %% bce
def forward(self, predictions, targets):
    ensure_same_shape(predictions, targets)
    for name, numbers in (("predictions", predictions.data), ("targets", targets.data)):
        outside = numbers[(numbers < 0) | (numbers > 1)]
        if outside.size:
            raise ValueError(f"{outside[0]:g} among the {name} is no probability")
    p, t = np.clip(predictions.data, 1e-7, 1 - 1e-7), targets.data
    return make_result(-np.mean(t * np.log(1 - p) + (1 - t) * np.log(p)), predictions, targets)
