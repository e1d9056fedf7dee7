# points: 38
# hint: A batch must give one row of outputs per example
# The product of inputs and weights without their signs.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...).")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape the input.")
    y = (x ** 2) ** 0.5 @ self.weight
    return y if self.bias is None else y + self.bias
