# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## chain_appends_lists
# points: 39
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

# ## sequential_flattens
# points: 44
# hint: layers must hold what was given: a chain inside stays one link
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
# points: 44
# hint: A layer that stands twice in a chain must be applied twice
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
# points: 46
# hint: The chain must ask every layer for its parameters(), also one of another class
# Parameters() takes weight and bias of Linear layers only: a layer of one's own is left out.

# %% sequential-class
class Sequential(Layer):
    def parameters(self):
        found = []
        for layer in self.layers:
            if isinstance(layer, (Linear, Sequential)):
                found += [p for p in layer.parameters() if not any(p is one for one in found)]
        return found

# ## sequential_compares_numbers
# points: 46
# hint: Two layers with equal numbers are still two layers
# A parameter is left out where one with the same numbers is there.

# %% sequential-class
class Sequential(Layer):
    def parameters(self):
        found = []
        for parameter in (each for layer in self.layers for each in layer.parameters()):
            if not any(np.array_equal(parameter.data, other.data) and parameter.data.any() or parameter is other for other in found):
                found.append(parameter)
        return found
