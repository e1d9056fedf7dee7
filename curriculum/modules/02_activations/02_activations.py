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
# Module 02: Activations

#| facts

A tower of sums and products, however tall, is no stronger than a single step. You build what changes that: five small
functions that bend numbers, the **activations** or **activation functions**. Three of them are one line of mathematics
that fails on a computer when it is written down naively, so this module is also about computing with numbers that
become too large.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites: Module 01 Tensor. You need your Tensor class, broadcasting, and reductions with keepdims.
    |
    v
Focus of this module: ReLU, Sigmoid, Tanh, GELU and Softmax, each safe for very large and very small numbers.
    |
    v
Unlocks:
    Module 03 Layers        every layer is followed by one of your functions
    Module 04 Losses        compares the probabilities that you make here with the truth
    Module 05 Autograd      asks how steep each of your curves is
    Module 12 Attention     turns scores into weights with your Softmax
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **show** why layers without an activation between them collapse into one layer;
2. **implement** five activations, for tensors of any shape;
3. **find** the inputs on which a formula overflows, and rewrite the formula so that it does not;
4. **measure** what each activation costs in time and memory;
5. **choose** an activation for a hidden layer and for an output, and give the reason.

What you will *not* build yet: gradients (Module 05), activations with weights of their own, and the dozens
of variants that production frameworks offer.

## How this notebook works

As in Module 01. Warnings count as failures in the tests, because a function that prints "overflow" works by luck. The
cells that begin with `#| export` become your own file `tinytorch/core/activations.py`.
"""

# %% [markdown]
"""
## Setup

Besides NumPy you use what you built: the class `Tensor`, the helper `make_result` that wraps an array and
passes `requires_grad` on, and `reduced_size`, which refuses a dimension that does not exist.
"""

# %%
#| default_exp core.activations

# %% given activations-imports
#| export
import math

import numpy as np

from tinytorch.core.tensor import Tensor, make_result, reduced_size

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
import itertools
from numbers import Integral, Real


#| include tests: explained, what_happened, fixed, expect_equal, expect_values, expect_promises, expect_error


#| include by_hand: ByHand, ListByHand, as_by_hand, by_hand


#| include strict: outcome_of

# %% [markdown]
"""
# Part 1. Why numbers must be bent

## A tower that is one storey high

The heart of a layer is `x @ W`, as you saw at the end of Module 01. Put two of them on top of each other:

```
x  (N, 3)      @  W1  (3, 4)   gives  h  (N, 4)
h  (N, 4)      @  W2  (4, 2)   gives  y  (N, 2)
```

Matrix multiplication does not care where the brackets are, so `(x @ W1) @ W2` equals `x @ (W1 @ W2)`. And
`W1 @ W2` is just some matrix of shape `(3, 2)`. The second layer added nothing, nor would a hundred, with or without
offsets. See for yourself:
"""

# %%
rng = np.random.default_rng(0)
x = Tensor(rng.normal(size=(5, 3)))
W1, W2 = Tensor(rng.normal(size=(3, 4))), Tensor(rng.normal(size=(4, 2)))

two_layers = (x @ W1) @ W2
one_layer = x @ (W1 @ W2)
print("largest difference between two layers and one:", np.abs(two_layers.data - one_layer.data).max())

bent = Tensor(np.maximum((x @ W1).data, 0)) @ W2
print("largest difference once negatives became zero: ", np.abs(bent.data - one_layer.data).max())

# %% [markdown]
"""
The first difference is rounding. The second is not: with something that is not a straight line between the two
products, no single matrix can replace them. That something is an **activation**. Nearly any bend will do; which one is
a question of cost, of numerical safety, and of how well a network can be trained through it.

## What the five have in common

An activation is an object that you call like a function: `relu = ReLU()`, then `y = relu(x)`. The class below is given;
each of yours inherits from it and adds `forward`.

- `__call__` runs when somebody writes `relu(x)`. It refuses anything but a Tensor, then calls your
  `forward`.
- `forward` returns a **new** Tensor with numbers of its own: neither x nor the object changes, and no later call changes an
  earlier result. NaN stays NaN, so that a broken computation is noticed.
- `parameters()` is the list of weights that training may change. An activation has none.
- `backward` sleeps, like that of your tensor. Module 05 computes gradients.
"""

# %% given activation-class
#| export
class Activation:
    """What all activations share. A subclass adds forward(x), which returns a new Tensor and remembers nothing."""

    def forward(self, x):
        """Return the activation of the Tensor `x`."""
        raise NotImplementedError(f"{type(self).__name__} has no forward method yet. Fix: define forward in the class.")

    def __call__(self, x, *options, **named_options):
        """Return forward(x). Raises TypeError unless `x` is a Tensor."""
        if not isinstance(x, Tensor):
            raise TypeError(
                f"{type(self).__name__} needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...)."
            )
        return self.forward(x, *options, **named_options)

    def parameters(self):
        """Return the list of trainable tensors: always empty."""
        return []

    def backward(self, grad):
        """Do nothing. From Module 05 on, call backward() of the result instead."""

    def __repr__(self):
        return f"{type(self).__name__}()"


# %% [markdown]
"""
# Part 2. ReLU

The **rectified linear unit** replaces negative numbers by zero and leaves the others alone.

```
x         -2    -0.5    0    0.5    2
ReLU(x)    0     0      0    0.5    2
```

```diagram
 ReLU     2 |       /          Sigmoid   1 |        .----
          1 |     /                    0.5 |      /
          0 |____/                       0 |-----'
            -2   0   2                     -6     0     6
            flat, then slope 1             flat, steep, flat
```

In words: ReLU is flat up to 0 and then rises with slope 1; the sigmoid of the next part rises from 0 to 1 and is flat at both
ends.

It is the cheapest bend, one comparison per number, and for most hidden layers the first choice. On the right its slope
is 1, so a signal passes unweakened through any number of them. The price is on the left: a unit whose input is always
negative outputs zero for every example, and because the curve is flat there, training cannot tell it in which direction
to move. Such a unit is called *dead*.
"""

# %% solution relu
#| export
class ReLU(Activation):
    """Negative numbers become 0, the others stay: max(x, 0)."""

    def forward(self, x):
        """Return max(x, 0), element by element, as a new Tensor of the same shape."""
        # TODO: compute on the array x.data, and wrap the result with make_result(array, x).
        # Hint: np.maximum compares element by element and returns a new array.
        ### BEGIN SOLUTION
        return make_result(np.maximum(x.data, 0), x)
        ### END SOLUTION


# %% test 3 test-relu
@explained
def test_relu():
    """ReLU zeroes negative numbers and keeps the rest (3 points)."""
    relu, x = ReLU(), Tensor([[-2, -0.5, 0], [0.5, 2, 100]])
    expect_values(lambda: relu(x), [[0, 0, 0], [0.5, 2, 100]],
                  "ReLU must turn negative numbers into 0 and leave the others alone.")
    assert np.array_equal(x.data, np.float32([[-2, -0.5, 0], [0.5, 2, 100]])), \
        "ReLU must return a new tensor and leave x unchanged; do not assign into x.data."


test_relu()

# %% test 2 test-relu-hidden
# Hidden checks (2 points): other ranks, no elements at all, infinite numbers.
### BEGIN HIDDEN TESTS
@explained
def test_relu_hidden():
    """ReLU works for every shape and hides nothing."""
    relu, rng = ReLU(), np.random.default_rng(1)
    # says: element by element, as a new Tensor of the same shape
    for shape in [(), (4,), (0, 3), (2, 3, 4), (1, 2, 1, 2)]:
        numbers = rng.normal(size=shape)
        expect_values(lambda: relu(fixed(numbers)), np.where(numbers > 0, numbers, 0),
                      f"ReLU is wrong for a tensor of shape {shape}.")
    # says: replaces negative numbers by zero and leaves the others alone
    expect_values(lambda: relu(Tensor([-np.inf, np.inf])), [0, np.inf],
                  "ReLU of minus infinity must be 0; multiplying by a mask gives NaN there.")


test_relu_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. Sigmoid

## From any number to a probability

The **sigmoid** squeezes the whole number line into the range from 0 to 1: `sigmoid(x) = 1 / (1 + exp(-x))`.

```
x            -6        -2       0       2       6
sigmoid(x)    0.0025    0.119   0.5     0.881   0.9975
```

That makes it the right last step for a yes-or-no question: the result is the probability of yes. It is symmetric,
`sigmoid(-x) = 1 - sigmoid(x)`. In hidden layers it has gone out of use, because at
both ends it is nearly flat: it **saturates**, at 0 and at 1, the values for minus and plus infinity. Part 8 measures what that
does to twenty layers.

## The formula and the machine

The largest float32 number is about 3.4e38: `exp(89)` is above it, and NumPy goes on with `inf` and a warning. There
are two ways to write the sigmoid, and each breaks on one side:

| formula | at x = -100 | at x = 100 |
|---|---|---|
| `1 / (1 + exp(-x))` | `exp(100)` overflows: a warning, and 1 / inf = 0 by luck | fine |
| `exp(x) / (1 + exp(x))` | fine | `exp(100)` overflows: inf / inf is NaN |

Multiply the first fraction by `exp(x)` above and below, and you get the second: they are equal. So take the
first where x is positive and the second where it is negative. Then every exponent is zero or negative, and
`exp` of such a number lies between 0 and 1. Both choices have the same denominator, `1 + exp(-|x|)`. Only
the numerator differs: 1 on the right side, `exp(x)` on the left.

Do not clip the *result* to make it look safe: `sigmoid(-30)` is 9.4e-14, small but not zero, and Module 04
will take a logarithm of it.
"""

# %% solution sigmoid
#| export
class Sigmoid(Activation):
    """Any number becomes one between 0 and 1: 1 / (1 + exp(-x))."""

    def forward(self, x):
        """Return the sigmoid, element by element, as a new Tensor of the same shape. Never overflows."""
        # TODO: one division; numerator and denominator as described above.
        # Steps:
        #   1. The denominator is 1 + exp(-|x|), for every x.
        #   2. The numerator is 1 where x >= 0, and exp(x) where x < 0.
        #   3. Divide and wrap.
        # Hint: exp(0) is 1. So what is np.exp(np.minimum(x.data, 0)) on each side?
        ### BEGIN SOLUTION
        numerator = np.exp(np.minimum(x.data, 0))
        denominator = 1 + np.exp(-np.abs(x.data))
        return make_result(numerator / denominator, x)
        ### END SOLUTION


# %% test 3 test-sigmoid
@explained
def test_sigmoid():
    """Sigmoid maps numbers to probabilities (3 points)."""
    sigmoid, x = Sigmoid(), Tensor([[-2, 0, 2], [-6, 1, 6]])
    expect_values(lambda: sigmoid(Tensor(0.0)), 0.5, "sigmoid(0) must be 0.5.")
    expect_values(lambda: sigmoid(x), [[0.119203, 0.5, 0.880797], [0.002473, 0.731059, 0.997527]],
                  "Large numbers must come out near 1, negative ones near 0; check the sign inside exp.")
    assert np.array_equal(x.data, [[-2, 0, 2], [-6, 1, 6]]), \
        "Sigmoid must return a new tensor and leave x unchanged."


test_sigmoid()

# %% test 3 test-sigmoid-stable
@explained
def test_sigmoid_stable():
    """Sigmoid survives very large numbers of both signs (3 points)."""
    sigmoid = Sigmoid()
    expect_values(lambda: sigmoid(fixed([100, 1000, 1e30])), [1, 1, 1],
                  "sigmoid(1000) must be 1: exp(1000) must not be computed; use exp(-|x|).")
    expect_values(lambda: sigmoid(Tensor([-100, -1000, -1e30])), [0, 0, 0],
                  "sigmoid(-1000) must be 0 without overflow: where x < 0 the numerator is exp(x).")
    expect_values(lambda: sigmoid(Tensor([-30.0])), [9.357623e-14],
                  "sigmoid(-30) must be 9.4e-14, not 0: do not compute it as 1 minus something.", atol=0)


test_sigmoid_stable()

# %% test 2 test-sigmoid-hidden
# Hidden checks (2 points): many values against a more exact computation, infinite numbers, other ranks.
### BEGIN HIDDEN TESTS
@explained
def test_sigmoid_hidden():
    """Sigmoid is exact over the whole range of float32."""
    sigmoid, numbers = Sigmoid(), np.linspace(-80, 80, 33)
    # says: small but not zero | of the same shape. Never overflows
    expect_values(lambda: sigmoid(fixed(numbers)), 1 / (1 + np.exp(-numbers)),
                  "Sigmoid loses digits for large or very negative numbers; compute each side with its own "
                  "formula.", atol=0)
    # says: at 0 and at 1, the values for minus and plus infinity
    expect_values(lambda: sigmoid(Tensor([-np.inf, np.inf])), [0, 1],
                  "Sigmoid of minus and plus infinity must be 0 and 1.")
    # says: as a new Tensor of the same shape
    for shape in [(), (0, 2), (2, 3, 4)]:
        table = np.random.default_rng(2).normal(size=shape)
        expect_values(lambda: sigmoid(fixed(table)), 1 / (1 + np.exp(-table)),
                      f"Sigmoid is wrong for a tensor of shape {shape}.")


test_sigmoid_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. Tanh

The **hyperbolic tangent** has the same shape as the sigmoid, but runs from -1 to 1 and passes through zero:

```
x          -3        -1       0       1       3
tanh(x)    -0.995    -0.762   0       0.762   0.995
```

Centred outputs are easier on the next layer: with positive inputs only, all its weights would have to move in the same
direction. Around zero the slope is 1, four times that of the sigmoid. At the ends it saturates too.

On paper `tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))`, and also `tanh(x) = 2 * sigmoid(2 * x) - 1`.
On a machine the first is inf / inf for large x. The second loses digits near zero: `sigmoid(0.0002)` is
0.50005, and subtracting two nearly equal numbers leaves mostly rounding. This is called **cancellation**.
NumPy's own `np.tanh` takes care of both: a library function is the right tool here.
"""

# %% solution tanh
#| export
class Tanh(Activation):
    """Any number becomes one between -1 and 1, and 0 stays 0: the hyperbolic tangent."""

    def forward(self, x):
        """Return tanh(x), element by element, as a new Tensor of the same shape. Never overflows."""
        # TODO: one line.
        ### BEGIN SOLUTION
        return make_result(np.tanh(x.data), x)
        ### END SOLUTION


# %% test 2 test-tanh
@explained
def test_tanh():
    """Tanh maps numbers to the range from -1 to 1 (2 points)."""
    tanh = Tanh()
    expect_values(lambda: tanh(fixed([-3, -1, 0, 1, 3])), [-0.995055, -0.761594, 0, 0.761594, 0.995055],
                  "tanh(0) must be 0 and tanh(1) about 0.762.")
    expect_values(lambda: tanh(Tensor([-1000, 1000])), [-1, 1],
                  "tanh(1000) must be 1 and tanh(-1000) must be -1, without overflow; use np.tanh.")


test_tanh()

# %% test 2 test-tanh-hidden
# Hidden checks (2 points): very small numbers, which must keep their digits, and other ranks.
### BEGIN HIDDEN TESTS
@explained
def test_tanh_hidden():
    """Tanh is exact near zero and for every shape."""
    tanh = Tanh()
    # says: The second loses digits near zero
    small = np.array([1e-3, -1e-4, 1e-6, 1e-20])
    expect_values(lambda: tanh(Tensor(small)), np.tanh(small),
                  "Near zero tanh(x) must be almost x: the difference of nearly equal numbers has few digits.",
                  atol=0)
    # says: as a new Tensor of the same shape
    for shape in [(), (0, 3), (2, 3, 4)]:
        numbers = np.random.default_rng(3).normal(size=shape)
        expect_values(lambda: tanh(fixed(numbers)), np.tanh(numbers), f"Tanh is wrong for shape {shape}.")


test_tanh_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. GELU

ReLU switches hard: everything below zero is cut off. The **Gaussian error linear unit** switches softly. It
multiplies x by the probability that a number drawn from a bell curve with mean 0 and width 1 is smaller
than x:

```
GELU(x) = x * P(x)

x          -3        -1       -0.5     0     0.5     1       3
P(x)        0.0013    0.159    0.309   0.5   0.691   0.841   0.9987
GELU(x)    -0.004    -0.159   -0.154   0     0.346   0.841   2.996
```

Far from zero it is like ReLU. Near zero it is smooth, and slightly negative on the left, so that a unit
which receives small negative numbers is not dead. GPT and BERT use it.

P has no formula in terms of `exp` and friends. This **approximation** is used instead, in GPT-2 for
example:

```
P(x) is about 0.5 * (1 + tanh(c * (x + 0.044715 * x * x * x)))        c = sqrt(2 / pi) = 0.79788...
```

Two practical remarks:

- Write `z * z * z`, not `z ** 3`: a general power is far slower than two multiplications, as Part 8 measures.
- The cube of a number above 7e12 overflows. But from 10 on `tanh` is 1 to the last digit, so the *inside*
  can be limited to the range from -10 to 10 without changing any result. The factor x in front stays as it
  is.
"""

# %% solution gelu
#| export
class GELU(Activation):
    """A soft switch: x times the probability that a standard normal number is below x, approximated."""

    def forward(self, x):
        """Return the GELU, element by element, as a new Tensor of the same shape. Never overflows."""
        # TODO: compute the probability with the formula above, then multiply by x.
        # Steps:
        #   1. Limit x.data to the range from -10 to 10 and call it z. np.clip does that.
        #   2. inner = c * (z + 0.044715 * z * z * z)
        #   3. probability = 0.5 * (1 + tanh(inner))
        #   4. Wrap x.data * probability.
        # Hint: math.sqrt(2 / math.pi) is a plain number and keeps the array float32.
        ### BEGIN SOLUTION
        z = np.clip(x.data, -10, 10)
        inner = math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z)
        probability = 0.5 * (1 + np.tanh(inner))
        return make_result(x.data * probability, x)
        ### END SOLUTION


# %% test 3 test-gelu
@explained
def test_gelu():
    """GELU switches softly (3 points)."""
    gelu, x = GELU(), fixed([-3, -1, -0.5, 0, 0.5, 1, 3])
    expect_values(lambda: gelu(x), [-0.003637, -0.158808, -0.154286, 0, 0.345714, 0.841192, 2.996363],
                  "GELU must follow the formula; check the constants 0.5, 0.044715, sqrt(2 / pi), the cube.")
    expect_values(lambda: gelu(Tensor([-20, 20])), [0, 20],
                  "Far from zero GELU must be like ReLU: multiply by x itself, not by the limited z.")


test_gelu()

# %% test 2 test-gelu-hidden
# Hidden checks (2 points): many values against a more exact computation, huge numbers, other ranks.
### BEGIN HIDDEN TESTS
@explained
def test_gelu_hidden():
    """GELU is exact, and survives huge numbers."""
    gelu, numbers = GELU(), np.linspace(-8, 8, 48).reshape(2, 4, 6)
    # says: compute the probability with the formula above, then multiply by x
    exact = numbers * 0.5 * (1 + np.tanh(math.sqrt(2 / math.pi) * (numbers + 0.044715 * numbers ** 3)))
    expect_values(lambda: gelu(fixed(numbers)), exact, "GELU is wrong for a tensor of shape (2, 4, 6).")
    # says: can be limited to the range from -10 to 10 without changing any result
    expect_values(lambda: gelu(Tensor([1e20, 3e30])), [1e20, 3e30],
                  "GELU of a huge number must be that number: limit z before you cube it; see step 1.")
    expect_values(lambda: gelu(Tensor([-1e20, -3e30])), [0, 0],
                  "GELU of a huge negative number must be 0, without overflow; see step 1.")


test_gelu_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
How good is the approximation? `math.erf` of the standard library gives P exactly, one number at a time:
`P(x) = 0.5 * (1 + erf(x / sqrt(2)))`. Another approximation in use is `x * sigmoid(1.702 * x)`.
"""

# %%
grid = np.linspace(-5, 5, 2001)
exact = np.array([v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in grid])
on_grid = Tensor(grid)
curves = {
    "your GELU": GELU()(on_grid),
    "x * sigmoid(1.702 * x)": on_grid * Sigmoid()(1.702 * on_grid),
    "ReLU": ReLU()(on_grid),
}
for name, curve in curves.items():
    print(f"largest distance of {name:22s} from the exact GELU: {np.abs(curve.data - exact).max():.5f}")

# %% [markdown]
"""
# Part 6. Softmax

## From scores to a distribution

A classifier gives one score per class, any number at all. **Softmax** turns the scores of one example into
probabilities: all positive, and their sum is 1. Two steps: `exp` makes everything positive, then each
number is divided by the sum.

```
scores            1        2        3         for example cat, dog, bird
exp               2.718    7.389   20.086     sum 30.193
softmax           0.090    0.245    0.665     sum 1
```

```diagram
scores     1        2        3
           |        |        |     exp of each
         2.718    7.389   20.086
           |        |        |
           +--------+--------+---> sum 30.193
           |        |        |     each divided by the sum
         0.090    0.245    0.665   together 1
```

In words: every score becomes its exponential, all three exponentials go into one sum, and each is divided by it.

Unlike in the other four, every output depends on **all** scores of its example: raise one, and the others go down.

Adding the same number to all scores changes nothing: `exp(x + s) = exp(x) * exp(s)`, and the factor
cancels. Only the *differences* of the scores count.

## The same trap, and the same way out

`exp(89)` overflows, and a score of 89 is nothing unusual. The remedy is the sentence above: since a shift
changes nothing, subtract the **largest score** first. Then the largest exponent is 0, its `exp` is 1, and
nothing can overflow. Numbers far below the largest become 0, which is what they are to 7 digits.

```
scores            1000     1001     1002
minus largest       -2       -1        0
exp                  0.135    0.368    1      sum 1.503
softmax              0.090    0.245    0.665  the same as for 1, 2, 3
```

First write it for one row of scores in plain Python, number by number, so that every step can be counted. This
version is for learning and for the measurement later on.
"""

# %% solution softmax-loops
#| export
def softmax_loops(x):
    """Return the softmax of a rank 1 Tensor, number by number in plain Python: slow on purpose.

    The numbers are read from x in loops of any style. NumPy computes nothing on a whole array or list of them here: the
    test refuses it.
    """
    # TODO: four steps, with Python's own max, sum and math.exp.
    # Steps:
    #   1. Find the largest score. x.data.tolist() is a list of Python floats.
    #   2. Make a list of math.exp(score - largest).
    #   3. Add the list up.
    #   4. Divide each by the sum; np.array(..., dtype=np.float32) makes an array for make_result.
    ### BEGIN SOLUTION
    scores = x.data.tolist()
    largest = max(scores)
    exponentials = [math.exp(score - largest) for score in scores]
    total = sum(exponentials)
    return make_result(np.array([each / total for each in exponentials], dtype=np.float32), x)
    ### END SOLUTION


# %% test 2 test-softmax-loops
@explained
def test_softmax_loops():
    """The four steps of softmax, number by number (2 points)."""
    expect_values(lambda: softmax_loops(by_hand([1, 2, 3])), [0.090031, 0.244728, 0.665241],
                  "softmax_loops([1, 2, 3]) must be about 0.09, 0.24, 0.67; divide by the sum of them.")
    expect_values(lambda: softmax_loops(by_hand([1000, 1001, 1002])), [0.090031, 0.244728, 0.665241],
                  "softmax_loops must subtract the largest score before math.exp.")
    expect_values(lambda: softmax_loops(by_hand([-1000, -999, -998])), [0.090031, 0.244728, 0.665241],
                  "softmax_loops must subtract the largest score also where all are negative.")
    expect_values(lambda: softmax_loops(by_hand([2 ** 70] * 4, kind=object)), [0.25] * 4,
                  "softmax_loops must take math.exp of one score after the other; NumPy has no exp for these.")


test_softmax_loops()

# %% [markdown]
"""
## Whole batches

Scores usually come as a batch, one example per row, shape `(N, C)` for N examples and C classes. Each row
is a distribution of its own, so the largest score and the sum are taken **over the last dimension**, and
they must keep their place to broadcast against the rows:

```
scores   (N, C)
largest  (N, 1)      np.max(..., axis=dim, keepdims=True)
shifted  (N, C)      scores - largest
exp      (N, C)
sum      (N, 1)      np.sum(..., axis=dim, keepdims=True)
result   (N, C)      exp / sum: every row adds up to 1
```

`dim` says which dimension adds up to 1. It is -1, the last, unless somebody chooses another: when creating
the object, `Softmax(dim=0)`, or for one call, `softmax(x, dim=0)`.

Take the largest of *each row*, not of the whole batch: a row whose scores all lie far below the largest of
another row would become all zeros, and 0 / 0 is NaN.

A score of minus infinity means "impossible". Its probability must be exactly 0.
"""

# %% solution softmax
#| export
class Softmax(Activation):
    """Scores become probabilities that add up to 1 along one dimension.

    dim: that dimension; -1, the last, unless given.
    """

    def __init__(self, dim=-1):
        self.dim = dim

    def __repr__(self):
        return f"Softmax(dim={self.dim})"

    def forward(self, x, dim=None):
        """Return the softmax of `x` along `dim` as a new Tensor of the same shape. Never overflows.

        dim: None for the dimension this object was created with. It holds for this call only.
        Raises ValueError for a dimension that does not exist.
        """
        # TODO: shift, exponentiate, normalize.
        # Steps:
        #   1. If dim is None, use self.dim. Then call reduced_size(x.shape, dim), which refuses a dimension
        #      that does not exist.
        #   2. Subtract the largest number along dim, with keepdims=True.
        #   3. Exponentiate, and divide by the sum along dim, with keepdims=True.
        #   4. Wrap.
        # Hint: np.sum(..., dtype=np.float64) adds up in float64, like sum in Module 01: it may be a long sum.
        #   np.max(..., initial=-np.inf) also accepts a dimension of length 0, where there is no largest.
        # Shapes: (N, C) stays (N, C).
        ### BEGIN SOLUTION
        dim = self.dim if dim is None else dim
        reduced_size(x.shape, dim)
        largest = np.max(x.data, axis=dim, keepdims=True, initial=-np.inf)
        exponentials = np.exp(x.data - largest)
        return make_result(exponentials / np.sum(exponentials, axis=dim, keepdims=True, dtype=np.float64), x)
        ### END SOLUTION


# %% test 4 test-softmax
@explained
def test_softmax():
    """Softmax makes every row a distribution (4 points)."""
    softmax = Softmax()
    expect_values(lambda: softmax(fixed([1, -2, 3])), [0.118500, 0.005900, 0.875600],
                  "softmax([1, -2, 3]) must be about 0.12, 0.01, 0.88: negative scores count too.", rtol=1e-2)
    x = fixed([[1, 2, 3], [3, 3, 3]])
    expect_values(lambda: softmax(x), [[0.090031, 0.244728, 0.665241], [1 / 3, 1 / 3, 1 / 3]],
                  "Each row of a batch must add up to 1 by itself: use axis=dim and keepdims=True.")
    expect_values(lambda: Softmax(dim=0)(x), [[0.119203, 0.268941, 0.5], [0.880797, 0.731059, 0.5]],
                  "Softmax(dim=0) must make each column add up to 1: use self.dim as the axis.")
    expect_values(lambda: softmax(fixed([[5], [-40]])), [[1], [1]],
                  "A single score must become exactly 1: add nothing to the sum.", rtol=0, atol=1e-7)


test_softmax()

# %% test 3 test-softmax-stable
@explained
def test_softmax_stable():
    """Softmax survives large scores, and batches whose rows lie far apart (3 points)."""
    softmax, expected = Softmax(), [0.090031, 0.244728, 0.665241]
    expect_values(lambda: softmax(Tensor([1000, 1001, 1002])), expected,
                  "softmax([1000, 1001, 1002]) must be that of [1, 2, 3]: subtract the largest score first.")
    expect_values(lambda: softmax(Tensor([-1000, -999, -998])), expected,
                  "Very negative scores must not all become 0: subtract the largest score first.")
    expect_values(lambda: softmax(Tensor([[1, 2, 3], [1001, 1002, 1003]])), [expected, expected],
                  "Subtract the largest of each row (axis=dim, keepdims=True), not that of the whole batch.")
    many = np.full((60_000, 2), math.log(0.1))
    many[0] = 0
    expect_values(lambda: Softmax(dim=0)(Tensor(many)).sum(axis=0), [1, 1],
                  "60,000 probabilities must add up to 1 as well: sum the exponentials in float64; see the hint.")


test_softmax_stable()

# %% test 2 test-softmax-hidden
# Hidden checks (2 points): every dimension of rank 3, softmax(x, dim=...), impossible scores, a dimension of
# length 0, a dimension that does not exist.
### BEGIN HIDDEN TESTS
@explained
def test_softmax_hidden():
    """Softmax works along every dimension and refuses those that do not exist."""
    numbers = np.random.default_rng(4).normal(scale=3, size=(2, 3, 4))
    x, one_for_all = fixed(numbers), Softmax()
    # says: `dim` says which dimension adds up to 1 | for one call, `softmax(x, dim=0)` | It holds for this call only
    for dim in [0, 1, 2, -1, -2, -3]:
        expected = np.exp(numbers) / np.exp(numbers).sum(axis=dim, keepdims=True)
        expect_values(lambda: Softmax(dim)(x), expected, f"Softmax(dim={dim}) is wrong for rank 3.")
        expect_values(lambda: one_for_all(x, dim=dim), expected,
                      f"softmax(x, dim={dim}) must use the dim of the call instead of self.dim; see step 1.")
        expect_values(lambda: one_for_all(x), np.exp(numbers) / np.exp(numbers).sum(axis=-1, keepdims=True),
                      f"After a call with dim={dim}, a call without it must use self.dim again.")
    # says: A score of minus infinity means "impossible"
    expect_values(lambda: Softmax()(Tensor([0, -np.inf, 0])), [0.5, 0, 0.5],
                  "A score of minus infinity must get probability 0, exactly.", atol=0)
    # says: also accepts a dimension of length 0, where there is no largest
    for shape in [(0, 3), (3, 0)]:
        expect_values(lambda: Softmax()(Tensor(np.zeros(shape))), np.zeros(shape),
                      f"Softmax of a tensor of shape {shape} must keep the shape; see the hint.")
    # says: Raises ValueError for a dimension that does not exist
    expect_error(ValueError, lambda: Softmax(dim=3)(x), ["(2, 3, 4)"],
                 "A dimension that does not exist must raise a ValueError; reduced_size does that for you.")


test_softmax_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 7. Putting it together

## Which one, where?

| place | choice | reason |
|---|---|---|
| hidden layer, first try | ReLU | cheapest, does not weaken the signal |
| hidden layer of a language model | GELU | smooth; usually trains a little better, costs more |
| hidden layer that must stay bounded | Tanh | between -1 and 1, centred |
| output, one yes-or-no question | Sigmoid | one probability |
| output, several independent yes-or-no questions | Sigmoid | one probability each; they need not add up to 1 |
| output, exactly one of C classes | Softmax | C probabilities that add up to 1 |
| output, a price or a temperature | none | any number must be possible |

## What one bend makes possible

The *exclusive or* of two bits is 1 if exactly one of them is 1. **No** layer `x @ W + b` can compute it, which made it
famous in 1969. The reason fits in a line: the scores of (0, 0) and (1, 1) together are `b
+ (w1 + w2 + b)`, those of (0, 1) and (1, 0) together are `(w2 + b) + (w1 + b)`. These are equal. But the
first two should be 0 + 0 and the last two 1 + 1.

With one ReLU in between, it works. Choose the weights by hand:

```
x  (N, 2)  @  W1  (2, 2)  +  b1  (2,)    then ReLU    gives  h  (N, 2)
h  (N, 2)  @  W2  (2, 1)                              gives  score  (N, 1)
```

Every arrow into a sum is a weight:

```diagram
bit 0 --+--> sum + b1[0] --> ReLU --> h[0] --+
         X                                   +--> score
bit 1 --+--> sum + b1[1] --> ReLU --> h[1] --+
```

In words: both bits go into both hidden numbers, each passes a ReLU, and the score is a weighted sum of the two.
"""

# %% solution xor
def xor_scores(x):
    """Return 1 for every row of `x` with exactly one 1, else 0. x: (N, 2), zeros and ones. Result: (N, 1)."""
    # TODO: choose W1, b1 and W2, then compute the two layers with your ReLU between them.
    # Hint: let the first hidden number be the sum of both bits. Make the second one 1 only if both bits are
    #   1: how do you get from the sums 0, 1, 2 to 0, 0, 1 with an offset and ReLU? What must be subtracted
    #   from the first number then?
    ### BEGIN SOLUTION
    W1, b1 = Tensor([[1, 1], [1, 1]]), Tensor([0, -1])
    W2 = Tensor([[1], [-2]])
    return ReLU()(x @ W1 + b1) @ W2
    ### END SOLUTION


# %% test 2 test-xor
@explained
def test_xor():
    """Two layers with a ReLU between them compute the exclusive or (2 points)."""
    x, bend = fixed([[0, 0], [0, 1], [1, 0], [1, 1]]), ReLU.forward
    expect_values(lambda: xor_scores(x), [[0], [1], [1], [0]],
                  "xor_scores must be 0, 1, 1, 0 for the four rows; print the hidden numbers; see the hint.")
    # No straight line separates these rows: while ReLU bends nothing, scores that come from it must be others.
    ReLU.forward = lambda self, scores: scores
    try:
        straight = xor_scores(x)
    finally:
        ReLU.forward = bend
    assert not np.allclose(straight.data, [[0], [1], [1], [0]]), \
        "The scores must come from two layers with your ReLU between them, not from a comparison."
    expect_values(lambda: xor_scores(x[1:3]), [[1], [1]],
                  "xor_scores must work for any number of rows.")


test_xor()

# %% [markdown]
"""
## The promises, again

Every activation passes `requires_grad` on, as the operations of Module 01 do. `make_result(array, x)` takes care of it;
`Tensor(array)` gives the same numbers and breaks the promise. The test asks
for the other promises of Part 1 as well.
"""

# %% test 1 test-promise
@explained
def test_promise():
    """Results are new, keep NaN, and require a gradient when the input does (1 point)."""
    cases = [[[1.5, -2, 3], [0, -0.5, 4]], [[1, 2, 3], [4, 5, 0.5]], [-1, 2.5], [[[1, -1], [2, 0.5]]], [[1, -2], [np.nan, -1]]]
    for activation in [ReLU(), Sigmoid(), Tanh(), GELU(), Softmax()]:
        before = dict(vars(activation))
        expect_promises(activation, cases, f"{activation} must keep the promises of Part 1.")
        assert vars(activation) == before, f"{activation} must not remember anything of a call."
    expect_promises(softmax_loops, cases[2:3], "softmax_loops must keep the promises of Part 1.")


test_promise()

# %% [markdown]
"""
# Part 8. Measure

## Two numbers to compute first

Training has to keep each **new** tensor until the gradients have been computed, so the outputs of all layers are held
at the same time. Write a function that plans for that.

The other function counts how much of an output is exactly zero. For ReLU that share is its *sparsity*.
"""

# %% solution planning
def activation_bytes(batch, widths):
    """Return how many bytes the float32 outputs of all layers take: an int.

    batch: the number of examples. widths: how many outputs each layer has per example.
    """
    # TODO: every layer holds batch * width numbers of 4 bytes.
    ### BEGIN SOLUTION
    return batch * sum(widths) * 4
    ### END SOLUTION


def zero_fraction(x):
    """Return the share of the numbers of the Tensor `x` that are exactly 0: a number from 0 to 1."""
    # TODO: count the zeros and divide by the number of elements.
    # Hint: x.data == 0 is an array of booleans, and the mean of booleans is the share of True.
    ### BEGIN SOLUTION
    return float(np.mean(x.data == 0))
    ### END SOLUTION


# %% test 2 test-planning
@explained
def test_planning():
    """Bytes are planned and zeros are counted (2 points)."""
    expect_equal(lambda: activation_bytes(32, [4096]), 524_288,
                 "activation_bytes(32, [4096]) must be 524288: 32 * 4096 numbers of 4 bytes.")
    expect_equal(lambda: activation_bytes(64, [256, 256, 10]), 133_632,
                 "activation_bytes must add up the outputs of all layers, not only the last or the largest.")
    expect_equal(lambda: activation_bytes(4096, [1_000_000, 96]), 16_385_572_864,
                 "Large plans must be exact too: count with Python's whole numbers.")
    expect_equal(lambda: zero_fraction(fixed([0, 1, 0, -2])), 0.5,
                 "zero_fraction must be the share of numbers that are exactly 0; negative ones do not count.")
    expect_equal(lambda: zero_fraction(fixed([[1, 1e-9], [0, -3]])), 0.25,
                 "zero_fraction must count in all rows, and only what is exactly 0.")


test_planning()

# %% [markdown]
"""
The cells below measure *your* code on *this* machine. Nothing here is graded, but you need the results for
the reflection.
"""

# %%
import time
import tracemalloc

ACTIVATIONS = [ReLU(), Sigmoid(), Tanh(), GELU(), Softmax()]


#| include measuring: best_seconds


def held_and_peak_bytes(action):
    """Return the bytes that the result of `action` holds, and the most that were in use while it ran."""
    tracemalloc.start()
    kept = action()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return held, peak


# %% [markdown]
"""
## Measurement 1: time and memory

One million numbers, 4 MB. "Held" is the result, "peak" includes arrays that were thrown away on the way. Before you
run the cell, guess the order.
"""

# %%
x = Tensor(np.random.default_rng(5).normal(size=(1000, 1000)))
print("activation            time   times ReLU      held      peak   exactly zero")
base = best_seconds(lambda: ReLU()(x), repeats=5)
for activation in ACTIVATIONS:
    seconds = best_seconds(lambda: activation(x), repeats=5)
    held, peak = held_and_peak_bytes(lambda: activation(x))
    zeros = zero_fraction(activation(x))
    print(f"{str(activation):16s} {seconds * 1e3:6.2f} ms {seconds / base:12.1f} {held / 1e6:6.1f} MB "
          f"{peak / 1e6:6.1f} MB {zeros:14.1%}")

# %% [markdown]
"""
## Measurement 2: the price of a general power

The same cube, twice.
"""

# %%
z = x.data
power, product = best_seconds(lambda: z ** 3), best_seconds(lambda: z * z * z)
print(f"z ** 3      {power * 1e3:7.2f} ms")
print(f"z * z * z   {product * 1e3:7.2f} ms   {power / product:.0f} times faster")

# %% [markdown]
"""
## Measurement 3: where the naive formula breaks

The scores 0, 1 and 2, shifted further and further. The shift should not matter. The right column is your
Softmax.
"""

# %%
print("shift   naive softmax                    yours")
for shift in (0, 50, 86, 87, 100, 1000):
    scores = np.array([0, 1, 2], dtype=np.float32) + np.float32(shift)
    with np.errstate(all="ignore"):
        naive = np.exp(scores) / np.exp(scores).sum()
    print(f"{shift:5d}   {str(naive.round(3)):30s}   {Softmax()(Tensor(scores)).data.round(3)}")

# %% [markdown]
"""
## Measurement 4: loops against compiled code

The cost of softmax grows like the number of scores in both versions. How far are they apart?
"""

# %%
print("   scores       loops      vectorized   loops / vectorized")
for count in (10, 100, 1_000, 10_000):
    row = Tensor(np.random.default_rng(6).normal(size=count))
    slow, fast = best_seconds(lambda: softmax_loops(row)), best_seconds(lambda: Softmax()(row), repeats=20)
    print(f"{count:9,d} {slow * 1e3:8.3f} ms {fast * 1e3:12.3f} ms {slow / fast:20.1f}")

# %% [markdown]
"""
## Measurement 5: how steep is it?

Training follows slopes, and those of all layers that a signal passes are multiplied. The slope at x is estimated from
two nearby points. The last column shows what twenty layers with this slope would leave.
"""

# %%
print("activation       at x     slope    after 20 layers")
for activation in ACTIVATIONS[:4]:
    for place in (0.5, 3.0, 6.0):
        right, left = activation(Tensor(place + 0.1)).item(), activation(Tensor(place - 0.1)).item()
        slope = (right - left) / 0.2
        print(f"{str(activation):12s} {place:8.1f} {slope:9.4f} {slope ** 20:18.1e}")

# %% [markdown]
"""
# Part 9. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| RuntimeWarning: overflow encountered in exp | a positive exponent above 88 | use `exp(-abs(x))`, or subtract the largest first |
| NaN in the result of softmax | inf / inf, or 0 / 0 | subtract the largest of each row; keepdims=True |
| cannot broadcast, or "operands could not be broadcast together" | a reduction without keepdims | `np.max(..., axis=dim, keepdims=True)` |
| rows of a softmax do not add up to 1 | wrong dimension | the classes are usually the last one: `dim=-1` |
| ReLU needs a Tensor, not ndarray | a plain array or number was passed | wrap it: `relu(Tensor(array))` |
| axis 3 does not exist in shape ... | `dim` is too large for this tensor | print `x.shape`; counting starts at 0 |
| all outputs of a ReLU layer are 0 | its inputs are all negative | look at the offsets and the scale of the weights |
| results changed that you did not touch | an activation wrote into `x.data` | compute a new array; do not use `x.data[...] = ` |
"""

# %% [markdown]
"""
# Part 10. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `from tinytorch.core.activations import ReLU, Softmax` | `import torch.nn as nn` |
| `ReLU()(x)` | `nn.ReLU()(x)` or `torch.relu(x)` |
| `Sigmoid()(x)` | `nn.Sigmoid()(x)` or `torch.sigmoid(x)` |
| `Tanh()(x)` | `nn.Tanh()(x)` or `torch.tanh(x)` |
| `GELU()(x)` | `nn.GELU(approximate="tanh")(x)` |
| `Softmax()(x)` | `nn.Softmax(dim=-1)(x)` or `torch.softmax(x, dim=-1)` |

The formulas and the tricks are the same: PyTorch, too, subtracts the largest score. Three differences: `nn.GELU()`
without an argument uses the exact probability, so its results differ from yours in the fourth digit. PyTorch computes
a whole activation in one pass over memory, where your GELU makes several, each with a temporary array. And
`nn.ReLU(inplace=True)` overwrites its input to save memory, which your tests forbid: nobody can know who else holds
that array.
"""

# %% [markdown]
"""
# Part 11. Check your understanding

Answer first, then open the answer.

**1. Memory.** A batch of 32 examples passes through a hidden layer with 4096 units and a ReLU. How much
memory does the output of the ReLU take? How much is it for 100 such layers?

<details><summary>Answer 1</summary>

32 * 4096 * 4 = 524,288 bytes, about half a megabyte. A hundred layers hold about 52 MB, because training
keeps all of them. Twice the batch is twice the memory.

</details>

**2. Cost.** ReLU takes 1 ms for a million numbers. What do you expect of GELU for the same input, and for
ten million?

<details><summary>Answer 2</summary>

Use the ratio from Measurement 1 on your machine. GELU makes ten passes over the numbers, and one of them is
a `tanh`, so several times the cost of ReLU is to be expected. All activations visit every number a fixed
number of times, so ten times the numbers take about ten times the time. It can be more, when the arrays no
longer fit the cache.

</details>

**3. Stability.** What is `softmax([1000, 1001, 1002])` without subtracting the largest score, and why is it
allowed to subtract it?

<details><summary>Answer 3</summary>

All three exponentials are inf, and inf / inf is NaN. Subtracting s from every score divides every
exponential by exp(s), and their sum as well, so the fraction does not change. With s = 1002 the exponents
are -2, -1 and 0.

</details>

**4. Sparsity.** The input of a ReLU has shape (128, 1024), drawn from a bell curve around 0. How many
outputs are exactly zero? Does your ReLU become faster by it?

<details><summary>Answer 4</summary>

About half of the 131,072 numbers, some 65,500. Nothing becomes faster by itself: the zeros are stored and
multiplied like all other numbers. Only code that knows about zeros, such as a sparse format, can skip them.

</details>

**5. Choice.** A model tells whether a review is positive or negative. Which output activation? And for
positive, neutral or negative?

<details><summary>Answer 5</summary>

Sigmoid: one score, read as the probability of "positive". For three classes of which exactly one is right:
softmax over three scores. Softmax over the two scores 0 and x gives exactly sigmoid(x) for the second, so
the two agree.

</details>

**6. Range.** `sigmoid(x)` is below 1 for every x. Why does `Sigmoid()(Tensor(20.0)).item()` print 1.0?

<details><summary>Answer 6</summary>

1 - 2e-9 is not a float32 number: just below 1 they are 6e-8 apart, so the result is rounded to 1. On the
other side there is more room: sigmoid(-20) is 2e-9 and is stored with all its digits.

</details>
"""

# %% [markdown]
"""
# Part 12. Reflect

Two questions in your own words, 6 points each, read by a person: a few clear sentences with numbers. Each answer is
graded by the four criteria of Module 01: clear, correct under pressure, cost, memory. The question says which of them
counts most.
"""

# %% [markdown]
"""
**Question 1 (6 points, 3 of them for memory): plan the memory.** A network for a batch of 256 examples has three hidden layers of
4096 units, each followed by ReLU, and an output of 1000 classes with Softmax. How many bytes do the outputs
of the four activations take together? A colleague proposes that ReLU should write into its input instead,
to save memory. How much would that save, and which example with one tensor used twice shows what goes
wrong? How does the total change with the batch size?
"""

# %% [markdown] answer 6 reflect-memory
"""
### BEGIN SOLUTION
**Model answer.** Each hidden output holds 256 * 4096 = 1,048,576 numbers, 4,194,304 bytes; three of them
12,582,912 bytes. The output holds 256 * 1000 * 4 = 1,024,000 bytes. Together 13,606,912 bytes, about 13.6
MB. Writing in place would save the three ReLU outputs, 12.6 MB, because the input of each ReLU is held
anyway as long as somebody refers to it. It breaks whenever that somebody needs the old numbers: with `y =
relu(x) + x` the sum would be 2 * relu(x), and a view such as `x.reshape(-1)` would change as well, because
it shares the memory. So it is safe only if nobody else holds the tensor, which a library cannot know. All
terms are proportional to the batch: twice the batch, twice the bytes; time grows in the same way, one visit
per number. During Softmax a temporary of 1 MB for the shifted scores and one for the exponentials come on
top.

**Rubric** (memory 3 points, the others 1 each).

- **Clear:** the total comes with its parts, and the verdict on the proposal is stated.
- **Correct under pressure:** a concrete case in which overwriting gives a wrong result.
- **Cost:** proportional to the batch, with the reason.
- **Memory:** 13,606,912 bytes (13.6 MB), and 12.6 MB saved; half a point if one of the two is off.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): explain your measurement.** Quote your own table of Measurement 1. Why is ReLU
among the fastest, and why does the peak memory differ between activations although all results have the
same size? Count the passes that your GELU makes over the numbers. Predict time and peak of your GELU for
100 million numbers, and say what could make the prediction wrong.
"""

# %% [markdown] answer 6 reflect-cost
"""
### BEGIN SOLUTION
**Model answer.** (The answer quotes the run.) ReLU makes one pass with one comparison per number and
allocates nothing but its result. Tanh is a single NumPy call as well and can come close to it. The others
need several passes, and exponentials. My GELU makes ten: clip, 0.044715 * z, times z, times z, z +, c *,
tanh, 1 +, 0.5 *, x *. Each produces 4 MB, but most are released or reused at once, so the peak is a few
arrays and not ten: z, the array just read and the one just written live at the same time. Every pass visits
each number once, so time and memory grow like n: 100 million numbers take about 100 times the time of my
table, and 100 times its peak, about 1.6 GB with a result of 400 MB. The prediction fails when memory runs
out, or when the small case fitted the cache and the large one does not. For very small tensors the fixed
cost of ten NumPy calls dominates instead.

**Rubric** (cost 3 points, the others 1 each).

- **Clear:** the claim comes first and quotes figures that can come from the student's own run.
- **Correct under pressure:** a reason why the prediction may fail (cache, memory, fixed cost of calls).
- **Cost:** passes are counted, and the time is predicted to grow like n.
- **Memory:** temporaries explain the peak; the result is 4 MB, the prediction for the peak is 100 times the
  measured one.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

Five activations for tensors of any shape that do not break on large numbers, and what each of them costs. Export them:

```
tito module complete 02
```

#| terms

**Next: Module 03, Layers.** Module 03 packs weights and offsets into objects that can be stacked, with your activations
between them.

## To read on

- Glorot, Bordes, Bengio (2011), *Deep Sparse Rectifier Neural Networks*, AISTATS. Why ReLU.
- Hendrycks, Gimpel (2016), *Gaussian Error Linear Units*, arXiv:1606.08415. Where GELU and both
  approximations come from.
- Goldberg (1991), *What Every Computer Scientist Should Know About Floating-Point Arithmetic*, ACM
  Computing Surveys 23. Overflow, cancellation and rounding.
- Goodfellow, Bengio, Courville (2016), *Deep Learning*, sections 4.1 and 6.3.
"""
