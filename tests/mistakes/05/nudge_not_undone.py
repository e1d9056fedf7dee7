# points: 73
# hint: Every number must be put back
# Leaves the last nudge in the tensor.
# ruff: noqa: F821 - the names are those of the notebook

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    gradient = np.zeros(x.shape, dtype=np.float32)
    for index in np.ndindex(x.shape):
        x.data[index] += step
        above = function(x).item()
        x.data[index] -= 2 * step
        below = function(x).item()
        gradient[index] = (above - below) / (2 * step)
    return gradient
