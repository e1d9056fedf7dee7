# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
"""
# Module 03: Layers

#| facts

You have tensors that multiply and activations that bend. A neural network is a chain of these, with numbers
in it that can be learned. A **layer** packs one link of the chain: it keeps its numbers, knows how to compute
its output, and can list what there is to learn. You build the two layers that nearly every network contains, `Linear`
and `Dropout`, and the chain itself, `Sequential`.
At the end you know, before you run a network, how much memory and arithmetic it will take.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        x.matmul(w), broadcasting of +, shapes, memory
    Module 02 Activations   the functions that go between two linear layers
    |
    v
Focus of this module: Layer, Linear, Dropout, Sequential. Starting values, parameters, what a layer costs.
    |
    v
Unlocks:
    Module 04 Losses        how wrong the output of your network is
    Module 05 Autograd      gradients for the weights that you create here
    Module 06 Optimizers    change what your parameters() lists
    Module 07 Training      turns the training switch of your layers on and off
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** a linear layer with sensible starting values, dropout, and a container that chains layers;
2. **explain** what goes wrong when the starting values are too small, too large or all the same;
3. **predict** the shape, the number of parameters, the memory and the arithmetic of a network on paper;
4. **tell** parameter memory, which is fixed, from activation memory, which grows with the batch;
5. **recognise** the same design in PyTorch's `nn.Linear`, `nn.Dropout` and `nn.Sequential`.

What you will *not* build yet: gradients (Module 05), the rule that changes the weights (Module 06), and other
kinds of layers. A layer here takes a tensor and gives a tensor; nothing learns until Module 05.

## How this notebook works

As in Module 01. The cells that begin with `#| export` become your own file
`tinytorch/core/layers.py`.
"""

# %% [markdown]
"""
## Setup

The exported part needs NumPy and your Tensor. The activations are used in this notebook only: a layer does
not depend on them.
"""

# %%
#| default_exp core.layers

# %% given layers-imports
#| export
import numpy as np

from tinytorch.core.tensor import Tensor

# Named once, so that a rule can be found and changed in one place.
XAVIER_SCALE_FACTOR = 1.0
DROPOUT_MIN_PROB = 0.0
DROPOUT_MAX_PROB = 1.0

# %% given activation-imports
from tinytorch.core.activations import ReLU, Softmax, Tanh

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
from numbers import Integral, Real


#| include tests: explained, what_happened, outcome_of, fixed, locked, expect_equal, expect_values, expect_error


#| include by_hand: ByHand, ListByHand, as_by_hand, by_hand

# %% [markdown]
"""
# Part 1. What all layers have in common

## Three promises

Code that trains a network should not need to know what the network is made of. So every layer promises the
same three things:

```
layer.forward(x)      the output for the input x, a Tensor
layer(x)              the same, shorter to write
layer.parameters()    a list of the Tensors that training changes
```

The class `Layer` makes these promises once, and every layer inherits from it. `layer(x)` works because Python
calls the method `__call__` when an object is used like a function. Some layers take more than `x`, so
`__call__` hands on **all** arguments, whatever they are: `*args` collects those without a name, `**kwargs`
those with one.

## The training switch

Some layers, such as Dropout in Part 3, behave differently while the network learns and while it is used, which is called
**inference**. For them there is a switch, `layer.training`, True at first. Setting it on a layer also sets it on every layer
stored inside, however deep, so one line switches a whole network. This part is given.

```
network.training = False      from now on the network is used, not trained
```
"""

# %% solution layer-class
#| export
class Layer:
    """What all layers have in common: a forward pass, a list of parameters and a training switch."""

    def forward(self, x):
        """Return the output for the Tensor x, a Tensor. Every layer brings its own forward."""
        raise NotImplementedError(f"{type(self).__name__} has no forward(x). Fix: define it in the class.")

    def __call__(self, x, *args, **kwargs):
        """Make layer(x) the same as layer.forward(x), with all further arguments."""
        # TODO: call forward with everything that came in, and return its result.
        ### BEGIN SOLUTION
        return self.forward(x, *args, **kwargs)
        ### END SOLUTION

    def parameters(self):
        """Return a new list of the Tensors that training changes."""
        # TODO: a layer has no parameters unless its own class says otherwise.
        ### BEGIN SOLUTION
        return []
        ### END SOLUTION

    @property
    def training(self):
        """True while the network learns, False while it is used. Setting it reaches all layers inside."""
        return getattr(self, "_training", True)

    @training.setter
    def training(self, mode):
        self._training = bool(mode)
        for attribute in vars(self).values():
            for part in attribute if isinstance(attribute, (list, tuple)) else (attribute,):
                if isinstance(part, Layer):
                    part.training = mode


# %% test 2 test-layer
@explained
def test_layer():
    """Every layer can be called and can list its parameters (2 points)."""
    class Scale(Layer):
        def forward(self, x, factor=2, shift=0):
            return x * factor + shift

    x, scale = Tensor([1, 2]), Scale()
    expect_values(lambda: scale(x), [2, 4], "layer(x) must return what layer.forward(x) returns.")
    expect_values(lambda: scale(x, 10), [10, 20], "layer(x, 10) must hand the 10 on to forward; use *args.")
    expect_values(lambda: scale(x, shift=1), [3, 5],
                  "layer(x, shift=1) must hand the named argument on to forward; use **kwargs.")
    expect_values(lambda: scale(x, 10, shift=1), [11, 21], "layer(x, 10, shift=1) must hand on both.")
    expect_equal(scale.parameters, [], "A plain layer must have an empty list of parameters.")
    scale.parameters().append(x)
    expect_equal(Scale().parameters, [], "parameters() must return a new list each time it is called.")


test_layer()

# %% [markdown]
"""
# Part 2. Linear

## Weighted sums

A linear layer computes `y = x @ W + b`. Each output is a weighted sum of **all** inputs, plus an offset.

```
x       (32, 784)      32 pictures of 28 x 28 pixels, one row each
W       (784, 10)      one column of 784 weights for each of the 10 outputs
b       (10,)          one offset for each output, broadcast over the 32 rows
y       (32, 10)       10 scores for each picture
```

```diagram
x[0] = 1 --- * 1 ---+
x[1] = 2 --- * 0 ---+--> sum 4 --> + b[0] = 10 --> y[0] = 14
x[2] = 3 --- * 1 ---+
             |
             column 0 of W
```

In words: each input is multiplied by its weight, the products and the bias are added, and that is one output.

Read one column of `W` as a pattern. A pixel with a large positive weight argues for this output, one with a
negative weight against it, and the product with a picture adds up the evidence. The bias says how much the output leans
one way before any evidence is seen. Training decides what the patterns are; in
the beginning they are random.

## Starting values

Why random, and how large? Three ways to get it wrong:

- **All the same**, for example zero. Then all outputs of the layer are the same. Whatever training does to
  one column it does to every other, so they stay the same forever: 256 outputs that are worth one.
- **Too small.** A number that shrinks in every layer is gone after ten of them.
- **Too large.** A number that grows in every layer soon does not fit into float32.

So the weights are drawn at random, and their **standard deviation**, how far they typically lie from their mean, is chosen so
that numbers keep their size on the way through. Count: an output is a sum of `in_features` products. If the inputs have standard
deviation 1 and the weights s, each product has s, too. For independent numbers the squares of standard deviations add up, so
that of the sum is

```
sqrt(in_features * s * s) = s * sqrt(in_features)
```

That is 1 exactly if `s = sqrt(1 / in_features)`. This is the **Xavier** rule, named after Xavier Glorot.

```
xavier_weight(1000, 10)    s = sqrt(1 / 1000) = 0.032     many inputs, small weights
xavier_weight(10, 1000)    s = sqrt(1 / 10)   = 0.316     few inputs, larger weights
```

Only the number of inputs matters. The paper of Glorot and Bengio also looks at the way back, where gradients
flow from outputs to inputs, and takes the average of both numbers. We keep the simple half; the 1 stands in
the constant `XAVIER_SCALE_FACTOR`.
"""

# %% solution xavier-weight
#| export
def xavier_weight(in_features, out_features):
    """Return random starting weights: a Tensor (in_features, out_features) that requires a gradient.

    The numbers have mean 0 and standard deviation sqrt(XAVIER_SCALE_FACTOR / in_features).
    """
    # TODO: draw the numbers, give them the right standard deviation, and wrap them.
    # Hint: np.random.randn(rows, columns) draws numbers with mean 0 and standard deviation 1. Multiply by the one
    #   you want. Use np.random and not a generator of your own: np.random.seed(1) then makes a run repeatable. Set no seed yourself.
    # Shapes: xavier_weight(784, 10) gives (784, 10).
    ### BEGIN SOLUTION
    std = np.sqrt(XAVIER_SCALE_FACTOR / in_features)
    return Tensor(np.random.randn(in_features, out_features) * std, requires_grad=True)
    ### END SOLUTION


# %% test 3 test-xavier
@explained
def test_xavier():
    """Starting weights are random with the right standard deviation (3 points)."""
    np.random.seed(3)
    weight = outcome_of(lambda: xavier_weight(400, 100), "xavier_weight(400, 100) must return a Tensor.")
    assert isinstance(weight, Tensor), "xavier_weight must return a Tensor; wrap the numbers."
    expect_equal(lambda: weight.shape, (400, 100), "The shape must be (in_features, out_features).")
    assert weight.requires_grad, "Weights are there to be learned: create them with requires_grad=True."
    std = float(weight.data.std())
    assert std > 0, "All weights are the same; draw them at random."
    assert abs(float(weight.data.mean())) < 0.01, \
        "The weights must be positive as often as negative, with mean 0; np.random.randn does that."
    assert abs(std - 0.05) < 0.005, \
        f"With 400 inputs the standard deviation must be sqrt(1 / 400) = 0.05, but yours is {std:.3f}."


test_xavier()

# %% test 2 test-xavier-hidden
# Hidden checks (2 points): other sizes, new numbers for every call, repeatable runs.
### BEGIN HIDDEN TESTS
@explained
def test_xavier_hidden():
    """Starting weights are new in every call and repeatable with a seed."""
    # says: a Tensor (in_features, out_features) that requires a gradient
    for size in [(1, 1), (1, 7), (7, 1), (3, 5)]:
        expect_equal(lambda: xavier_weight(*size).shape, size, f"The weights for {size} have a wrong shape.")
    # says: the weights are drawn at random
    np.random.seed(5)
    first = xavier_weight(6, 4).data
    second = xavier_weight(6, 4).data
    assert not np.array_equal(first, second), "Two layers must not start with the same weights."
    assert len(np.unique(first)) > 20, "Every weight must be drawn on its own."
    np.random.seed(5)
    # says: np.random.seed(1) then makes a run repeatable
    assert np.array_equal(first, xavier_weight(6, 4).data), \
        "np.random.seed must make the weights repeatable: draw from np.random, and do not set a seed yourself."
    # says: Set no seed yourself
    seed, seeds = np.random.seed, []
    np.random.seed = seeds.append
    try:
        xavier_weight(6, 4)
    finally:
        np.random.seed = seed
    assert not seeds, "xavier_weight must not call np.random.seed: whoever else draws numbers would get the same again."
    # says: standard deviation sqrt(XAVIER_SCALE_FACTOR / in_features)
    std = float(xavier_weight(10_000, 4).data.std())
    assert abs(std - 0.01) < 0.001, "With 10000 inputs the standard deviation must be sqrt(1 / 10000) = 0.01."


test_xavier_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## The layer

Three things need care.

**Compute with tensors, not with their arrays.** `x.data @ W.data` gives the right numbers, and a dead end: in
Module 05 every operation of your Tensor will remember how to go back, and an operation that NumPy did behind
its back is not remembered. The layer would pass all tests of values and never learn. So write
`x.matmul(self.weight)` and `+`, and never `.data`, in a forward pass.

**List what can be learned.** `parameters()` returns the weight, and the bias if there is one, in this order.
A parameter that is not listed is never trained, without any error message.

**Explain a misfit.** Sooner or later you will feed 128 numbers to a layer that expects 256. The error should
name the layer and say what to change.

A bias starts at zero: the weights differ from each other already, so nothing has to be told apart.

The given helper `whole_number` refuses sizes like 0, -3 or 2.5.
"""

# %% given whole-number
#| export
def whole_number(name, value):
    """Return `value` as an int. Raises ValueError, naming `name`, unless it is a whole number from 1."""
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool) and value >= 1:
        return int(value)
    raise ValueError(f"{name} must be a whole number of at least 1, not {value!r}. Fix: check what was passed.")


# %% solution linear-class
#| export
class Linear(Layer):
    """A linear (fully connected) layer: y = x @ weight + bias.

    weight: a Tensor (in_features, out_features) that requires a gradient, drawn by xavier_weight.
    bias: a Tensor (out_features,) of zeros that requires a gradient, or None with bias=False.
    """

    def __init__(self, in_features, out_features, bias=True):
        """Create the parameters. Raises ValueError unless both sizes are whole numbers of at least 1."""
        self.in_features = whole_number("in_features", in_features)
        self.out_features = whole_number("out_features", out_features)
        # TODO: create self.weight and self.bias.
        # Hint: np.zeros(n) makes n zeros. The bias requires a gradient too. Without bias it is None.
        ### BEGIN SOLUTION
        self.weight = xavier_weight(self.in_features, self.out_features)
        self.bias = Tensor(np.zeros(self.out_features), requires_grad=True) if bias else None
        ### END SOLUTION

    def forward(self, x):
        """Return x @ weight + bias: a Tensor (..., out_features) for a Tensor x (..., in_features).

        The layer stays as it is, and so does x: it keeps nothing of x, and leaves its parameters and their gradients alone.
        Raises TypeError unless x is a Tensor, ValueError when its last length is not in_features.
        """
        # TODO: check the input, then compute with tensors.
        # Steps:
        #   1. If x is not a Tensor, raise TypeError with the name of its type.
        #   2. If the last length of x.shape is not in_features, raise ValueError. The message must contain
        #      the word Linear, x.shape, in_features, and after the word Fix what to do.
        #   3. Multiply with x.matmul(self.weight), and add the bias if there is one.
        # Hint: x.shape[-1:] is () for a single number, where x.shape[-1] would be an IndexError.
        # Shapes: (32, 784) through Linear(784, 10) gives (32, 10); (784,) gives (10,).
        ### BEGIN SOLUTION
        name = f"Linear({self.in_features}, {self.out_features})"
        if not isinstance(x, Tensor):
            raise TypeError(f"{name} needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...).")
        if x.shape[-1:] != (self.in_features,):
            raise ValueError(
                f"{name} cannot take an input of shape {x.shape}. Rule: the last length is the number of "
                f"features, here {self.in_features}. Fix: let the layer before end with {self.in_features} "
                f"outputs, or reshape to (-1, {self.in_features})."
            )
        y = x.matmul(self.weight)
        return y if self.bias is None else y + self.bias
        ### END SOLUTION

    def parameters(self):
        """Return [weight, bias], or [weight] without bias."""
        # TODO: list everything that training may change.
        ### BEGIN SOLUTION
        return [self.weight] if self.bias is None else [self.weight, self.bias]
        ### END SOLUTION


# %% test 3 test-linear-creation
@explained
def test_linear_creation():
    """A new linear layer has a random weight and a bias of zeros (3 points)."""
    np.random.seed(1)
    layer = outcome_of(lambda: Linear(100, 50), "Linear(100, 50) must work; look at __init__.")
    expect_equal(lambda: layer.weight.shape, (100, 50), "weight must have shape (in_features, out_features).")
    assert 0.09 < float(layer.weight.data.std()) < 0.11 and abs(float(layer.weight.data.mean())) < 0.01, \
        "The weight of Linear(100, 50) must have mean 0 and standard deviation 0.1; create it with xavier_weight."
    expect_values(lambda: layer.bias, np.zeros(50), "bias must be a Tensor of out_features zeros, exactly.", atol=0)
    assert layer.weight.requires_grad and layer.bias.requires_grad, \
        "weight and bias must both be created with requires_grad=True."
    expect_equal(lambda: Linear(4, 3, bias=False).bias, None, "With bias=False the bias must be None.")
    expect_values(lambda: Linear(4, 3, bias=np.bool_(True)).bias, np.zeros(3), "A True of NumPy must count as True.")


test_linear_creation()

# %% [markdown]
"""
Work this out by hand before you run the next test. One example with three features goes through a layer with
two outputs:

```
x = [1, 2, 3]

W = [[1, 0],
     [0, 1],
     [1, 1]]          b = [10, 20]

output 0 = 1*1 + 2*0 + 3*1 + 10 = 14
output 1 = 1*0 + 2*1 + 3*1 + 20 = 25
```
"""

# %% test 3 test-linear-forward
@explained
def test_linear_forward():
    """y = x @ W + b (3 points)."""
    layer = Linear(3, 2)
    layer.weight = fixed([[1, 0], [0, 1], [1, 1]], requires_grad=True)
    layer.bias = fixed([10, 20], requires_grad=True)
    expect_values(lambda: layer.forward(fixed([[1, 2, 3]])), [[14, 25]],
                  "The example above must give 14 and 25; check the product, then the bias.")
    expect_values(lambda: layer(fixed([[1, 2, 3], [0, 0, 0], [-1, 2, -3]])), [[14, 25], [10, 20], [6, 19]],
                  "A batch must give one row of outputs per example, with the bias added to every row.")
    layer.bias = None
    expect_values(lambda: layer(Tensor([[1, 2, 3]])), [[4, 5]],
                  "Without a bias the output must be x @ W alone.")


test_linear_forward()

# %% test 2 test-linear-errors
@explained
def test_linear_errors():
    """A misfit is explained in terms of the layer (2 points)."""
    layer = Linear(256, 10)
    expect_error(ValueError, lambda: layer(Tensor(np.ones((32, 128)))), ["Linear", "(32, 128)", "256", "Fix"],
                 "128 features into Linear(256, 10) must raise a ValueError with the name Linear, the shape "
                 "(32, 128), the 256 that is expected, and the word Fix; see step 2.")
    expect_error(TypeError, lambda: layer(np.ones((32, 256))), ["ndarray"],
                 "An array instead of a Tensor must raise a TypeError that names its type; see step 1.")


test_linear_errors()

# %% [markdown]
"""
The next test watches *how* you compute. It feeds in a tensor that writes down each of its operations, and
whose results do the same. If the output does not come from tensor operations, you have found the mistake that
would otherwise wait for you in Module 05.
"""

# %% given watched-tensor
class Watched(Tensor):
    """A Tensor that writes the names of the operations used on it into `log`; its results do the same."""

    def __init__(self, data, log):
        super().__init__(data, requires_grad=True)
        self.log = log


def watch(name):
    """Make Watched write down the operation `name`, then do what Tensor does."""
    original = getattr(Tensor, name)

    def operation(self, *others, **named):
        result = original(self, *others, **named)
        self.log.append(name.strip("_"))
        return Watched(result.data, self.log)

    setattr(Watched, name, operation)


for name in ("matmul", "__matmul__", "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__",
             "__rtruediv__", "__neg__", "__pow__", "__getitem__", "sum", "mean", "max", "reshape", "transpose"):
    watch(name)


def operations_of(layer, array):
    """Return layer(array) and the names of the tensor operations that were used."""
    log = []
    return layer(Watched(array, log)), log


# %% test 3 test-linear-operations
@explained
def test_linear_operations():
    """The forward pass is made of tensor operations (3 points)."""
    layer = Linear(3, 2)
    y, used = outcome_of(lambda: operations_of(layer, np.ones((4, 3))), "layer(x) must return a Tensor.")
    assert "matmul" in used, "The product must be a tensor operation: x.matmul(self.weight), not x.data @ ..."
    assert "add" in used or "radd" in used, \
        "The bias must be added with + between tensors, not inside their arrays."
    assert isinstance(y, Watched), \
        "The result of the last tensor operation must be returned as it is; do not wrap it in a new Tensor."


test_linear_operations()

# %% test 3 test-linear-parameters
@explained
def test_linear_parameters():
    """parameters() lists the tensors themselves (3 points)."""
    layer = locked(Linear(3, 2))
    found = layer.parameters()
    assert isinstance(found, list) and len(found) == 2, \
        "parameters() must return the list [weight, bias]; a parameter left out is never trained."
    assert found[0] is layer.weight and found[1] is layer.bias, \
        "parameters() must list the tensors themselves, weight first: copies would be trained in vain."
    bare = Linear(3, 2, bias=False)
    assert len(bare.parameters()) == 1 and bare.parameters()[0] is bare.weight, \
        "Without a bias, parameters() must be [weight], without a None in it."
    layer.weight = Tensor(np.zeros((3, 2)), requires_grad=True)
    assert layer.parameters()[0] is layer.weight, \
        "parameters() must follow when the weight is replaced; build the list when it is asked for."
    layer.parameters().append(None)
    layer.weight.requires_grad = False
    assert len(layer.parameters()) == 2 and layer.parameters()[0] is layer.weight, \
        "parameters() must make a new list each time, of weight and bias, whether they require a gradient or not."


test_linear_parameters()

# %% test 2 test-linear-hidden
# Hidden checks (2 points): vectors, stacks, batches of no examples, inputs that do not fit.
### BEGIN HIDDEN TESTS
@explained
def test_linear_hidden():
    """A linear layer works on the last dimension, whatever comes before it."""
    np.random.seed(2)
    layer = Linear(4, 3)
    layer.bias = Tensor([1, 2, 3], requires_grad=True)
    # says: a Tensor (..., out_features) for a Tensor x (..., in_features)
    for shape in [(4,), (1, 4), (5, 4), (2, 5, 4), (0, 4)]:
        numbers = np.random.randn(*shape)
        expect_values(lambda: layer(Tensor(numbers)), numbers @ layer.weight.data + layer.bias.data,
                      f"An input of shape {shape} must go through Linear(4, 3) and give x @ W + b.")
    # says: ValueError when its last length is not in_features | the word Linear, x.shape, in_features
    for shape in [(), (3,), (4, 3), (2, 4, 5), (2, 2, 2), (4, 1)]:
        expect_error(ValueError, lambda shape=shape: layer(Tensor(np.ones(shape))), ["Linear", str(shape), "4"],
                     f"An input of shape {shape} must be refused by Linear(4, 3), with the name Linear and both in the message.")
    # says: raise TypeError with the name of its type
    expect_error(TypeError, lambda: layer([1, 2, 3, 4]), ["list"],
                 "A list instead of a Tensor must raise a TypeError that names its type.")
    # says: it keeps nothing of x, and leaves its parameters and their gradients alone | and so does x
    x, waiting = fixed(np.ones((2, 4))), {}
    for name in ("weight", "bias"):
        setattr(layer, name, fixed(getattr(layer, name).data, requires_grad=True))
        waiting[name] = np.ones_like(getattr(layer, name).data)
        waiting[name].flags.writeable = False
        vars(getattr(layer, name)).update(grad=waiting[name])  # as a backward pass will leave it there, from Module 05 on
    kept = {name: list(value) if isinstance(value, list) else value for name, value in vars(layer).items()}
    for _ in range(2):
        outcome_of(lambda: layer(x), "A forward pass must change neither its input nor its weight.")
    assert vars(layer) == kept, "A forward pass must leave the layer as it is: keep nothing of x."
    for name, gradient in waiting.items():
        assert vars(getattr(layer, name))["grad"] is gradient, "A forward pass must leave a gradient that waits for a step alone."


test_linear_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. Dropout

## Learning not to rely on one neighbour

A network with many parameters can learn its training examples by heart, and then fails on others: that is
**overfitting**. **Dropout** makes it harder: while the network learns, each number on its way is set to zero with
probability `p`, anew in every forward pass. The network does not learn `p`; you choose it. Such a setting is a
**hyperparameter**.
Whatever comes after cannot rely on any single number, so it has to use several hints at once.

```
x          [ 3.0   1.0   2.0   4.0 ]
survives     yes   no    yes   no         drawn at random, p = 0.5
output     [ 6.0   0.0   4.0   0.0 ]      survivors times 1 / (1 - p) = 2
```

## Why survivors grow

With `p = 0.5` half of the numbers are missing, so the sums of the next layer would be half as large as later,
when the network is used and nothing is dropped. Multiplying the survivors by `1 / (1 - p)` makes up for it:
on average a number x becomes

```
p * 0 + (1 - p) * x / (1 - p) = x
```

so the next layer sees the same level all the time. Both corner cases need thought: with `p = 0` nothing is to
do, and with `p = 1` everything is dropped and `1 / (1 - p)` does not exist.

## Two switches

Dropout acts only while the network learns. There are two ways to say that it does not:

- `dropout(x, training=False)` for one call;
- `dropout.training = False` for all calls from now on, usually through the network it belongs to.

```diagram
x --> training given as True? -- yes --> self.training True? -- yes --> times mask
                  |                            |
                  no                           no
                  +----------------------------+----------------------> x itself
```

In words: if either switch is off, x leaves as it came; only with both on is it multiplied by the mask.

They work like two light switches in one wire: numbers are dropped only if **both** are on. When dropout does
not act, the output is the input itself, not a copy.

As in Linear, only tensor operations: make a tensor of zeros and scale factors, the **mask**, and multiply.
One product does both the dropping and the scaling. Nobody learns the mask, so it requires no gradient.
"""

# %% solution dropout-class
#| export
class Dropout(Layer):
    """While training, set each number to zero with probability p and scale the others by 1 / (1 - p)."""

    def __init__(self, p=0.5):
        """Keep p. Raises ValueError unless it is a probability."""
        # TODO: keep p as self.p, after checking that it lies between DROPOUT_MIN_PROB and DROPOUT_MAX_PROB.
        # Hint: the message must contain the word "probability" and the value. `not 0 <= p <= 1` also catches
        #   the float nan, for which every comparison is False.
        ### BEGIN SOLUTION
        if not DROPOUT_MIN_PROB <= p <= DROPOUT_MAX_PROB:
            raise ValueError(
                f"Dropout needs a probability from {DROPOUT_MIN_PROB} to {DROPOUT_MAX_PROB}, not {p}. "
                "Fix: 20 percent is 0.2."
            )
        self.p = p
        ### END SOLUTION

    def forward(self, x, training=True):
        """Return x with random numbers dropped, or x itself when not training. Same shape as x."""
        # TODO: decide whether to act; if so, draw a mask and multiply.
        # Steps:
        #   1. Unless both switches are on, `training` and self.training, return x itself. Also for p == 0.
        #   2. Draw one random number per element of x, from np.random as in xavier_weight, so that np.random.seed
        #      makes a run repeatable. An element is kept where its number is below 1 - p.
        #   3. Mask: 0 where dropped, 1 / (1 - p) where kept. With p == 1 nothing is kept.
        #   4. Return x times the mask, as tensors.
        # Hint: np.random.random(shape) draws numbers from 0 to 1. A comparison gives True and False, which
        #   count as 1 and 0 when multiplied.
        # Shapes: x, mask and output all have the same shape.
        ### BEGIN SOLUTION
        if not (training and self.training) or self.p == DROPOUT_MIN_PROB:
            return x
        keep = 1.0 - self.p
        kept = np.random.random(x.shape) < keep
        scale = 1.0 / keep if keep else 0.0
        return x * Tensor(kept * scale)
        ### END SOLUTION


# %% test 3 test-dropout-training
@explained
def test_dropout_training():
    """While training, some numbers are dropped and the others are scaled (3 points)."""
    np.random.seed(7)
    numbers = np.tile([3.0, -3.0], (20, 50, 10))
    x, dropout = fixed(numbers), outcome_of(lambda: Dropout(0.25), "Dropout(0.25) must work.")
    y = outcome_of(lambda: dropout(x), "Dropout(0.25)(x) must return a Tensor.")
    assert isinstance(y, Tensor) and y.shape == x.shape, "The output must be a Tensor of the shape of x."
    dropped = float((y.data == 0).mean())
    assert abs(dropped - 0.25) < 0.02, \
        f"With p = 0.25 about 25 % of the numbers must become 0, but {dropped:.0%} did; compare with 1 - p."
    assert np.allclose(y.data[y.data != 0], numbers[y.data != 0] / 0.75), \
        "A survivor of 3.0 must become 3.0 / (1 - 0.25) = 4.0; scale the survivors by 1 / (1 - p)."
    for axis in range(3):
        assert not np.array_equal(y.data == 0, np.roll(y.data == 0, 1, axis)), \
            f"Every number needs its own draw, but along axis {axis} the same were dropped; the mask has the shape of x."
    assert not np.array_equal(y.data, dropout(x).data), "Every call must draw a new mask."
    dropped = float((Dropout(0.8)(x).data == 0).mean())
    assert abs(dropped - 0.8) < 0.02, f"With p = 0.8 about 80 % must become 0, but {dropped:.0%} did; p is the share that goes."
    dropout.p = 0.5
    changed = np.abs(dropout(x).data)
    assert np.allclose(changed[changed != 0], 6.0), "After dropout.p = 0.5 survivors must grow by 2: compute the scale from self.p in forward."


test_dropout_training()

# %% test 3 test-dropout-inference
@explained
def test_dropout_inference():
    """When the network is used, nothing is dropped (3 points)."""
    x, dropout = Tensor(np.ones((20, 20))), Dropout(0.5)
    expect_equal(lambda: dropout(x, training=False) is x, True,
                 "dropout(x, training=False) must return x itself, unscaled.")
    advice = "training=False is for one call: the next one must drop numbers again."
    assert (outcome_of(lambda: dropout(x), advice).data == 0).any(), advice
    dropout.training = False
    expect_equal(lambda: dropout(x) is x, True,
                 "After dropout.training = False nothing may be dropped; ask self.training in forward.")
    expect_equal(lambda: dropout(x, training=True) is x, True,
                 "Both switches must be on before anything is dropped; here self.training is off.")
    expect_equal(dropout.parameters, [], "Dropout has nothing to learn: its list of parameters is empty.")


test_dropout_inference()

# %% test 2 test-dropout-probability
@explained
def test_dropout_probability():
    """p is a probability, with 0 and 1 allowed (2 points)."""
    x = Tensor([[1, 2], [3, 4]])
    expect_equal(lambda: Dropout().p, 0.5, "Without an argument p must be 0.5.")
    expect_equal(lambda: Dropout(0.0)(x) is x, True, "With p = 0 the input itself must come back.")
    expect_values(lambda: Dropout(1.0)(x), np.zeros((2, 2)),
                  "With p = 1 everything must be 0, without a division by zero.")
    for bad in (-0.1, 1.5, 20):
        expect_error(ValueError, lambda bad=bad: Dropout(bad), ["probability", str(bad)],
                     f"Dropout({bad}) must raise a ValueError with the word probability and the value.")


test_dropout_probability()

# %% test 2 test-dropout-hidden
# Hidden checks (2 points): tensor operations, gradients that stay required, odd shapes, repeatable runs.
### BEGIN HIDDEN TESTS
@explained
def test_dropout_hidden():
    """Dropout is a tensor operation like any other."""
    # says: only tensor operations
    y, used = outcome_of(lambda: operations_of(Dropout(0.5), np.ones((4, 3))), "dropout(x) must work.")
    assert isinstance(y, Watched) and used, \
        "The output must come from tensor operations, such as x times a mask tensor; see step 4."
    # says: it requires no gradient
    assert not Dropout(0.5)(Tensor(np.ones((2, 4)))).requires_grad, "The mask must not require a gradient."
    # says: Same shape as x
    for shape in [(), (0, 3), (2, 3, 4)]:
        expect_equal(lambda: Dropout(0.5)(Tensor(np.ones(shape))).shape, shape,
                     f"An input of shape {shape} must keep its shape.")
    # says: so that np.random.seed makes a run repeatable
    np.random.seed(4)
    first = Dropout(0.5)(Tensor(np.ones(50))).data
    np.random.seed(4)
    assert np.array_equal(first, Dropout(0.5)(Tensor(np.ones(50))).data), \
        "np.random.seed must make dropout repeatable: draw from np.random, and do not set a seed yourself."
    # says: also catches the float nan
    expect_error(ValueError, lambda: Dropout(float("nan")), ["probability"],
                 "nan is not a probability; Dropout must refuse it.")


test_dropout_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. Sequential

## A chain is a layer too

Most networks are chains: the output of one layer is the input of the next.

```
model = Sequential(Linear(784, 256), ReLU(), Dropout(0.5), Linear(256, 10))

(32, 784)  Linear  (32, 256)  ReLU  (32, 256)  Dropout  (32, 256)  Linear  (32, 10)
```

What x passes, and what `parameters()` collects:

```diagram
        +------------------- Sequential -------------------+
x ----> | Linear ----> ReLU ----> Dropout ----> Linear     | ----> scores
        |   |                                     |        |
        | weight, bias                       weight, bias  |
        +---|-------------------------------------|--------+
            +----------> parameters() <-----------+
```

In words: x passes the four layers in order, and `parameters()` of the chain lists weight and bias of its first and last layer.

`Sequential` is itself a Layer: it can be called, it has parameters, its training switch reaches every layer inside, however
deep, and it can be a link in another chain. A
list of layers is accepted as well: `Sequential([a, b])` is `Sequential(a, b)`.

Your activations from Module 02 are not Layers, but they can be called and have `parameters()`, and that is
all a chain needs. Python asks what an object *can do*, not what it *is*.

One corner case: the same layer may stand in a chain **twice**, so that two steps share their weights. It has
its parameters only once. If `parameters()` listed them twice, training would change them twice per step.
"""

# %% solution sequential-class
#| export
class Sequential(Layer):
    """A chain of layers: the output of each is the input of the next. `layers` is their list."""

    def __init__(self, *layers):
        """Keep the layers. Raises TypeError for anything that has no forward pass."""
        # TODO: store all layers as a new list in self.layers.
        # Hint: Sequential([a, b]) arrives as layers == ([a, b],): unpack a single list or tuple.
        ### BEGIN SOLUTION
        if len(layers) == 1 and isinstance(layers[0], (list, tuple)):
            (layers,) = layers
        self.layers = list(layers)
        ### END SOLUTION
        for place, layer in enumerate(self.layers):
            if isinstance(layer, type):
                raise TypeError(f"Sequential got the class {layer.__name__} at place {place}. "
                                f"Fix: create a layer first: {layer.__name__}(...).")
            if not hasattr(layer, "forward"):
                raise TypeError(f"Sequential got {type(layer).__name__} at place {place}, which has no "
                                "forward(x). Fix: pass layers and activations only.")

    def forward(self, x):
        """Return the output of the last layer. Without layers that is x."""
        # TODO: send x through all layers, in order.
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = layer(x)
        return x
        ### END SOLUTION

    def parameters(self):
        """Return the parameters of all layers in order, each tensor once."""
        # TODO: collect what the layers list, and leave out what is already there.
        # Hint: ask "is it the same object?" with `is`, or by id(...). Two different tensors may well hold the
        #   same numbers.
        ### BEGIN SOLUTION
        once = {id(parameter): parameter for layer in self.layers for parameter in layer.parameters()}
        return list(once.values())
        ### END SOLUTION


# %% test 4 test-sequential
@explained
def test_sequential():
    """A chain sends its input through all layers in order (4 points)."""
    first, second = Linear(2, 2), Linear(2, 1)
    first.weight, first.bias = Tensor([[1, -1], [1, -1]]), Tensor([1, 0])
    second.weight, second.bias = Tensor([[1], [10]]), Tensor([100])
    x = Tensor([[1, 2], [-1, -2]])
    expect_values(lambda: Sequential(first)(x), [[4, -3], [-2, 3]],
                  "A chain of one layer must do what the layer does.")
    model = Sequential(first, ReLU(), second)
    expect_values(lambda: model(x), [[104], [130]],
                  "Linear, ReLU, Linear must be applied one after the other, in this order.")
    expect_values(lambda: Sequential([first, ReLU(), second])(x), [[104], [130]],
                  "Sequential([a, b]) must be the same as Sequential(a, b); unpack a single list.")
    expect_values(lambda: Sequential(Sequential(first, ReLU()), second)(x), [[104], [130]],
                  "A chain must work as a link of another chain.")
    expect_values(lambda: model(x), [[104], [130]], "A second call must give the same result.")
    expect_values(lambda: Sequential(first, first)(x), [[2, -1], [2, -1]], "A layer that stands twice in a chain must be applied twice.")
    inner = Sequential(first, ReLU())
    assert outcome_of(lambda: Sequential(inner, second).layers, "layers must be a list.")[0] is inner, \
        "layers must hold what was given: a chain inside stays one link."


test_sequential()

# %% test 2 test-sequential-parameters
@explained
def test_sequential_parameters():
    """A chain lists the parameters of all its layers (2 points)."""
    a, b = Linear(4, 3), Linear(3, 2, bias=False)
    expected = [a.weight, a.bias, b.weight]
    for model in (Sequential(a, ReLU(), Dropout(0.5), b), Sequential(Sequential(a, Tanh()), b)):
        found = outcome_of(model.parameters, "parameters() of a chain must return a list.")
        assert isinstance(found, list) and len(found) == 3, \
            "The chain must list weight and bias of its first layer and the weight of the second."
        assert all(one is other for one, other in zip(found, expected)), \
            "The chain must list the tensors of its layers themselves, in the order of the layers."
        locked(model).parameters()

    class Scale(Layer):
        factor = Tensor(2.0, requires_grad=True)

        def parameters(self):
            return [self.factor]

    assert [id(each) for each in outcome_of(Sequential(a, Scale()).parameters, "A layer of your own must work in a chain.")] == [
        id(a.weight), id(a.bias), id(Scale.factor)], "The chain must ask every layer for its parameters(), also one of another class."


test_sequential_parameters()

# %% test 2 test-sequential-hidden
# Hidden checks (2 points): empty chains, shared layers, the training switch, the caller's list.
### BEGIN HIDDEN TESTS
@explained
def test_sequential_hidden():
    """Chains keep to the rules in corner cases too."""
    x = Tensor(np.ones((2, 3)))
    # says: Without layers that is x
    expect_equal(lambda: Sequential()(x) is x, True, "A chain without layers must return its input.")
    # says: unpack a single list or tuple
    expect_values(lambda: Sequential((ReLU(),))(x), np.ones((2, 3)), "A tuple of layers must be unpacked too.")
    shared, twin = Linear(3, 3), Linear(3, 3)
    twin.weight.data[...] = shared.weight.data
    # says: It has its parameters only once
    expect_equal(lambda: len(Sequential(shared, ReLU(), shared).parameters()), 2,
                 "A layer that is used twice must have its parameters listed once.")
    # says: Return the parameters of all layers in order, each tensor once
    tied, other = Linear(3, 3), Linear(3, 3)
    tied.weight = other.weight
    expect_equal(lambda: len(Sequential(other, ReLU(), tied).parameters()), 3,
                 "A weight that two layers share must be listed once; ask of each tensor whether it is there already.")
    # says: Two different tensors may well hold the same numbers
    expect_equal(lambda: len(Sequential(shared, twin).parameters()), 4,
                 "Two layers with equal numbers are still two layers; compare tensors with `is`.")
    # says: store all layers as a new list in self.layers
    parts = [shared]
    model = Sequential(parts)
    parts.append(twin)
    expect_equal(lambda: len(model.layers), 1, "A chain must keep a list of its own, not the caller's.")
    # says: its training switch reaches every layer inside, however deep
    deep = Sequential(Linear(3, 50), Sequential(ReLU(), Dropout(0.5)))
    deep.training = False
    assert np.array_equal(deep(x).data, deep(x).data), \
        "After model.training = False no dropout inside may act, however deep it sits."
    # says: unpack a single list or tuple
    expect_error(TypeError, lambda: Sequential([ReLU()], ReLU()), ["list"],
                 "A list beside other layers is no layer: unpack it only where it is the one argument.")


test_sequential_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. Count before you run

You can know what a network costs from its sizes alone. Three numbers matter:

```
parameters     in * out + out for each Linear with bias          fixed, whatever the batch
activations    batch * out for each layer's output               grow with the batch
arithmetic     2 * batch * in * out for each Linear              grows with the batch
```

**Arithmetic** is counted in FLOPs, floating point operations. An output of a Linear takes `in` multiplications
and `in` additions (the last of them adds the bias), so 2 * in operations for each of batch * out outputs. Mind
that some books count a multiplication and its addition as one.

**Activations** are the outputs of the layers. A network that is only used may throw each away as soon as the
next is computed. A network that learns must keep them all: you will see in Module 05 what for.

Write the three counts down. The functions of this part are for you, not for the package.
"""

# %% solution count-parameters
def count_parameters(layer):
    """Return how many numbers training may change in `layer`: an int."""
    # TODO: add up the sizes of all parameters.
    ### BEGIN SOLUTION
    return sum(parameter.size for parameter in layer.parameters())
    ### END SOLUTION


# %% test 2 test-count-parameters
@explained
def test_count_parameters():
    """Parameters are counted in numbers, not in tensors (2 points)."""
    expect_equal(lambda: count_parameters(locked(Linear(784, 256))), 200_960,
                 "Linear(784, 256) has 784 * 256 weights and 256 biases: 200960 numbers.")
    expect_equal(lambda: count_parameters(Linear(784, 256, bias=False)), 200_704,
                 "Without bias, Linear(784, 256) has 784 * 256 = 200704 numbers.")
    expect_equal(lambda: count_parameters(locked(Sequential(Linear(2, 3), ReLU(), Dropout(0.5), Linear(3, 1)))), 13,
                 "A chain has the parameters of all its layers: 2 * 3 + 3 and 3 * 1 + 1.")

    class Odd(Layer):
        def parameters(self):
            return [Tensor(1.0), Tensor(np.ones((2, 3, 4)))]

    expect_equal(lambda: count_parameters(Odd()), 25, "Parameters of any rank count: shape () has 1 number, (2, 3, 4) has 24.")


test_count_parameters()

# %% solution count-costs
def linear_flops(batch, in_features, out_features):
    """Return the floating point operations of one forward pass through a Linear with bias: an int."""
    # TODO: count multiplications and additions of all outputs.
    ### BEGIN SOLUTION
    return 2 * batch * in_features * out_features
    ### END SOLUTION


def activation_bytes(model, x):
    """Return how many bytes the outputs of all layers of the Sequential `model` take for the input x."""
    # TODO: send x through model.layers one by one and add up what the outputs take. x itself does not count.
    # Hint: your Tensor has memory_footprint().
    ### BEGIN SOLUTION
    total = 0
    for layer in model.layers:
        x = layer(x)
        total += x.memory_footprint()
    return total
    ### END SOLUTION


# %% test 2 test-costs
@explained
def test_costs():
    """Arithmetic and activation memory follow from the sizes (2 points)."""
    expect_equal(lambda: linear_flops(1, 784, 10), 15_680,
                 "One example through Linear(784, 10): 10 outputs of 784 multiplications and 784 additions.")
    expect_equal(lambda: linear_flops(32, 784, 256), 12_845_056,
                 "32 examples through Linear(784, 256) must be 2 * 32 * 784 * 256 operations.")
    model = locked(Sequential(Linear(784, 256), ReLU(), Linear(256, 10)))
    x = fixed(np.zeros((32, 784)))
    expect_equal(lambda: activation_bytes(model, x), 66_816,
                 "32 examples give outputs of 256, 256 and 10 numbers each: 32 * 522 * 4 = 66816 bytes.")
    expect_equal(lambda: activation_bytes(Sequential(Linear(4, 3)), Tensor(np.zeros((2, 5, 4)))), 120,
                 "Ask the outputs themselves: an input (2, 5, 4) through Linear(4, 3) gives 2 * 5 * 3 numbers.")


test_costs()

# %% [markdown]
"""
## Count by doing

A formula is a claim. To see every operation happen, compute a layer once with three loops, over the examples, the outputs and
the inputs, and inside them multiply one weight by one input. Start each output with its bias, so that the additions are as many
as the multiplications, and count both as they happen. This is what `x.matmul(weight) + bias` does for you in compiled code.
"""

# %% solution linear-loops
def linear_loops(x, weight, bias):
    """Return (y, operations): x @ weight + bias by three loops, a Tensor (N, out), and an int, what that took.

    x: a Tensor (N, in). weight: a Tensor (in, out). bias: a Tensor (out,). Each operation takes two single numbers, read in
    loops of any style. NumPy computes nothing on a whole array, row or column here: the test refuses it.
    """
    # TODO: fill a table of outputs one number at a time, and count.
    # Steps:
    #   1. For each example i and each output j, begin with the number of the bias.
    #   2. For each input k, multiply x[i, k] by weight[k, j] and add the product: that counts as 2 operations.
    #   3. Return the table as a Tensor, and the count.
    # Hint: start from np.zeros((examples, outputs), dtype=np.float32); index the arrays x.data, weight.data and bias.data.
    # Shapes: (2, 3), (3, 4) and (4,) give (2, 4), and 2 * 2 * 3 * 4 = 48 operations.
    ### BEGIN SOLUTION
    examples, inputs = x.data.shape
    outputs = weight.data.shape[1]
    y, operations = np.zeros((examples, outputs), dtype=np.float32), 0
    for i in range(examples):
        for j in range(outputs):
            y[i, j] = bias.data[j]
            for k in range(inputs):
                y[i, j] += x.data[i, k] * weight.data[k, j]
                operations += 2
    return Tensor(y), operations
    ### END SOLUTION


# %% test 2 test-linear-loops
@explained
def test_linear_loops():
    """Three loops give the outputs of a layer, and their operations are counted (2 points)."""
    weight, bias = by_hand([[1, 0], [0, 1], [1, 1]]), by_hand([10, 20])
    for rows, expected, operations in [([[1, 2, 3], [-1, 0, 2]], [[14, 25], [11, 22]], 24), ([[0, -1, 0.5]], [[10.5, 19.5]], 12)]:
        result = outcome_of(lambda: linear_loops(by_hand(rows), weight, bias), "linear_loops must work for small tables.")
        assert isinstance(result, tuple) and len(result) == 2, "linear_loops must return two things: outputs and operations."
        expect_values(lambda: result[0], expected,
                      "Each output is its bias plus every input times its weight; see steps 1 and 2.")
        expect_equal(lambda: result[1], operations,
                     f"{len(rows)} examples, 3 inputs and 2 outputs take {operations} operations: 2 in the innermost loop.")


test_linear_loops()

# %% [markdown]
"""
Does the formula hold? Both columns must agree, whatever the sizes.
"""

# %%
print("batch    in   out   counted   linear_flops")
for batch, inputs, outputs in [(1, 8, 4), (4, 8, 4), (4, 16, 4), (4, 16, 10)]:
    layer = Linear(inputs, outputs)
    _, counted = linear_loops(Tensor(np.ones((batch, inputs))), layer.weight, layer.bias)
    print(f"{batch:5d} {inputs:5d} {outputs:5d} {counted:9,d} {linear_flops(batch, inputs, outputs):14,d}")

# %% [markdown]
"""
# Part 6. Putting it together

A network that will read digits, not yet trained: 784 pixels in, 10 scores out. It is an ordinary class that
inherits from Layer and contains chains. Note how little it says.
"""

# %%
class DigitNetwork(Layer):
    """Scores for ten digits from 28 x 28 pixels."""

    def __init__(self):
        self.body = Sequential(
            Linear(784, 256), ReLU(), Dropout(0.5),
            Linear(256, 128), ReLU(), Dropout(0.3),
        )
        self.head = Linear(128, 10)

    def forward(self, x):
        return self.head(self.body(x.reshape(-1, 784)))

    def parameters(self):
        return self.body.parameters() + self.head.parameters()


# %% test 1 test-digit-network
@explained
def test_digit_network():
    """Tensors, activations and layers work as one network (1 point)."""
    np.random.seed(0)
    network = locked(DigitNetwork())
    pictures = Tensor(np.random.randn(5, 28, 28))
    outcome_of(lambda: network(pictures), "The network must accept five pictures.")
    expect_equal(lambda: count_parameters(network), 235_146,
                 "784 to 256 to 128 to 10 must have 235146 parameters; check parameters() of every layer.")
    network.training = False
    expect_values(lambda: network(pictures), outcome_of(lambda: network(pictures).data, "It must run twice."),
                  "With network.training = False two passes must give the same scores.")


test_digit_network()

# %% [markdown]
"""
# Part 7. Measure

The cells below measure *your* layers on *this* machine. Run them more than once and change the sizes. Nothing
here is graded, but you need the results for the reflection.
"""

# %%
import time
import tracemalloc


#| include measuring: best_seconds, allocated_bytes


# %% [markdown]
"""
## Measurement 1: parameters against activations

The network 784, 256, 128, 10 with ReLU in between. `parameters` and `activations` are your counts in bytes;
`measured` is what Python set aside while all outputs were kept. Where do the two kinds of memory cross?
"""

# %%
np.random.seed(0)
mlp = Sequential(Linear(784, 256), ReLU(), Linear(256, 128), ReLU(), Linear(128, 10))


def keep_all_outputs(model, x):
    """Return the outputs of all layers, as training has to."""
    outputs = []
    for layer in model.layers:
        x = layer(x)
        outputs.append(x)
    return outputs


print("batch    parameters   activations      measured        FLOPs")
for batch in (1, 32, 256, 1024):
    x = Tensor(np.zeros((batch, 784)))
    keep_all_outputs(mlp, x)
    measured = allocated_bytes(lambda: keep_all_outputs(mlp, x))
    flops = sum(linear_flops(batch, one.in_features, one.out_features) for one in mlp.layers[::2])
    planned = f"{4 * count_parameters(mlp):13,d} {activation_bytes(mlp, x):13,d}"
    print(f"{batch:5d} {planned} {measured:13,d} {flops:12,d}")

# %% [markdown]
"""
## Measurement 2: one example or many?

The same layer, different batches. Time per example should be the same if only the arithmetic counted. It is
not. Look at the last two columns.
"""

# %%
layer = Linear(784, 256)
print("batch   time per batch   time per example   operations per second")
for batch in (1, 8, 64, 512):
    x = Tensor(np.ones((batch, 784)))
    seconds = best_seconds(lambda: layer(x), repeats=20 if batch < 64 else 5)
    rate = linear_flops(batch, 784, 256) / seconds
    print(f"{batch:5d} {seconds * 1e6:13,.1f} us {seconds / batch * 1e6:15,.2f} us {rate / 1e9:18,.2f} billion")

# %% [markdown]
"""
## Measurement 3: starting values, twenty layers deep

Numbers with standard deviation (std) 1 go through twenty layers of width 128. Each column uses another one for the weights.
The last column has that of Xavier and a ReLU after every layer.
"""

# %%
def sizes_through(std, depth, activation=None):
    """Return the typical size of the numbers after each layer, for weights of the given standard deviation."""
    x, sizes = Tensor(np.random.randn(64, 128)), []
    for _ in range(depth):
        layer = Linear(128, 128, bias=False)
        layer.weight = Tensor(np.random.randn(128, 128) * std)
        x = layer(x) if activation is None else activation(layer(x))
        # As float64, because the square of a very large float32 number does not fit into float32.
        sizes.append(float(np.sqrt((x.data.astype(np.float64) ** 2).mean())))
    return sizes


np.random.seed(0)
columns = [sizes_through(0.01, 20), sizes_through(1.0, 20), sizes_through(np.sqrt(1 / 128), 20),
           sizes_through(np.sqrt(1 / 128), 20, ReLU())]
print("layer       std 0.01        std 1.0         Xavier  Xavier + ReLU")
for depth in (1, 2, 5, 10, 20):
    print(f"{depth:5d}" + "".join(f"{column[depth - 1]:15.3g}" for column in columns))

# %% [markdown]
"""
## Measurement 4: what scaling does for dropout

Ten thousand ones go through dropout. The average should stay 1, because that is what the next layer sees when
dropout is off. Look also at the last column: how far single numbers lie from the average.
"""

# %%
ones = Tensor(np.ones(10_000))
print("  p   average, scaled   average, not scaled      std, scaled")
for p in (0.1, 0.5, 0.9):
    output = Dropout(p)(ones).data
    print(f"{p:.1f} {output.mean():17.3f} {(output != 0).mean():21.3f} {output.std():16.3f}")

# %% [markdown]
"""
## Measurement 5: your loops against compiled code

The same layer, the same number of operations. What do your loops pay for each, compared with `Linear`?
"""

# %%
layer = Linear(64, 16)
print("batch   operations        loops       Linear   loops / Linear")
for batch in (1, 4, 16):
    x = Tensor(np.ones((batch, 64)))
    slow = best_seconds(lambda: linear_loops(x, layer.weight, layer.bias), repeats=2)
    fast = best_seconds(lambda: layer(x), repeats=10)
    print(f"{batch:5d} {linear_flops(batch, 64, 16):12,d} {slow * 1e3:9.2f} ms {fast * 1e3:9.4f} ms {slow / fast:16,.0f}")

# %% [markdown]
"""
# Part 8. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| Linear(256, 10) cannot take an input of shape (32, 128) | the layer before ends with 128 features | make out_features of one layer the in_features of the next |
| Linear needs a Tensor, not ndarray | data was not wrapped | `Tensor(array)` |
| results differ from call to call while testing | dropout still acts | `model.training = False`, or `training=False` in the call |
| the network is good on training data and bad in use | dropout still acts when it should not | the same |
| training changes nothing, or only some layers | a layer is missing in `parameters()` | print `len(model.parameters())` and count by hand |
| gradients are missing in Module 05 | a forward pass computed with `.data` | use tensor operations only |
| numbers grow to inf or shrink to 0 in deep networks | starting values are too large or too small | use the Xavier rule; print `x.data.std()` after each layer |
| all outputs of a layer are the same | weights started with the same value | draw them at random |
| Sequential got the class ReLU | the brackets are missing | `ReLU()` |
| NotImplementedError: ... has no forward(x) | a class of your own lacks forward, or it is misspelt | define `forward(self, x)` |
"""

# %% [markdown]
"""
# Part 9. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `from tinytorch.core.layers import Linear, Dropout, Sequential` | `from torch.nn import Linear, Dropout, Sequential` |
| `layer = Linear(784, 256)` | `layer = Linear(784, 256)` |
| `model = Sequential(Linear(784, 256), ReLU(), Dropout(0.5))` | `model = Sequential(Linear(784, 256), ReLU(), Dropout(0.5))` |
| `y = model(x)` | `y = model(x)` |
| `model.parameters()`, a list | `model.parameters()`, a generator |
| `model.training = False` | `model.eval()` |
| `dropout(x, training=False)` | `torch.nn.functional.dropout(x, p, training=False)` |

And below the surface:

| | yours | PyTorch |
|---|---|---|
| shape of the weight | (in, out), computes `x @ W` | (out, in), computes `x @ W.T` |
| starting weights | normal, std sqrt(1 / in) | uniform from -sqrt(1 / in) to sqrt(1 / in) |
| starting bias | zeros | uniform, the same range |
| finding parameters | each layer lists its own | found automatically in the attributes |
| dropout | mask and scale while training | the same |
| kinds of layers | 3 | more than 100 |

The **layout** of the weight is a choice. With (in, out) the code reads like the formula. With (out, in) each
output's weights lie next to each other in memory. Since a transpose is a view, the other layout costs no copy,
only another order of reading. When you move weights from one framework to the other, transpose them.
"""

# %%
x = Tensor(np.ones((64, 784)))
in_out, out_in = xavier_weight(784, 256), xavier_weight(256, 784)
for name, action in [("weight (in, out):  x @ W            ", lambda: x @ in_out),
                     ("weight (out, in):  x @ W.transpose()", lambda: x @ out_in.transpose())]:
    print(f"{name} {best_seconds(action, repeats=10) * 1e6:10,.1f} us")

# %% [markdown]
"""
# Part 10. Check your understanding

Answer first, then open the answer.

**1. Parameters.** How many parameters has `Linear(784, 256)`? And `Linear(784, 512)`?

<details><summary>Answer 1</summary>

784 * 256 + 256 = 200,960, and 784 * 512 + 512 = 401,920. Twice the outputs, twice the parameters: the count
is linear in the width. In bytes: 803,840 and 1,607,680.

</details>

**2. A whole network.** What do 784, 256, 128, 10 take: parameters, and activations for a batch of 32 (inputs
and the outputs of the three Linears)?

<details><summary>Answer 2</summary>

200,960 + 32,896 + 1,290 = 235,146 parameters, 940,584 bytes. Inputs and outputs: 32 * (784 + 256 + 128 + 10)
= 37,696 numbers, 150,784 bytes. With ReLU in between, another 32 * (256 + 128) numbers, 49,152 bytes.

</details>

**3. Dropout.** What would happen without the factor 1 / (1 - p)?

<details><summary>Answer 3</summary>

With p = 0.5 the sums in the next layer would be half as large during training as in use. The network would
learn weights for the small sums and then see twice as much: its outputs are off, although no line of code
fails. Scaling in training keeps the level equal, and costs nothing when the network is used.

</details>

**4. Where the time goes.** Compare the product and the bias of `Linear(784, 256)` for a batch of 32.

<details><summary>Answer 4</summary>

The product takes 32 * 784 * 256 = 6,422,528 multiplications, the bias 32 * 256 = 8,192 additions: a factor of
784, the number of inputs. That is why so much work goes into fast matrix products and so little into adding.

</details>

**5. Starting values.** Why not start with zeros? Why not with 0.5 everywhere?

<details><summary>Answer 5</summary>

In both cases all columns of the weight are equal, so all outputs are equal, and training treats them equally.
They never become different. Random values break the tie; the standard deviation keeps numbers from growing or shrinking.
For the bias zero is fine, because the weights already differ.

</details>

**6. Batches.** Your Measurement 2 shows more operations per second for a larger batch. Why? What is the price?

<details><summary>Answer 6</summary>

Each call has fixed costs: Python, NumPy, creating the result. One call for 64 examples pays them once. And for
a single example every weight is fetched from memory for one multiplication; with 64 examples it is used 64
times once it is there. The price is memory for activations, and waiting: the first example is finished only
when the whole batch is.

</details>
"""

# %% [markdown]
"""
# Part 11. Reflect

Two questions in your own words, 6 points each, read by a person: a few clear sentences with numbers. Each answer is
graded by the four criteria of Module 01: clear, correct under pressure, cost, memory. The question says which of them
counts most.
"""

# %% [markdown]
"""
**Question 1 (6 points, 3 of them for memory): plan a network.** Colour pictures of 32 x 32 pixels (3,072 numbers) go through
Linear(3072, 1024), ReLU, Linear(1024, 256), ReLU, Linear(256, 10), in batches of 128. How much memory do
parameters and activations take, and how many operations does one forward pass need? Which layer dominates
what? At which batch size do the activations overtake the parameters, and when does that answer change?
"""

# %% [markdown] answer 6 reflect-plan
"""
### BEGIN SOLUTION
The first layer dominates parameters and arithmetic; at a batch of 128 the parameters take ten times the memory
of the activations. Parameters: 3,146,752 + 262,400 + 2,570 = 3,411,722 numbers, 13,646,888 bytes, whatever the
batch. Activations: 1,024 + 1,024 + 256 + 256 + 10 = 2,570 numbers per picture, 10,280 bytes, times 128 =
1,315,840 bytes; the input takes another 1,572,864. Arithmetic: 2 * 128 * (3,145,728 + 262,144 + 2,560) =
873,070,592 operations, 92 percent of them in the first layer, growing linearly with the batch. Activations
overtake at 13,646,888 / 10,280, about 1,328 pictures. In use, each output can be released once the next one is
there, so the crossing comes later; while training all are kept, and gradients will need memory as well.

**Rubric** (memory 3 points, the others 1 each). Clear: says which layer or which memory dominates before the numbers. Correct under
pressure: names a condition under which the crossing moves (use against training, other widths, ReLU counted or
not). Cost: about 873 million operations (or half, if a multiplication and its addition count as one and that is
said), linear in the batch. Memory: both kinds in bytes, about 13.6 MB and 1.3 MB, and the crossing near 1,300.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): explain your measurement.** Use the table of Measurement 3 from your own run, and
quote its numbers. By what factor does the size change per layer in each column, and which factor does the
formula predict? Why does the last column shrink although it uses the Xavier standard deviation, and what would you change?
What do the starting values cost in time and memory?
"""

# %% [markdown] answer 6 reflect-starting-values
"""
### BEGIN SOLUTION
The factor per layer is std * sqrt(128), because an output is a sum of 128 products and squares of standard deviations
add up: 0.113 for 0.01, 11.3 for 1.0, and 1 for Xavier (the answer quotes the run: after 20 layers about 1e-19,
about 1e21 and near 1). With ReLU about half of the sums become 0, so the mean square halves and the size
shrinks by sqrt(1 / 2) = 0.71 per layer, to about 0.001 after 20. A standard deviation of sqrt(2 / in_features) makes up for
it. Limits: the formula needs independent inputs with mean 0, and a narrow layer scatters more around it; with
0.01 a few layers more and float32 has only zeros, with 1.0 inf comes after about 36 layers. Cost: in * out
random numbers, drawn once, linear in the number of weights and small against one epoch of training. Memory: the
same 65,536 bytes per layer whatever the standard deviation; for a moment the float64 draw takes twice that.

**Rubric** (cost 3 points, the others 1 each). Clear: quotes the student's own numbers and names the factor for each column.
Correct under pressure: explains the ReLU column by the lost half, or names a limit of the formula. Cost: says
how often and how many numbers are drawn. Memory: the standard deviation does not change it; gives bytes per layer or for
the network.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

You have linear layers with sensible starting values, dropout with its two switches, and chains of both, and
you can plan the cost of a network on paper. Export it, and it becomes `tinytorch/core/layers.py`:

```
tito module complete 03
```

#| terms

**Next: Module 04, Losses.** Your network gives scores, and at the moment they are nonsense. To improve them,
something has to say *how* wrong they are, in one number.

## To read on

- Glorot and Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*,
  AISTATS. The starting values of this module.
- He and others (2015), *Delving Deep into Rectifiers*, ICCV. The factor 2 for ReLU.
- Srivastava and others (2014), *Dropout: A Simple Way to Prevent Neural Networks from Overfitting*, JMLR 15.
- Goodfellow, Bengio, Courville (2016), *Deep Learning*, chapter 6. Feedforward networks as a whole.
"""
