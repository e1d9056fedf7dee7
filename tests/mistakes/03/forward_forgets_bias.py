# points: 35
# hint: must give 14 and 25; check the product, then the bias
# The product alone.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear: {x.shape} does not end with {self.in_features}. Fix: reshape.")
    return x.matmul(self.weight)
