# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## activations_are_numbers
# points: 46
# hint: 32 * 522 * 4 = 66816 bytes
# Elements are counted, not bytes.

# %% count-costs
def activation_bytes(model, x):
    total = 0
    for layer in model.layers:
        x = layer(x)
        total += x.size
    return total


# ## additions_forgotten
# points: 46
# hint: 10 outputs of 784 multiplications and 784 additions
# Only the multiplications are counted.

# %% count-costs
def linear_flops(batch, in_features, out_features):
    return batch * in_features * out_features


# ## parameters_counted_as_tensors
# points: 45
# hint: 784 * 256 weights and 256 biases
# The tensors are counted, not the numbers in them.

# %% count-parameters
def count_parameters(layer):
    return len(layer.parameters())


# ## loops_by_numpy
# points: 46
# hint: was called on a whole array; take single numbers
# NumPy's product in place of the loops, with the count from the formula.

# %% linear-loops
def linear_loops(x, weight, bias):
    y = x.data @ weight.data + bias.data
    return Tensor(y), 2 * y.size * x.shape[1]


# ## additions_not_counted
# points: 46
# hint: take 24 operations: 2 in the innermost loop
# A multiplication and its addition are counted as one.

# %% linear-loops
def linear_loops(x, weight, bias):
    y, operations = np.zeros((x.shape[0], weight.shape[1]), dtype=np.float32), 0
    for i in range(x.shape[0]):
        for j in range(weight.shape[1]):
            y[i, j] = bias.data[j]
            for k in range(x.shape[1]):
                y[i, j] += x.data[i, k] * weight.data[k, j]
                operations += 1
    return Tensor(y), operations


# ## loops_without_bias
# points: 46
# hint: Each output is its bias plus every input times its weight
# The outputs begin with 0.

# %% linear-loops
def linear_loops(x, weight, bias):
    y, operations = np.zeros((x.shape[0], weight.shape[1]), dtype=np.float32), 0
    for i in range(x.shape[0]):
        for j in range(weight.shape[1]):
            for k in range(x.shape[1]):
                y[i, j] += x.data[i, k] * weight.data[k, j]
                operations += 2
    return Tensor(y), operations

# ## activation_bytes_unit
# points: 46
# hint: Ask the outputs themselves: an input (2, 5, 4)
# Sends x through all layers twice: the last output only is measured by width of the batch.

# %% count-costs
def activation_bytes(model, x):
    total, width = 0, x.shape[-1]
    for layer in model.layers:
        width = getattr(layer, "out_features", width)
        total += 4 * x.shape[0] * width
    return total

# ## count_parameters_bytes
# points: 46
# hint: Parameters of any rank count: shape () has 1 number
# Counts only parameters whose requires_grad is True and forgets tensors of rank 0.

# %% count-parameters
def count_parameters(layer):
    return sum(p.size for p in layer.parameters() if p.shape)

# ## count_parameters_first_last
# points: 46
# hint: Parameters of any rank count: shape () has 1 number
# Assumes weight and bias of rank 2 and 1: counts prod of first and last length (wrong for rank 3).

# %% count-parameters
def count_parameters(layer):
    return sum(p.shape[0] * (p.shape[-1] if len(p.shape) > 1 else 1) for p in layer.parameters())

# ## linear_loops_without_a_count
# points: 46
# hint: linear_loops must return two things
# The table alone is returned.

# %% linear-loops
def linear_loops(x, weight, bias):
    y = np.zeros((x.data.shape[0], weight.data.shape[1]), dtype=np.float32)
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = bias.data[j]
            for k in range(x.data.shape[1]):
                y[i, j] += x.data[i, k] * weight.data[k, j]
    return Tensor(y)
