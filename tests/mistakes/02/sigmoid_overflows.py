# points: 35
# hint: sigmoid(-1000) must be 0 without overflow
# The formula of the textbook, for both signs.
# ruff: noqa: F821 - the names are those of the notebook

# %% sigmoid
def forward(self, x):
    return make_result(1 / (1 + np.exp(-x.data)), x)
