# points: 34
# hint: without overflow; use np.tanh
# inf / inf for large numbers, and cancellation near zero.
# ruff: noqa: F821 - the names are those of the notebook

# %% tanh
def forward(self, x):
    up, down = np.exp(x.data), np.exp(-x.data)
    return make_result((up - down) / (up + down), x)
