# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## requires_grad_lost
# points: 37
# hint: requires_grad is False, for inputs with (True,)
# The numbers are right, but Module 05 could not find its way back.

# %% tanh
def forward(self, x):
    return Tensor(np.tanh(x.data))


# ## tanh_by_exponentials
# points: 34
# hint: without overflow; use np.tanh
# inf / inf for large numbers, and cancellation near zero.

# %% tanh
def forward(self, x):
    up, down = np.exp(x.data), np.exp(-x.data)
    return make_result((up - down) / (up + down), x)


# ## tanh_from_sigmoid
# points: 36
# hint: the difference of nearly equal numbers has few digits
# Right on paper; near zero it leaves only rounding errors.

# %% tanh
def forward(self, x):
    return make_result(2 * Sigmoid().forward(Tensor(2 * x.data)).data - 1, x)


# ## tanh_in_place
# points: 33
# hint: belongs to somebody else: make a new array
# The result is written over the input.

# %% tanh
def forward(self, x):
    return make_result(np.tanh(x.data, out=x.data), x)
