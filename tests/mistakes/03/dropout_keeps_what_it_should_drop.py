# points: 42
# hint: about 25 % of the numbers must become 0
# The comparison is the wrong way round: p is taken for the probability to keep.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < self.p
    return x * Tensor(kept / self.p)
