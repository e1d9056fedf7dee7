# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## dropout_accepts_any_p
# points: 44
# hint: must raise a ValueError with the word probability
# 20 for 20 percent is taken without a word.

# %% dropout-class
def __init__(self, p=0.5):
    self.p = p


# ## dropout_always_on
# points: 40
# hint: must return x itself, unscaled
# Numbers are dropped whether the network learns or not.

# %% dropout-class
def forward(self, x, training=True):
    keep = 1.0 - self.p
    kept = np.random.random(x.shape) < keep
    return x * Tensor(kept * (1.0 / keep if keep > 0 else 0.0))


# ## dropout_divides_by_zero
# points: 46
# hint: With p = 1 everything must be 0
# The scale is computed for p = 1 as well, so zeros become nan or the division fails.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < 1 - self.p
    return x * Tensor(kept * (1 / (1 - self.p)))


# ## dropout_drops_columns
# points: 45
# hint: Every number needs its own draw
# One draw per feature, broadcast over the batch.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    keep = 1.0 - self.p
    kept = np.random.random(x.shape[-1:]) < keep
    return x * Tensor(kept * (1.0 / keep if keep > 0 else 0.0))


# ## dropout_ignores_its_own_switch
# points: 42
# hint: ask self.training in forward
# The argument is obeyed, the switch of the layer is not.

# %% dropout-class
def forward(self, x, training=True):
    if not training or self.p == 0:
        return x
    keep = 1.0 - self.p
    kept = np.random.random(x.shape) < keep
    return x * Tensor(kept * (1.0 / keep if keep > 0 else 0.0))


# ## dropout_in_place
# points: 45
# hint: belongs to somebody else: make a new array
# The input itself is dropped.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    x.data[np.random.random(x.shape) >= 1 - self.p] = 0
    return x * (1 / (1 - self.p) if self.p < 1 else 0.0)


# ## dropout_keeps_what_it_should_drop
# points: 43
# hint: about 25 % of the numbers must become 0
# The comparison is the wrong way round: p is taken for the probability to keep.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < self.p
    return x * Tensor(kept / self.p)


# ## dropout_of_sizes
# points: 45
# hint: A survivor of 3.0 must become
# Survivors lose their sign.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < 1 - self.p
    scale = kept / (1 - self.p) if self.p < 1 else kept * 0.0
    return x * Tensor(np.sign(x.data) * scale)


# ## dropout_on_arrays
# points: 46
# hint: must come from tensor operations
# Right numbers, wrapped by hand.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    keep = 1.0 - self.p
    kept = np.random.random(x.shape) < keep
    return Tensor(x.data * kept * (1.0 / keep if keep > 0 else 0.0))


# ## dropout_reuses_its_mask
# points: 45
# hint: Every call must draw a new mask
# The mask of the first call is kept.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    keep = 1.0 - self.p
    if getattr(self, "mask", None) is None or self.mask.shape != x.shape:
        kept = np.random.random(x.shape) < keep
        self.mask = Tensor(kept * (1.0 / keep if keep > 0 else 0.0))
    return x * self.mask


# ## dropout_without_scaling
# points: 45
# hint: scale the survivors by 1 / (1 - p)
# Survivors keep their size, so the average shrinks.

# %% dropout-class
def forward(self, x, training=True):
    if not (training and self.training) or self.p == 0:
        return x
    kept = np.random.random(x.shape) < 1 - self.p
    return x * Tensor(kept)


# ## dropout_keeps_p_above_half
# points: 45
# hint: p is the share that goes
# Above 0.5 the share p is kept instead of 1 - p.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        p = self.p
        if p == 1:
            return x * Tensor(np.zeros(x.shape))
        kept = np.random.random(x.shape) < (1 - p if p <= 0.5 else p)
        return x * Tensor(kept / (1 - p))


# ## dropout_training_sticks
# points: 45
# hint: the next one must drop numbers again
# Training=False for one call switches the layer off for good.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not training:
            self.training = False
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return x * Tensor(np.zeros(x.shape))
        kept = np.random.random(x.shape) < 1 - self.p
        return x * Tensor(kept / (1 - self.p))

# ## dropout_p_read_once
# points: 45
# hint: After dropout.p = 0.5 survivors must grow by 2: compute the scale from self.p in forward
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
# points: 45
# hint: Every number needs its own draw, but along axis 0 the same were dropped
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

# ## dropout_mask_requires_a_gradient
# points: 46
# hint: The mask must not require a gradient
# The mask is created as if it were to be learned.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        kept = np.random.random(x.shape) < 1 - self.p
        return x * Tensor(kept / max(1 - self.p, 1e-9), requires_grad=True)

# ## dropout_for_tables
# points: 43
# hint: must keep its shape
# Two lengths are read from the input, whatever it has.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        rows, columns = x.shape
        kept = np.random.random((rows, columns)) < 1 - self.p
        return x * Tensor(kept / max(1 - self.p, 1e-9))

# ## dropout_draws_from_its_own_generator
# points: 46
# hint: np.random.seed must make dropout repeatable
# A new generator for every call: no seed reaches it.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        kept = np.random.default_rng().random(x.shape) < 1 - self.p
        return x * Tensor(kept / max(1 - self.p, 1e-9))

# ## dropout_call_beats_the_switch
# points: 45
# hint: Both switches must be on before anything is dropped
# The argument of the call is asked first, the switch only without it.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=None):
        if not (self.training if training is None else training) or self.p == 0:
            return x
        kept = np.random.random(x.shape) < 1 - self.p
        return x * Tensor(kept / max(1 - self.p, 1e-9))

# ## dropout_returns_an_array
# points: 37
# hint: The output must be a Tensor of the shape of x
# The array is masked and not wrapped.

# %% dropout-class
class Dropout(Layer):
    def forward(self, x, training=True):
        if not (training and self.training) or self.p == 0:
            return x
        kept = np.random.random(x.shape) < 1 - self.p
        return x.data * kept / max(1 - self.p, 1e-9)
