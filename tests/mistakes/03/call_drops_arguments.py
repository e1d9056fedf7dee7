# points: 43
# hint: layer(x, 10) must hand the 10 on to forward
# Only x is handed on, so dropout(x, training=False) cannot work either.
# ruff: noqa: F821 - the names are those of the notebook

# %% layer-class
def __call__(self, x, *args, **kwargs):
    return self.forward(x)
