# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## relu_by_mask
# points: 36
# hint: multiplying by a mask gives NaN there
# The mask is right for all finite numbers; minus infinity times 0 is NaN.

# %% relu
def forward(self, x):
    return make_result(x.data * (x.data > 0), x)


# ## relu_hides_nan
# points: 37
# hint: nan must stay nan
# NaN > 0 is False, so a broken computation looks like a dead unit.

# %% relu
def forward(self, x):
    return make_result(np.where(x.data > 0, x.data, 0), x)


# ## relu_in_place
# points: 32
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
# points: 32
# hint: belongs to somebody else: make a new array
# Negative inputs are set to 0 where they are, and a copy is returned.

# %% relu
def forward(self, x):
    x.data[x.data < 0] = 0
    return make_result(x.data.copy(), x)

# ## relu_reused_buffer
# points: 37
# hint: A later call has changed this result
# One buffer for all calls: the first result changes when the same ReLU is called again.

# %% relu
class ReLU(Activation):
    def forward(self, x):
        if getattr(self, "buffer", np.empty(0)).shape != x.shape:
            self.buffer = np.empty(x.shape, np.float32)
        np.maximum(x.data, 0, out=self.buffer)
        return make_result(self.buffer, x)

# ## relu_same_object_if_positive
# points: 37
# hint: The result must be a new Tensor with numbers of its own
# Returns x itself when nothing is negative, not a new Tensor.

# %% relu
class ReLU(Activation):
    def forward(self, x):
        if (x.data >= 0).all():
            return x
        return make_result(np.maximum(x.data, 0), x)

# ## relu_shares_memory
# points: 37
# hint: The result must be a new Tensor with numbers of its own
# The result is a view of x where nothing is negative.

# %% relu
class ReLU(Activation):
    def forward(self, x):
        if (x.data >= 0).all():
            return make_result(x.data, x)
        return make_result(np.maximum(x.data, 0), x)
