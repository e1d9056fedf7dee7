"""Wrong solutions of Module 03 that still earn every point: each is to be noticed."""

# ## activation_bytes_unit
# Sends x through all layers twice: the last output only is measured by width of the batch.

# %% count-costs
def activation_bytes(model, x):
    total, width = 0, x.shape[-1]
    for layer in model.layers:
        width = getattr(layer, "out_features", width)
        total += 4 * x.shape[0] * width
    return total

# ## call_positional_only_first
# Named arguments win over positional ones: *args are dropped when kwargs are given.

# %% layer-class
class Layer:
    def __call__(self, x, *args, **kwargs):
        return self.forward(x, **kwargs) if kwargs else self.forward(x, *args)

# ## count_parameters_bytes
# Counts only parameters whose requires_grad is True and forgets tensors of rank 0.

# %% count-parameters
def count_parameters(layer):
    return sum(p.size for p in layer.parameters() if p.shape)

# ## count_parameters_first_last
# Assumes weight and bias of rank 2 and 1: counts prod of first and last length (wrong for rank 3).

# %% count-parameters
def count_parameters(layer):
    return sum(p.shape[0] * (p.shape[-1] if len(p.shape) > 1 else 1) for p in layer.parameters())

# ## dropout_p_read_once
# The scale is computed in __init__: a changed p keeps the old scale.

# %% dropout-class
class Dropout(Layer):
    def __init__(self, p=0.5):
        if not DROPOUT_MIN_PROB <= p <= DROPOUT_MAX_PROB:
            raise ValueError(f"{p} is no probability")
        self.p = p
        self.scale = 1 / (1 - p) if p < 1 else 0

    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        if self.p == 1:
            return x * Tensor(np.zeros(x.shape))
        kept = np.random.random(x.shape) < 1 - self.p
        return x * Tensor(kept * self.scale)

# ## dropout_same_mask_per_batch
# One mask for all examples of rank 3 (drawn for the last two lengths and broadcast).

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        if self.p == 1:
            return x * Tensor(np.zeros(x.shape))
        kept = np.random.random(x.shape[-2:]) < 1 - self.p
        return x * Tensor(kept / (1 - self.p))

# ## linear_bias_is_true
# `bias is True`: np.True_ or 1 gives no bias.

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(np.zeros(self.out_features), requires_grad=True) if bias is True else None

# ## linear_bias_small_random
# The bias starts at tiny random numbers (1e-7), not zero.

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(1e-7 * np.random.randn(self.out_features), requires_grad=True) if bias else None

# ## linear_checks_first_length
# An input whose first length is in_features is accepted.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if not isinstance(x, Tensor):
            raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
        if x.shape[-1:] != (self.in_features,) and x.shape[:1] != (self.in_features,):
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: change it")
        y = x.matmul(self.weight)
        return y if self.bias is None else y + self.bias

# ## linear_flattens_misfit
# Pictures (N, 4, 4) into Linear(16, ..) are silently flattened instead of refused.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if not isinstance(x, Tensor):
            raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
        if x.shape[-1:] != (self.in_features,) and x.shape and x.size == x.shape[0] * self.in_features:
            x = x.reshape(x.shape[0], self.in_features)
        if x.shape[-1:] != (self.in_features,):
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: change it")
        y = x.matmul(self.weight)
        return y if self.bias is None else y + self.bias

# ## linear_parameters_without_frozen
# Frozen parameters are left out of parameters().

# %% linear-class
class Linear(Layer):
    def parameters(self):
        return [p for p in (self.weight, self.bias) if p is not None and p.requires_grad]

# ## linear_parameters_cached
# The list is built once and handed out again: whoever appends to it changes the layer.

# %% linear-class
class Linear(Layer):
    def parameters(self):
        wanted = [p for p in (self.weight, self.bias) if p is not None]
        kept = self.__dict__.setdefault("_parameters", wanted)
        if any(one is not other for one, other in zip(kept, wanted)) or len(kept) < len(wanted):
            kept[:] = wanted
        return kept

# ## sequential_flattens
# Chains inside are taken apart: layers is no longer what was given.

# %% sequential-class
class Sequential(Layer):
    def __init__(self, *layers):
        if len(layers) == 1 and isinstance(layers[0], (list, tuple)):
            layers = layers[0]
        self.layers = []
        for place, layer in enumerate(layers):
            if isinstance(layer, type):
                raise TypeError(f"Sequential got the class {layer.__name__} at place {place}. "
                                f"Fix: create a layer first: {layer.__name__}(...).")
            if not hasattr(layer, "forward"):
                raise TypeError(f"Sequential got {type(layer).__name__} at place {place}, which has no "
                                "forward(x). Fix: pass layers and activations only.")
            self.layers += layer.layers if isinstance(layer, Sequential) else [layer]

# ## sequential_passes_training
# Counts twice a shared layer's forward: skips a layer that was already used.

# %% sequential-class
class Sequential(Layer):
    def forward(self, x):
        used = []
        for layer in self.layers:
            if any(layer is one for one in used):
                continue
            used.append(layer)
            x = layer(x)
        return x

# ## sequential_skips_dropout_parameters
# Parameters() takes weight and bias of Linear layers only: a layer of one's own is left out.

# %% sequential-class
class Sequential(Layer):
    def parameters(self):
        found = []
        for layer in self.layers:
            if isinstance(layer, (Linear, Sequential)):
                found += [p for p in layer.parameters() if not any(p is one for one in found)]
        return found

# ## xavier_constant_ignored
# XAVIER_SCALE_FACTOR is not used: 1 is written out.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features) / np.sqrt(in_features), requires_grad=True)

# ## xavier_reseeds
# np.random is seeded again on each call: everybody else's draws repeat.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    np.random.seed(in_features * 7919 + out_features + np.random.randint(2**20))
    return Tensor(np.random.randn(in_features, out_features) * np.sqrt(XAVIER_SCALE_FACTOR / in_features), requires_grad=True)
