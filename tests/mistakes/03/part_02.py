# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## bias_added_in_place
# points: 45
# hint: The bias must be added with + between tensors
# The product is a tensor operation, the bias is written into its array.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear: {x.shape} does not end with {self.in_features}. Fix: reshape.")
    y = x.matmul(self.weight)
    if self.bias is not None:
        y.data += self.bias.data
    return y


# ## bias_left_out_of_parameters
# points: 38
# hint: a parameter left out is never trained
# Only the weight is listed.

# %% linear-class
def parameters(self):
    return [self.weight]


# ## bias_not_learned
# points: 45
# hint: weight and bias must both be created with requires_grad=True
# The bias is created without a gradient and would never change.

# %% linear-class
def __init__(self, in_features, out_features, bias=True):
    self.in_features = whole_number("in_features", in_features)
    self.out_features = whole_number("out_features", out_features)
    self.weight = xavier_weight(self.in_features, self.out_features)
    self.bias = Tensor(np.zeros(self.out_features)) if bias else None


# ## features_taken_from_place_one
# points: 44
# hint: An input of shape (4,) must go through Linear(4, 3)
# x.shape[1] is the number of features only for rank 2.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
    if x.shape[1] != self.in_features:
        raise ValueError(f"Linear: {x.shape} has not {self.in_features} features. Fix: reshape.")
    y = x.matmul(self.weight)
    return y if self.bias is None else y + self.bias


# ## forward_forgets_bias
# points: 36
# hint: must give 14 and 25; check the product, then the bias
# The product alone.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear: {x.shape} does not end with {self.in_features}. Fix: reshape.")
    return x.matmul(self.weight)


# ## forward_on_arrays
# points: 45
# hint: The product must be a tensor operation
# Right numbers, wrapped by hand: no gradient could ever find its way back.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear: {x.shape} does not end with {self.in_features}. Fix: reshape.")
    y = x.data @ self.weight.data
    if self.bias is not None:
        y = y + self.bias.data
    return Tensor(y, requires_grad=True)


# ## linear_clears_gradients
# points: 46
# hint: must leave a gradient that waits for a step alone
# Every forward pass forgets the gradient of the weight.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...).")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape the input.")
    self.weight.grad = None
    y = x @ self.weight
    return y if self.bias is None else y + self.bias


# ## linear_keeps_its_input
# points: 46
# hint: keep nothing of x
# Keeps every input, so that memory grows with each batch.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...).")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape the input.")
    self.seen = getattr(self, "seen", ()) + (x,)
    y = x @ self.weight
    return y if self.bias is None else y + self.bias


# ## linear_of_sizes
# points: 39
# hint: A batch must give one row of outputs per example
# The product of inputs and weights without their signs.

# %% linear-class
def forward(self, x):
    if not isinstance(x, Tensor):
        raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...).")
    if x.shape[-1:] != (self.in_features,):
        raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape the input.")
    y = (x ** 2) ** 0.5 @ self.weight
    return y if self.bias is None else y + self.bias


# ## misfit_unexplained
# points: 44
# hint: must raise a ValueError with the name Linear, the shape
# The layer checks nothing; the message of matmul does not say which layer it was.

# %% linear-class
def forward(self, x):
    y = x.matmul(self.weight)
    return y if self.bias is None else y + self.bias


# ## none_among_the_parameters
# points: 41
# hint: without a None in it
# The missing bias is listed as None.

# %% linear-class
def parameters(self):
    return [self.weight, self.bias]


# ## weight_transposed
# points: 30
# hint: The shape must be (in_features, out_features)
# PyTorch stores (out, in); the product of this module needs (in, out).

# %% xavier-weight
def xavier_weight(in_features, out_features):
    std = np.sqrt(1 / in_features)
    return Tensor(np.random.randn(out_features, in_features) * std, requires_grad=True)


# ## weights_all_zero
# points: 40
# hint: All weights are the same; draw them at random
# Every output of the layer is the same, and would stay the same.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.zeros((in_features, out_features)), requires_grad=True)


# ## weights_from_a_fixed_seed
# points: 46
# hint: Two layers must not start with the same weights
# A seed inside the function: every layer of one size starts equal.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    np.random.seed(42)
    std = np.sqrt(1 / in_features)
    return Tensor(np.random.randn(in_features, out_features) * std, requires_grad=True)


# ## weights_scaled_by_outputs
# points: 40
# hint: With 400 inputs the standard deviation must be sqrt(1 / 400)
# The standard deviation follows the wrong side of the layer.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features) * np.sqrt(1 / out_features), requires_grad=True)


# ## weights_scaled_without_root
# points: 40
# hint: With 400 inputs the standard deviation must be sqrt(1 / 400)
# Divided by the number of inputs instead of its square root: far too small.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features) / in_features, requires_grad=True)


# ## weights_unscaled
# points: 40
# hint: With 400 inputs the standard deviation must be sqrt(1 / 400) = 0.05
# Random weights of standard deviation 1, whatever the number of inputs.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return Tensor(np.random.randn(in_features, out_features), requires_grad=True)


# ## linear_clears_bias_grad
# points: 46
# hint: must leave a gradient that waits for a step alone
# Forward clears the gradient of the bias.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if not isinstance(x, Tensor):
            raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
        if x.shape[-1:] != (self.in_features,):
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: change it")
        y = x.matmul(self.weight)
        if self.bias is not None:
            self.bias.grad = None
            y = y + self.bias
        return y

# ## linear_bias_is_true
# points: 45
# hint: A True of NumPy must count as True
# `bias is True`: np.True_ or 1 gives no bias.

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(np.zeros(self.out_features), requires_grad=True) if bias is True else None

# ## linear_bias_small_random
# points: 45
# hint: bias must be a Tensor of out_features zeros, exactly
# The bias starts at tiny random numbers (1e-7), not zero.

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(1e-7 * np.random.randn(self.out_features), requires_grad=True) if bias else None

# ## linear_checks_first_length
# points: 46
# hint: An input of shape
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
# points: 46
# hint: An input of shape
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
# points: 45
# hint: parameters() must make a new list each time, of weight and bias, whether they require a
# Frozen parameters are left out of parameters().

# %% linear-class
class Linear(Layer):
    def parameters(self):
        return [p for p in (self.weight, self.bias) if p is not None and p.requires_grad]

# ## linear_parameters_cached
# points: 45
# hint: parameters() must make a new list each time, of weight and bias, whether they require a
# The list is built once and handed out again: whoever appends to it changes the layer.

# %% linear-class
class Linear(Layer):
    def parameters(self):
        wanted = [p for p in (self.weight, self.bias) if p is not None]
        kept = self.__dict__.setdefault("_parameters", wanted)
        if any(one is not other for one, other in zip(kept, wanted)) or len(kept) < len(wanted):
            kept[:] = wanted
        return kept

# ## xavier_reseeds
# points: 46
# hint: xavier_weight must not call np.random.seed: whoever else draws numbers would get the same
# np.random is seeded again on each call: everybody else's draws repeat.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    np.random.seed(in_features * 7919 + out_features + np.random.randint(2**20))
    return Tensor(np.random.randn(in_features, out_features) * np.sqrt(XAVIER_SCALE_FACTOR / in_features), requires_grad=True)

# ## linear_always_has_a_bias
# points: 38
# hint: With bias=False the bias must be None
# The argument bias is not looked at.

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(np.zeros(self.out_features), requires_grad=True)

# ## linear_asks_for_no_type
# points: 44
# hint: An array instead of a Tensor must raise a TypeError
# Whatever has a shape is let through.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if x.shape[-1:] != (self.in_features,):
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape it.")
        y = x.matmul(self.weight)
        return y if self.bias is None else y + self.bias

# ## linear_always_adds_the_bias
# points: 45
# hint: Without a bias the output must be x @ W alone
# None is added like a Tensor.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if not isinstance(x, Tensor):
            raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
        if x.shape[-1:] != (self.in_features,):
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape it.")
        return x.matmul(self.weight) + self.bias

# ## linear_for_batches_alone
# points: 46
# hint: must be refused by Linear(4, 3)
# The last length is read as x.shape[-1], which a single number does not have.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if not isinstance(x, Tensor):
            raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
        if x.shape[-1] != self.in_features:
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape it.")
        y = x.matmul(self.weight)
        return y if self.bias is None else y + self.bias

# ## linear_wraps_its_result
# points: 45
# hint: must be returned as it is; do not wrap it in a new Tensor
# The numbers are put into a Tensor that remembers nothing.

# %% linear-class
class Linear(Layer):
    def forward(self, x):
        if not isinstance(x, Tensor):
            raise TypeError(f"Linear needs a Tensor, not {type(x).__name__}")
        if x.shape[-1:] != (self.in_features,):
            raise ValueError(f"Linear needs {self.in_features} features, not {x.shape}. Fix: reshape it.")
        y = x.matmul(self.weight)
        return Tensor((y if self.bias is None else y + self.bias).data, requires_grad=True)

# ## linear_parameters_are_copies
# points: 41
# hint: copies would be trained in vain
# Each parameter is put into a new Tensor.

# %% linear-class
class Linear(Layer):
    def parameters(self):
        kept = [self.weight] if self.bias is None else [self.weight, self.bias]
        return [Tensor(each.data, requires_grad=True, copy=False) for each in kept]

# ## linear_parameters_of_the_beginning
# points: 43
# hint: parameters() must follow when the weight is replaced
# The list is made once, when the layer is created.

# %% linear-class
class Linear(Layer):
    def __init__(self, in_features, out_features, bias=True):
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(np.zeros(self.out_features), requires_grad=True) if bias else None
        self.found = [self.weight] if self.bias is None else [self.weight, self.bias]

    def parameters(self):
        return list(self.found)

# ## xavier_returns_an_array
# points: 23
# hint: xavier_weight must return a Tensor
# The numbers are not wrapped.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    return (np.random.randn(in_features, out_features) * np.sqrt(XAVIER_SCALE_FACTOR / in_features)).astype(np.float32)

# ## xavier_draws_from_its_own_generator
# points: 46
# hint: np.random.seed must make the weights repeatable
# A new generator for every call: no seed reaches it.

# %% xavier-weight
def xavier_weight(in_features, out_features):
    numbers = np.random.default_rng().normal(size=(in_features, out_features))
    return Tensor(numbers * np.sqrt(XAVIER_SCALE_FACTOR / in_features), requires_grad=True)
