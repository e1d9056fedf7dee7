"""Wrong solutions of Module 02 that still earn every point: each is to be noticed."""

# ## bytes_int32
# Widths given as NumPy int32 overflow / iterator consumed twice.

# %% planning
def activation_bytes(batch, widths):
    total = np.zeros((), dtype=np.int32)
    for width in widths:
        total = total + np.int32(batch) * np.int32(width) * np.int32(4)
    return int(total)

# ## gelu_nan_to_zero
# -inf gives nan (-inf * 0)? and nan gives 0.

# %% gelu
class GELU(Activation):
    def forward(self, x):
        z = np.clip(x.data, -10, 10)
        return make_result(np.nan_to_num(x.data * 0.5 * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z))), posinf=np.inf), x)

# ## relu_reused_buffer
# One buffer for all calls: the first result changes when the same ReLU is called again.

# %% relu
class ReLU(Activation):
    def forward(self, x):
        if getattr(self, "buffer", np.empty(0)).shape != x.shape:
            self.buffer = np.empty(x.shape, np.float32)
        np.maximum(x.data, 0, out=self.buffer)
        return make_result(self.buffer, x)

# ## relu_same_object_if_positive
# Returns x itself when nothing is negative, not a new Tensor.

# %% relu
class ReLU(Activation):
    def forward(self, x):
        if (x.data >= 0).all():
            return x
        return make_result(np.maximum(x.data, 0), x)

# ## relu_shares_memory
# The result is a view of x where nothing is negative.

# %% relu
class ReLU(Activation):
    def forward(self, x):
        if (x.data >= 0).all():
            return make_result(x.data, x)
        return make_result(np.maximum(x.data, 0), x)

# ## sigmoid_nan_half
# nan gives 0.5, not nan.

# %% sigmoid
class Sigmoid(Activation):
    def forward(self, x):
        z = np.nan_to_num(x.data, nan=0.0, posinf=np.inf, neginf=-np.inf)
        return make_result(np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z))), x)

# ## sigmoid_remembers
# Keeps x in the object (self.x = x), so a batch is held as long as the activation.

# %% sigmoid
class Sigmoid(Activation):
    def forward(self, x):
        self.x = x
        return make_result(np.exp(np.minimum(x.data, 0)) / (1 + np.exp(-np.abs(x.data))), x)

# ## softmax_all_impossible
# Nan scores are treated as impossible (nanmax, nan_to_num): a broken model goes unnoticed.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        z = np.where(np.isnan(x.data), -np.inf, x.data)
        shifted = z - np.max(z, axis=along, keepdims=True, initial=-np.inf)
        weights = np.exp(shifted)
        return make_result(weights / np.sum(weights, axis=along, keepdims=True, dtype=np.float64), x)

# ## softmax_eps
# 1e-6 in the denominator: rows do not add up to 1 exactly.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        shifted = x.data - np.max(x.data, axis=along, keepdims=True, initial=-np.inf)
        weights = np.exp(shifted)
        return make_result(weights / (np.sum(weights, axis=along, keepdims=True, dtype=np.float64) + 1e-6), x)

# ## softmax_floor
# Probabilities below 1e-7 are lifted to 1e-7: impossible scores are not exactly 0.

# %% softmax
class Softmax(Activation):
    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        shifted = x.data - np.max(x.data, axis=along, keepdims=True, initial=-np.inf)
        weights = np.exp(shifted)
        return make_result(np.maximum(weights / np.sum(weights, axis=along, keepdims=True, dtype=np.float64), 1e-12), x)

# ## softmax_loops_abs_max
# Subtracts the number of largest size: [-1000, -999] underflows to 0 / 0.

# %% softmax-loops
def softmax_loops(x):
    scores = x.data.tolist()
    largest = max(abs(score) for score in scores)
    weights = [math.exp(score - largest) for score in scores]
    whole = sum(weights)
    return make_result(np.array([weight / whole for weight in weights], dtype=np.float32), x)

# ## softmax_loops_max_zero
# Starts the search for the largest at 0: negative scores are not shifted.

# %% softmax-loops
def softmax_loops(x):
    scores, largest = x.data.tolist(), 0.0
    for score in scores:
        if score > largest:
            largest = score
    weights = [math.exp(score - largest) for score in scores]
    whole = sum(weights)
    return make_result(np.array([weight / whole for weight in weights], dtype=np.float32), x)

# ## softmax_loops_no_grad
# Forgets requires_grad.

# %% softmax-loops
def softmax_loops(x):
    scores = x.data.tolist()
    largest = max(scores)
    weights = [math.exp(score - largest) for score in scores]
    whole = sum(weights)
    return Tensor(np.array([weight / whole for weight in weights], dtype=np.float32))

# ## zero_fraction_isclose
# Counts numbers close to zero (1e-9) as zero.

# %% planning
def zero_fraction(x):
    return float(np.isclose(x.data, 0).mean())

# ## zero_fraction_last_row
# Looks at the first row only when the rank is 2.

# %% planning
def zero_fraction(x):
    row = x.data[0] if x.data.ndim > 1 else x.data
    return float((row == 0).mean())

# ## zero_fraction_rows
# Divides by the number of rows: wrong for rank 2.

# %% planning
def zero_fraction(x):
    return float((x.data == 0).sum() / len(x.data))
