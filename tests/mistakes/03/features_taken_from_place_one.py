# points: 46
# hint: An input of shape (4,) must go through Linear(4, 3)
# x.shape[1] is the number of features only for rank 2.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
    if x.shape[1] != self.in_features:
        raise ValueError(f"Linear: {x.shape} has not {self.in_features} features. Fix: reshape.")
    y = x.matmul(self.weight)
    return y if self.bias is None else y + self.bias
