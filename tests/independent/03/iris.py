# Reshapes to two dimensions first; drops by subtraction.
# ruff: noqa: F821 - the names are those of the notebook

# %% layer-class
def __call__(self, *args, **kwargs):
    return self.forward(*args, **kwargs)

# %% xavier-weight
def xavier_weight(in_features, out_features):
    numbers = np.random.normal(0.0, 1 / in_features**0.5, size=(in_features, out_features))
    return Tensor(numbers, requires_grad=True)

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError("Linear got " + type(x).__name__ + " instead of a Tensor")
    if x.shape == () or x.shape[-1] != self.in_features:
        raise ValueError(f"Linear: shape {x.shape} must end with {self.in_features}. Fix: check the layer before.")
    rows = x.reshape(-1, self.in_features) if x.size else x.reshape(0, self.in_features)
    product = rows @ self.weight
    if self.bias is not None:
        product = self.bias + product
    return product.reshape(*x.shape[:-1], self.out_features)


def parameters(self):
    return [each for each in (self.weight, self.bias) if each is not None]

# %% dropout-class
def forward(self, x, training=True):
    active = training and self.training and self.p > 0
    if not active:
        return x
    if self.p == 1:
        return Tensor(np.zeros_like(x.data))
    gone = Tensor(np.random.random(x.shape) >= 1 - self.p)
    return (x - x * gone) / (1 - self.p)

# %% sequential-class
def parameters(self):
    found = []
    for layer in self.layers:
        for each in layer.parameters():
            if not any(each is other for other in found):
                found.append(each)
    return found

# %% count-parameters
def count_parameters(layer):
    return np.sum([each.size for each in layer.parameters()], dtype=np.int64)

# %% count-costs
def linear_flops(batch, in_features, out_features):
    multiplications = batch * in_features * out_features
    additions = batch * in_features * out_features
    return np.int64(multiplications + additions)


def activation_bytes(model, x):
    sizes = []
    for layer in model.layers:
        x = layer(x)
        sizes.append(4 * x.size)
    return sum(sizes)

# %% linear-loops
def linear_loops(x, weight, bias):
    table, operations = [], 0
    for example in x.data.tolist():
        row = []
        for offset, *column in zip(bias.data.tolist(), *weight.data.tolist()):
            for number, factor in zip(example, column):
                offset = offset + number * factor
                operations = operations + 2
            row.append(offset)
        table.append(row)
    return Tensor(table), np.int64(operations)
