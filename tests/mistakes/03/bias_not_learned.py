# points: 45
# hint: weight and bias must both be created with requires_grad=True
# The bias is created without a gradient and would never change.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def __init__(self, in_features, out_features, bias=True):
    self.in_features = whole_number("in_features", in_features)
    self.out_features = whole_number("out_features", out_features)
    self.weight = xavier_weight(self.in_features, self.out_features)
    self.bias = Tensor(np.zeros(self.out_features)) if bias else None
