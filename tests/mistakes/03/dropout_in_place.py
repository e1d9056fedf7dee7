# points: 44
# hint: belongs to somebody else: make a new array
# The input itself is dropped.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    x.data[np.random.random(x.shape) >= 1 - self.p] = 0
    return x * (1 / (1 - self.p) if self.p < 1 else 0.0)
