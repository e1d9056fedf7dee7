# points: 46
# hint: With p = 1 everything must be 0
# The scale is computed for p = 1 as well, so zeros become nan or the division fails.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < 1 - self.p
    return x * Tensor(kept * (1 / (1 - self.p)))
