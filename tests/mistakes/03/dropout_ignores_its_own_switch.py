# points: 42
# hint: ask self.training in forward
# The argument is obeyed, the switch of the layer is not.
# ruff: noqa: F821 - the names are those of the notebook

# %% dropout-class
def forward(self, x, training=True):
    if not training or self.p == 0:
        return x
    keep = 1.0 - self.p
    kept = np.random.random(x.shape) < keep
    return x * Tensor(kept * (1.0 / keep if keep > 0 else 0.0))
