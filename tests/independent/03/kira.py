"""Module 03, written from the released notebook: fan-in by rng calls of its own choice, reshape to rows, folds instead of loops."""

# %% layer-class
class Layer:
    def __call__(self, x, *args, **kwargs):
        return self.forward(x, *args, **kwargs)

    def parameters(self):
        return list()

# %% xavier-weight
def xavier_weight(in_features, out_features):
    spread = (XAVIER_SCALE_FACTOR / in_features) ** 0.5
    numbers = np.random.normal(loc=0.0, scale=spread, size=in_features * out_features)
    return Tensor(numbers.reshape(in_features, out_features), requires_grad=True)

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight, self.bias = xavier_weight(self.in_features, self.out_features), None
        if bias:
            self.bias = Tensor([0.0] * self.out_features, requires_grad=True)

    def forward(self, x):
        match x:
            case Tensor(shape=(*_, last)) if last == self.in_features:
                product = x.matmul(self.weight)
                return product if self.bias is None else self.bias + product
            case Tensor():
                raise ValueError(f"This Linear takes (..., {self.in_features}), and the input is {x.shape}. "
                                 f"Fix: reshape the input or create Linear(n, {self.out_features}) with n its last length.")
            case _:
                raise TypeError(f"Linear computes with Tensors; this is a {type(x).__name__}. Fix: Tensor(x).")

    def parameters(self):
        return [parameter for parameter in (self.weight, self.bias) if parameter is not None]

# %% dropout-class
class Dropout(Layer):
    def __init__(self, p=0.5):
        if p >= DROPOUT_MIN_PROB and p <= DROPOUT_MAX_PROB:
            self.p = p
        else:
            raise ValueError(f"{p!r} is no probability: choose p from {DROPOUT_MIN_PROB} to {DROPOUT_MAX_PROB}.")

    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        keep = 1 - self.p
        if keep == 0:
            return x * Tensor(np.zeros(x.shape))
        kept = np.random.uniform(size=x.shape) < keep
        return x * Tensor(kept) / keep

# %% sequential-class
class Sequential(Layer):
    def __init__(self, *layers):
        if len(layers) == 1 and type(layers[0]) in (list, tuple):
            (layers,) = layers
        self.layers = [*layers]
        for place, layer in enumerate(self.layers):
            if isinstance(layer, type):
                raise TypeError(f"Sequential got the class {layer.__name__} at place {place}. "
                                f"Fix: create a layer first: {layer.__name__}(...).")
            if not hasattr(layer, "forward"):
                raise TypeError(f"Sequential got {type(layer).__name__} at place {place}, which has no "
                                "forward(x). Fix: pass layers and activations only.")

    def forward(self, x):
        import functools
        return functools.reduce(lambda value, layer: layer(value), self.layers, x)

    def parameters(self):
        return list({id(each): each for layer in self.layers for each in layer.parameters()}.values())

# %% count-parameters
def count_parameters(layer):
    return sum(int(np.prod(each.shape)) for each in layer.parameters())

# %% count-costs
def linear_flops(batch, in_features, out_features):
    per_output = in_features + in_features
    return batch * out_features * per_output


def activation_bytes(model, x):
    import itertools
    outputs = itertools.accumulate(model.layers, lambda value, layer: layer(value), initial=x)
    return sum(output.data.nbytes for output in itertools.islice(outputs, 1, None))
