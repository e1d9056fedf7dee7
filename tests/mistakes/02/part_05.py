# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## gelu_by_sigmoid
# points: 33
# hint: check the constants 0.5, 0.044715, sqrt(2 / pi), the cube
# Another approximation, forty times less exact.

# %% gelu
def forward(self, x):
    return make_result(x.data * Sigmoid().forward(Tensor(1.702 * x.data)).data, x)


# ## gelu_cube_overflows
# points: 36
# hint: limit z before you cube it; see step 1
# The cube of a huge number is inf.

# %% gelu
def forward(self, x):
    z = x.data
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return make_result(z * 0.5 * (1 + np.tanh(inner)), x)


# ## gelu_limits_in_place
# points: 32
# hint: belongs to somebody else: make a new array
# The input itself is limited.

# %% gelu
def forward(self, x):
    z = np.clip(x.data, -10, 10, out=x.data)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return make_result(x.data * 0.5 * (1 + np.tanh(inner)), x)


# ## gelu_limits_the_result
# points: 33
# hint: multiply by x itself, not by the limited z
# The limited z is used for everything, so GELU(20) is 10.

# %% gelu
def forward(self, x):
    z = np.clip(x.data, -10, 10)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
    return make_result(z * 0.5 * (1 + np.tanh(inner)), x)


# ## gelu_squares
# points: 33
# hint: check the constants 0.5, 0.044715, sqrt(2 / pi), the cube
# One factor z is missing.

# %% gelu
def forward(self, x):
    z = np.clip(x.data, -10, 10)
    inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z)
    return make_result(x.data * 0.5 * (1 + np.tanh(inner)), x)

# ## gelu_limits_above_only
# points: 36
# hint: GELU of a huge negative number must be 0
# The range is limited on one side.

# %% gelu
class GELU(Activation):
    def forward(self, x):
        z = np.minimum(x.data, 10)
        inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
        return make_result(x.data * (0.5 * (1 + np.tanh(inner))), x)

# ## gelu_nan_to_zero
# points: 37
# hint: nan must stay nan
# -inf gives nan (-inf * 0)? and nan gives 0.

# %% gelu
class GELU(Activation):
    def forward(self, x):
        z = np.clip(x.data, -10, 10)
        return make_result(np.nan_to_num(x.data * 0.5 * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z))), posinf=np.inf), x)
