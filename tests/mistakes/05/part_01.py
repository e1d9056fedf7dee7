# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## perturbation_not_undone
# points: 73
# hint: Every number must be put back
# Leaves the last perturbation in the tensor.

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


# ## one_sided_difference
# points: 73
# hint: perturb up and down
# Perturbs in one direction only, which is less exact.

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
