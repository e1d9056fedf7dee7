# np.random.binomial for the mask; reduce for the chain.
# ruff: noqa: F821 - the names are those of the notebook

# %% layer-class
def parameters(self):
    return list()

# %% xavier-weight
def xavier_weight(in_features, out_features):
    weight = Tensor(np.random.standard_normal((in_features, out_features)) / np.sqrt(in_features))
    weight.requires_grad = True
    return weight

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"{type(x).__name__} is no Tensor. Fix: Tensor(x).")
    if len(x.shape) == 0 or x.shape[-1] != self.weight.shape[0]:
        message = "Linear with {} features cannot take {}. Fix: give it {} of them."
        raise ValueError(message.format(self.in_features, x.shape, self.in_features))
    if self.bias is None:
        return x @ self.weight
    return x @ self.weight + self.bias

# %% dropout-class
def forward(self, x, training=True):
    if self.p == 0 or not self.training or not training:
        return x
    survivors = np.random.binomial(1, 1 - self.p, size=x.shape)
    return x * Tensor(survivors / max(1 - self.p, 1e-9))

# %% sequential-class
def forward(self, x):
    import functools
    return functools.reduce(lambda value, layer: layer(value), self.layers, x)


def parameters(self):
    everything = sum((layer.parameters() for layer in self.layers), [])
    seen = set()
    return [each for each in everything if not (id(each) in seen or seen.add(id(each)))]

# %% count-parameters
def count_parameters(layer):
    total = 0
    for each in layer.parameters():
        total += int(np.prod(each.shape))
    return total

# %% linear-loops
def linear_loops(x, weight, bias):
    shape = (x.shape[0], weight.shape[1])
    multiplications = additions = 0
    y = Tensor(np.zeros(shape))
    for (row, column) in np.ndindex(shape):
        products = [float(x.data[row, k]) * float(weight.data[k, column]) for k in range(x.shape[1])]
        multiplications += len(products)
        total = bias.data[column]
        for product in products:
            total += product
            additions += 1
        y.data[row, column] = total
    return y, multiplications + additions
