# Tensor arithmetic where it exists, and a helper that wraps.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu
def forward(self, x):
    result = x.data.copy()
    result[result < 0] = 0
    return make_result(result, x)

# %% sigmoid
def forward(self, x):
    numbers = x.data
    result = np.empty(numbers.shape, dtype=np.float32)
    right = numbers >= 0
    result[right] = 1 / (1 + np.exp(-numbers[right]))
    left = np.exp(numbers[~right])
    result[~right] = left / (left + 1)
    return make_result(result, x)

# %% gelu
def forward(self, x):
    z = x.data.clip(-10, 10)
    return x * Tensor(0.5 + 0.5 * np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)))

# %% softmax-loops
def softmax_loops(x):
    scores = [float(score) for score in x.data]
    powers = [math.exp(score - max(scores)) for score in scores]
    return make_result(np.array(powers) / math.fsum(powers), x)

# %% softmax
def forward(self, x, dim=None):
    chosen = self.dim if dim is None else dim
    count = reduced_size(x.shape, chosen)
    if count == 0 or x.size == 0:
        return make_result(np.zeros(x.shape, dtype=np.float32), x)
    shifted = np.exp(x.data - x.max(axis=chosen, keepdims=True).data)
    return make_result(shifted / np.add.reduce(shifted, axis=chosen, dtype=np.float64, keepdims=True), x)

# %% xor
def xor_scores(x):
    hidden = ReLU()(x @ Tensor(np.ones((2, 2))) - Tensor([0, 1]))
    return hidden @ Tensor([[1.0], [-2.0]])

# %% planning
def activation_bytes(batch, widths):
    return int(np.array(widths).sum()) * batch * np.dtype(np.float32).itemsize


def zero_fraction(x):
    return (x.data == 0).mean()
