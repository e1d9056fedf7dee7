# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## relu_by_mask
# points: 36
# hint: multiplying by a mask gives NaN there
# The mask is right for all finite numbers; minus infinity times 0 is NaN.

# %% relu
def forward(self, x):
    return make_result(x.data * (x.data > 0), x)


# ## relu_hides_nan
# points: 36
# hint: ReLU of NaN must stay NaN
# NaN > 0 is False, so a broken computation looks like a dead unit.

# %% relu
def forward(self, x):
    return make_result(np.where(x.data > 0, x.data, 0), x)


# ## relu_in_place
# points: 33
# hint: must return a new tensor and leave x unchanged
# Negative numbers are overwritten in the input.

# %% relu
def forward(self, x):
    x.data[x.data < 0] = 0
    return make_result(x.data, x)


# ## relu_is_absolute
# points: 31
# hint: ReLU must turn negative numbers into 0
# The sign is dropped instead of the number.

# %% relu
def forward(self, x):
    return make_result(np.abs(x.data), x)


# ## relu_writes_zeros
# points: 33
# hint: belongs to somebody else: make a new array
# Negative inputs are set to 0 where they are, and a copy is returned.

# %% relu
def forward(self, x):
    x.data[x.data < 0] = 0
    return make_result(x.data.copy(), x)
