# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## chain_appends_lists
# points: 41
# hint: The chain must list weight and bias of its first layer
# append instead of extend: a list of lists.

# %% sequential-class
def parameters(self):
    found = []
    for layer in self.layers:
        found.append(layer.parameters())
    return found


# ## chain_counts_shared_layers_twice
# points: 46
# hint: must have its parameters listed once
# The plain loop with extend, which lists a shared weight twice.

# %% sequential-class
def parameters(self):
    found = []
    for layer in self.layers:
        found.extend(layer.parameters())
    return found


# ## chain_does_not_unpack_a_list
# points: 42
# hint: unpack a single list
# Sequential([a, b]) is kept as a chain of one list.

# %% sequential-class
def __init__(self, *layers):
    self.layers = list(layers)


# ## chain_feeds_every_layer_the_input
# points: 41
# hint: must be applied one after the other
# Each layer gets the input of the chain instead of the output before it.

# %% sequential-class
def forward(self, x):
    for layer in self.layers:
        y = layer(x)
    return y


# ## chain_keeps_the_list_of_the_caller
# points: 46
# hint: must keep a list of its own
# The list that was passed is stored itself.

# %% sequential-class
def __init__(self, *layers):
    if len(layers) == 1 and isinstance(layers[0], (list, tuple)):
        self.layers = layers[0]
    else:
        self.layers = list(layers)


# ## shared_weight_listed_twice
# points: 46
# hint: A weight that two layers share must be listed once
# Layers are told apart, not the tensors in them.

# %% sequential-class
def parameters(self):
    different = {id(layer): layer for layer in self.layers}.values()
    return [parameter for layer in different for parameter in layer.parameters()]
