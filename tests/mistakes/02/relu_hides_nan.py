# points: 36
# hint: ReLU of NaN must stay NaN
# NaN > 0 is False, so a broken computation looks like a dead unit.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu
def forward(self, x):
    return make_result(np.where(x.data > 0, x.data, 0), x)
