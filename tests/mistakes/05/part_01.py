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

# ## numerical_gradient_step_ignored
# points: 73
# hint: With step=0.5,
# The step that was asked for is not used.

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    gradient = np.zeros(x.shape, dtype=np.float32)
    for index in np.ndindex(x.shape):
        number = x.data[index]
        x.data[index] = number + 0.01
        above = function(x).item()
        x.data[index] = number - 0.01
        below = function(x).item()
        x.data[index] = number
        gradient[index] = (above - below) / 0.02
    return gradient

# ## numerical_gradient_of_a_copy
# points: 73
# hint: A function may use x from outside: perturb x.data itself, in place
# A copy is perturbed: a function that uses x from outside does not see it.

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    gradient = np.zeros(x.shape, dtype=np.float32)
    for index in np.ndindex(x.shape):
        above, below = Tensor(x.data), Tensor(x.data)
        above.data[index] += step
        below.data[index] -= step
        gradient[index] = (function(above).item() - function(below).item()) / (2 * step)
    return gradient


# ## numerical_gradient_of_rows
# points: 73
# hint: with one entry for every number
# Only the first dimension is gone through.

# %% numerical-gradient
def numerical_gradient(function, x, step=1e-2):
    gradient = np.zeros(x.shape, dtype=np.float32)
    for index in range(len(x.data)):
        number = x.data[index].copy()
        x.data[index] = number + step
        above = function(x).item()
        x.data[index] = number - step
        below = function(x).item()
        x.data[index] = number
        gradient[index] = (above - below) / (2 * step)
    return gradient
