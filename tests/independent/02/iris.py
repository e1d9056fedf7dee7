# Masks and np.where, one formula for each side.
# ruff: noqa: F821 - the names are those of the notebook

# %% relu
def forward(self, x):
    numbers = x.data
    return make_result(np.where(numbers < 0, np.float32(0), numbers), x)

# %% sigmoid
def forward(self, x):
    positive = x.data >= 0
    small = np.exp(np.where(positive, -x.data, x.data))
    return make_result(np.where(positive, 1, small) / (1 + small), x)

# %% tanh
def forward(self, x):
    return Tensor(np.tanh(x.data.astype(np.float64)), requires_grad=x.requires_grad)

# %% gelu
def forward(self, x):
    limited = np.minimum(np.maximum(x.data, -10), 10)
    inside = np.sqrt(np.float32(2 / np.pi)) * limited * (1 + 0.044715 * np.square(limited))
    return make_result((1 + np.tanh(inside)) / 2 * x.data, x)

# %% softmax-loops
def softmax_loops(x):
    top = None
    for score in x.data:
        if top is None or score > top:
            top = float(score)
    result = np.zeros(x.shape, dtype=np.float32)
    total = 0.0
    for place in range(len(x)):
        result[place] = math.exp(float(x.data[place]) - top)
        total += float(result[place])
    for place in range(len(x)):
        result[place] = float(result[place]) / total
    return Tensor(result, requires_grad=x.requires_grad)

# %% softmax
def forward(self, x, dim=None):
    if dim is None:
        dim = self.dim
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    powers = np.exp(x.data - x.data.max(dim, keepdims=True))
    return make_result(powers / powers.sum(dim, np.float64, keepdims=True), x)

# %% xor
def xor_scores(x):
    differences = x @ Tensor([[1, -1], [-1, 1]])
    return ReLU().forward(differences).sum(axis=1, keepdims=True)

# %% planning
def activation_bytes(batch, widths):
    total = np.int64(0)
    for width in widths:
        total += 4 * batch * width
    return total


def zero_fraction(x):
    return np.count_nonzero(x.data == 0) / x.size
