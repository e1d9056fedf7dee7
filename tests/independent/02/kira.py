"""Module 02, written from the released notebook: masks and in-place work on own arrays, identities instead of the listed steps."""

# %% relu
class ReLU(Activation):
    def forward(self, x):
        kept = x.data.copy()
        kept[kept < 0] = 0
        return make_result(kept, x)

# %% sigmoid
class Sigmoid(Activation):
    def forward(self, x):
        decay = np.exp(-np.abs(x.data))
        return make_result(np.where(x.data < 0, decay, np.ones_like(decay)) / (decay + 1), x)

# %% tanh
class Tanh(Activation):
    def forward(self, x):
        size = np.abs(x.data)
        shrink = np.expm1(-2 * size)
        return make_result(np.copysign(-shrink / (2 + shrink), x.data), x)

# %% gelu
class GELU(Activation):
    def forward(self, x):
        inside = x.data.clip(-10.0, 10.0)
        inside = inside + inside * inside * inside * 0.044715
        inside *= math.sqrt(2.0 / math.pi)
        weight = np.tanh(inside) + 1
        weight /= 2
        return make_result(x.data * weight, x)

# %% softmax-loops
def softmax_loops(x):
    import functools
    scores = [float(score) for score in x.data]
    top = functools.reduce(lambda a, b: a if a > b else b, scores, -math.inf)
    weights = list(map(lambda score: math.exp(score - top), scores))
    whole = math.fsum(weights)
    return make_result(np.array([weight / whole for weight in weights], dtype=np.float32), x)

# %% softmax
class Softmax(Activation):
    def __init__(self, dim=-1):
        self.dim = dim

    def forward(self, x, dim=None):
        along = self.dim if dim is None else dim
        reduced_size(x.shape, along)
        rows = np.moveaxis(x.data, along, -1).astype(np.float64)
        if rows.size:
            rows = rows - rows.max(axis=-1)[..., None]
        weights = np.exp(rows)
        weights /= weights.sum(axis=-1)[..., None]
        return make_result(np.moveaxis(weights, -1, along), x)

# %% xor
def xor_scores(x):
    # |a - b| = ReLU(a - b) + ReLU(b - a)
    difference = Tensor([[1, -1], [-1, 1]])
    return ReLU()(x @ difference) @ Tensor([[1], [1]])

# %% planning
def activation_bytes(batch, widths):
    return np.dtype(np.float32).itemsize * batch * sum(widths)


def zero_fraction(x):
    return 1 - np.count_nonzero(x.data) / x.size
