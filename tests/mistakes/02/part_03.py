# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## sigmoid_clips_input
# points: 33
# hint: do not compute it as 1 minus something
# Clipping to a round number hides the overflow and changes every result beyond it.

# %% sigmoid
def forward(self, x):
    return make_result(1 / (1 + np.exp(-np.clip(x.data, -20, 20))), x)


# ## sigmoid_mirrored
# points: 30
# hint: check the sign inside exp
# The minus sign in the exponent is missing, so 0 and 1 change places.

# %% sigmoid
def forward(self, x):
    return make_result(1 / (1 + np.exp(x.data)), x)


# ## sigmoid_other_side_overflows
# points: 33
# hint: exp(1000) must not be computed; use exp(-|x|)
# The other formula of the text, for both signs: inf / inf is NaN.

# %% sigmoid
def forward(self, x):
    return make_result(np.exp(x.data) / (1 + np.exp(x.data)), x)


# ## sigmoid_overflows
# points: 35
# hint: sigmoid(-1000) must be 0 without overflow
# The formula of the textbook, for both signs.

# %% sigmoid
def forward(self, x):
    return make_result(1 / (1 + np.exp(-x.data)), x)

# ## sigmoid_for_two_ranks
# points: 35
# hint: Sigmoid is wrong for a tensor of shape
# Two loops, one in the other: right for tables, nothing for what has three dimensions.

# %% sigmoid
class Sigmoid(Activation):
    def forward(self, x):
        rows = [[math.exp(min(v, 0)) / (1 + math.exp(-abs(v))) for v in row] for row in np.atleast_2d(x.data)]
        return make_result(np.array(rows).reshape(x.shape), x)

# ## sigmoid_nan_half
# points: 37
# hint: nan must stay nan
# nan gives 0.5, not nan.

# %% sigmoid
class Sigmoid(Activation):
    def forward(self, x):
        z = np.nan_to_num(x.data, nan=0.0, posinf=np.inf, neginf=-np.inf)
        return make_result(np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z))), x)

# ## sigmoid_remembers
# points: 37
# hint: Sigmoid() must not remember anything of a call
# Keeps x in the object (self.x = x), so a batch is held as long as the activation.

# %% sigmoid
class Sigmoid(Activation):
    def forward(self, x):
        self.x = x
        return make_result(np.exp(np.minimum(x.data, 0)) / (1 + np.exp(-np.abs(x.data))), x)
