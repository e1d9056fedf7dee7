# points: 41
# hint: must be applied one after the other
# Each layer gets the input of the chain instead of the output before it.
# ruff: noqa: F821 - the names are those of the notebook

# %% sequential-class
def forward(self, x):
    for layer in self.layers:
        y = layer(x)
    return y
