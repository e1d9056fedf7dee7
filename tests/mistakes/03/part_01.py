# ruff: noqa: F811, F821 - the names are those of the notebook, and each mistake has its own

# ## call_drops_arguments
# points: 43
# hint: layer(x, 10) must hand the 10 on to forward
# Only x is handed on, so dropout(x, training=False) cannot work either.

# %% layer-class
def __call__(self, x, *args, **kwargs):
    return self.forward(x)


# ## parameters_of_a_plain_layer_are_none
# points: 38
# hint: A plain layer must have an empty list of parameters
# No list instead of an empty one: whoever adds lists up breaks down.

# %% layer-class
def parameters(self):
    return None

# ## call_positional_only_first
# points: 46
# hint: layer(x, 10, shift=1) must hand on both
# Named arguments win over positional ones: *args are dropped when kwargs are given.

# %% layer-class
class Layer:
    def __call__(self, x, *args, **kwargs):
        return self.forward(x, **kwargs) if kwargs else self.forward(x, *args)

# ## call_without_names
# points: 43
# hint: must hand the named argument on to forward
# Only arguments without a name are handed on.

# %% layer-class
class Layer:
    def __call__(self, x, *args):
        return self.forward(x, *args)

# ## parameters_in_one_list
# points: 38
# hint: parameters() must return a new list each time it is called
# The empty list is a default value: one list for all layers.

# %% layer-class
class Layer:
    def parameters(self, found=[]):
        return found
