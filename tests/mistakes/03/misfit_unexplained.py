# points: 44
# hint: must raise a ValueError with the name Linear, the shape
# The layer checks nothing; the message of matmul does not say which layer it was.
# ruff: noqa: F821 - the names are those of the notebook

# %% linear-class
def forward(self, x):
    y = x.matmul(self.weight)
    return y if self.bias is None else y + self.bias
