# points: 44
# hint: A survivor of 3.0 must become
# Survivors lose their sign.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < 1 - self.p
    scale = kept / (1 - self.p) if self.p < 1 else kept * 0.0
    return x * Tensor(np.sign(x.data) * scale)
