# points: 40
# hint: must return x itself, unscaled
# Numbers are dropped whether the network learns or not.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def forward(self, x, training=True):
    keep = 1.0 - self.p
    kept = np.random.random(x.shape) < keep
    return x * Tensor(kept * (1.0 / keep if keep > 0 else 0.0))
