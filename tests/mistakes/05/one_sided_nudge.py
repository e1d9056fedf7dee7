# points: 73
# hint: nudge up and down
# Nudges in one direction only, which is less exact.
# ruff: noqa: F821 - the names are those of the notebook

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    gradient = np.zeros(x.shape, dtype=np.float32)
    before = function(x).item()
    for index in np.ndindex(x.shape):
        number = x.data[index]
        x.data[index] = number + step
        gradient[index] = (function(x).item() - before) / step
        x.data[index] = number
    return gradient
