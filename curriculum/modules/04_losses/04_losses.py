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
# Module 04: Losses

#| facts

A network can now turn examples into predictions. Are they any good? Training needs the answer as **one
number**, small when the predictions are right and larger the more they are wrong. That number is the
**loss**, and in this notebook you build the three losses that most of machine learning runs on: one for
quantities, one for "which of C classes?", one for "yes or no?". On the way you meet the best known trick of
numerical computing in this field, the logarithm of a sum of exponentials.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        arithmetic, shapes, reductions with keepdims
    Module 02 Activations   Sigmoid and Softmax, and why exp overflows
    Module 03 Layers        Linear, which makes the predictions that are judged here
    |
    v
Focus of this module: MSELoss, CrossEntropyLoss, BinaryCrossEntropyLoss, and log_softmax below them.
    |
    v
Unlocks:
    Module 05 Autograd      starts at your loss and asks what each weight contributed to it
    Module 06 Optimizers    changes the weights so that your loss becomes smaller
    Module 07 Training      repeats that, and prints your loss after every pass
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** the mean squared error and both cross-entropies for whole batches;
2. **derive** the log-sum-exp trick, and say which inputs break a version without it;
3. **refuse** shapes and labels that NumPy would silently accept and that would train nonsense;
4. **calculate** the memory and the work of a loss over many classes before running it;
5. **choose** a loss for a task, and say what an untrained model should score.

What you will *not* build yet: gradients (Module 05), losses that sum instead of averaging, and the sampled
approximations used for vocabularies of a million words.

## How this notebook works

As in Module 01. Warnings count as failures in the tests. The cells that begin with `#| export` become your own file
`tinytorch/core/losses.py`.
"""

# %% [markdown]
"""
## Setup
"""

# %%
#| default_exp core.losses

# %% given losses-imports
#| export
import numpy as np

from tinytorch.core.tensor import Tensor, make_result, reduced_size

# %% given notebook-imports
# Used in this notebook only: your losses themselves do not need them.
import math

from tinytorch.core.activations import Sigmoid, Softmax

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
import itertools
from numbers import Integral, Real


#| include tests: explained, what_happened, fixed, expect_equal, expect_values, expect_promises, expect_error


#| include strict: outcome_of

# %% [markdown]
"""
# Part 1. What a loss is

A loss takes two tensors, the **predictions** of a model and the **targets**, which are the truth. It
compares them example by example and then averages:

```diagram
predictions  200   250   300 --+
                               +--> one loss each  25   100   100 --> mean --> 75
targets      195   260   290 --+
```

In words: predictions and targets meet example by example, each pair gives a number that says how wrong it is, and their mean
is a Tensor of shape ().

The mean, and not the sum: then the loss of 32 examples and the loss of 128 examples are on the same scale,
and settings that worked for one batch size still work for another. PyTorch's losses average by default as
well.

A good loss has to be *smooth*. "How many answers are wrong?" is a fair question, but if a weight moves a
little, the count usually does not change at all, so it does not tell training in which direction to go. All
three losses below change a little when a prediction changes a little.

The class below is given. Yours inherit from it and add `forward`. As with activations,
`loss_fn(predictions, targets)` checks that both are Tensors, then calls your `forward`. If a prediction is nan, so is the
loss: a broken model must be noticed.
"""

# %% given loss-class
#| export
class Loss:
    """What all losses share. A subclass adds forward(predictions, targets)."""

    def forward(self, predictions, targets):
        """Return the mean loss of the batch as a Tensor of shape ()."""
        raise NotImplementedError(f"{type(self).__name__} has no forward method yet. Fix: define forward in the class.")

    def __call__(self, predictions, targets):
        """Return forward(predictions, targets). Raises TypeError unless both are Tensors."""
        for name, value in (("predictions", predictions), ("targets", targets)):
            if not isinstance(value, Tensor):
                raise TypeError(
                    f"{type(self).__name__} needs Tensors, but its {name} are of type "
                    f"{type(value).__name__}. Fix: wrap them in Tensor(...)."
                )
        return self.forward(predictions, targets)

    def __repr__(self):
        return f"{type(self).__name__}()"


# %% [markdown]
"""
# Part 2. Mean squared error

## A trap first

A model predicts one price per house. Its last layer returns the shape `(N, 1)`. Somebody stored the true
prices in the shape `(N,)`. Look at what subtraction makes of that:
"""

# %%
predicted, true = Tensor([[200], [250], [300]]), Tensor([200, 250, 300])
difference = predicted - true
print("shapes", predicted.shape, "and", true.shape, "give", difference.shape)
print(difference.data)
print("mean of the squares:", (difference ** 2).mean().item())

# %% [markdown]
"""
Every prediction is perfect, and the mean squared error is 3333. Broadcasting compared each house with
*every* price. Nothing failed, so a model would be trained on nonsense for hours. This is one of the most
frequent bugs in machine learning code, and it is cheap to exclude: a loss that compares element by element
must insist on **equal shapes**.

The mean of no numbers does not exist either. A loss of an empty batch is a mistake somewhere else, and this
is the place to say so.
"""

# %% solution same-shape
#| export
def ensure_same_shape(predictions, targets):
    """Raise ValueError, naming the shapes, if the two Tensors differ in shape or hold no numbers at all."""
    # TODO: two checks. The function returns nothing when all is well.
    # Steps:
    #   1. The shapes differ: raise ValueError with both shapes and a fix, for example to reshape one of them.
    #   2. There is no element: raise ValueError; the message must contain the word "empty".
    ### BEGIN SOLUTION
    if predictions.shape != targets.shape:
        raise ValueError(
            f"predictions have shape {predictions.shape}, targets have shape {targets.shape}. "
            "Rule: they are compared element by element, so both shapes must be the same. "
            "Fix: reshape one of them; if their sizes differ, check that both come from the same batch."
        )
    if not predictions.size:
        raise ValueError(
            f"the batch is empty: shape {predictions.shape} holds no numbers, and no numbers have no mean. "
            "Fix: check where the batch comes from."
        )
    ### END SOLUTION


# %% test 3 test-same-shape
@explained
def test_same_shape():
    """Shapes that would broadcast are refused (3 points)."""
    column, row = Tensor([[1], [2], [3]]), Tensor([1, 2, 3])
    expect_error(ValueError, lambda: ensure_same_shape(column, row), ["(3, 1)", "(3,)"],
                 "Shapes (3, 1) and (3,) differ: the ValueError must name both.")
    expect_error(ValueError, lambda: ensure_same_shape(row, Tensor(2.0)), ["(3,)", "()"],
                 "One target for three predictions would broadcast: the ValueError must name both shapes.")
    expect_error(ValueError, lambda: ensure_same_shape(Tensor(np.ones((2, 3))), Tensor(np.ones((3, 2)))), ["(2, 3)", "(3, 2)"],
                 "Shapes (2, 3) and (3, 2) differ, although they hold as many numbers: the ValueError must name both.")
    for none in (Tensor([]), Tensor(np.ones((3, 0)))):
        expect_error(ValueError, lambda none=none: ensure_same_shape(none, none), ["empty"],
                     "Without any element there is no mean: the ValueError must say that the batch is empty.")


test_same_shape()

# %% [markdown]
"""
## Square and average

For quantities such as a price or a temperature:

```
predictions   200   250   300
targets       195   260   290
difference      5   -10    10
squared        25   100   100      mean 75
```

Squaring does three things. Errors of opposite sign cannot cancel. One large error weighs more than several
small ones: ten times the error is a hundred times the loss. And the curve is smooth, with its lowest point
where the prediction is exact. The second property is also the weakness: a single wrong label, off by 1000,
outweighs a thousand honest errors of 30.
"""

# %% solution mse
#| export
class MSELoss(Loss):
    """The mean squared error, for quantities."""

    def forward(self, predictions, targets):
        """Return the mean of (predictions - targets) squared, over all elements, as a Tensor of shape ().

        Both have the same shape, for example (N,) or (N, D). Raises ValueError if not, or if they are empty.
        """
        # TODO: check the shapes, then subtract, square, average.
        # Hint: compute on the arrays predictions.data and targets.data, and end with
        #   make_result(array, predictions, targets). np.mean gives a single number, which is fine.
        ### BEGIN SOLUTION
        ensure_same_shape(predictions, targets)
        difference = predictions.data - targets.data
        return make_result(np.mean(difference * difference), predictions, targets)
        ### END SOLUTION


# %% test 4 test-mse
@explained
def test_mse():
    """The mean squared error (4 points)."""
    loss_fn = MSELoss()
    predictions, targets = fixed([200, 250, 300]), fixed([195, 260, 290])
    expect_values(lambda: loss_fn(predictions, targets), 75,
                  "The squares are 25, 100 and 100: their mean is 75, as a Tensor of shape ().")
    expect_values(lambda: loss_fn(fixed([[1, -2], [3, 4]]), fixed([[1, 2], [3, 4]])), 4,
                  "For shape (2, 2) divide by all 4 elements, not by the 2 rows; signs count in the difference.")
    expect_values(lambda: loss_fn(fixed([1000, 0]), fixed([0, 0])), 500_000, "A large error must count with its whole square.")
    expect_values(lambda: loss_fn(fixed([20_000.5]), fixed([20_000])), 0.25,
                  "Subtract before you square: large numbers that lie close together lose their digits otherwise.")


test_mse()

# %% test 2 test-mse-hidden
# Hidden checks (2 points): other shapes, errors of opposite sign.
### BEGIN HIDDEN TESTS
@explained
def test_mse_hidden():
    """The mean squared error works for every shape."""
    loss_fn, rng = MSELoss(), np.random.default_rng(1)
    # says: over all elements, as a Tensor of shape ()
    for shape in [(), (1,), (5,), (4, 1), (2, 3, 4)]:
        a, b = rng.normal(size=shape), rng.normal(size=shape)
        expect_values(lambda: loss_fn(fixed(a), fixed(b)), np.mean((a - b) ** 2),
                      f"MSELoss is wrong for shape {shape}; average over all elements.")


test_mse_hidden()
### END HIDDEN TESTS

# %% test 1 test-mse-refusals-hidden
# Hidden checks (1 point): shapes that differ, empty batches.
### BEGIN HIDDEN TESTS
@explained
def test_mse_refusals_hidden():
    """The mean squared error refuses what does not match."""
    loss_fn = MSELoss()
    # says: naming the shapes, if the two Tensors differ in shape or hold no numbers
    for a, b in [((3, 1), (3,)), ((2, 3), (3,)), ((3,), ())]:
        expect_error(ValueError, lambda a=a, b=b: loss_fn(Tensor(np.ones(a)), Tensor(np.ones(b))),
                     [str(a), str(b)], f"Shapes {a} and {b} must be refused; call ensure_same_shape first.")
    # says: the message must contain the word "empty"
    expect_error(ValueError, lambda: loss_fn(Tensor(np.ones((0, 2))), Tensor(np.ones((0, 2)))), ["empty"],
                 "An empty batch must be refused; call ensure_same_shape first.")


test_mse_refusals_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. The logarithm of a softmax

## Negative log-likelihood

A classifier gives the right class the probability p. How bad is that? The usual answer is the **negative log-likelihood**,
`-log(p)` with the natural logarithm:

```
probability p of the right class    1      0.9     0.5     0.1     0.01    0.0001
negative log-likelihood -log(p)     0      0.105   0.693   2.303   4.605   9.210
```

Full confidence in the right class costs nothing. Each further factor of ten towards zero costs another 2.3,
without any upper limit: being confidently wrong is the worst thing a classifier can do. A squared error
would stop at 1.

## Why not simply log(softmax(x))?

Your Softmax never overflows. Still, its results can be *zero*: if one score is 200 below the largest, its
probability is `exp(-200)`, about 1e-87, and float32 ends near 1e-45. The logarithm of 0 is minus infinity.
Yet the wanted answer is harmless: -200. The large number was lost between two steps that undo each other,
`exp` and `log`. So do not take them one after the other. On paper, with s the sum over all classes:

```
log(softmax(x))  =  log(exp(x) / s)  =  x - log(s)          with  s = sum(exp(x))
```

Now only the sum must be saved from overflow, and you know how: shift by the largest score m.

```
log_softmax(x)  =  (x - m) - log(sum(exp(x - m)))

x                 1000      1001      1002
x - m               -2        -1         0       sum of exp: 1.503   its log: 0.408
log_softmax         -2.408    -1.408    -0.408
```

The largest exponent is 0, so the sum lies between 1 and the number of classes. Its logarithm can be neither
infinite nor NaN. This is the **log-sum-exp trick**. It is exact, not an approximation.

```diagram
1000, 1001, 1002 --> minus 1002 --> -2, -1, 0 --+--> exp --> sum 1.503 --> log 0.408 --+
                                                |                                      |
                                                +------------- minus 0.408 <-----------+
                                                                    |
                                                                    v
                                                         -2.408, -1.408, -0.408
```

In words: the shifted scores go two ways, through exp, sum and log, and directly; the second way minus the first is the result.

One more detail: subtract in the order written above. `x - (m + log(sum))` is the same on paper. But next to
a score of 10,000, a float32 has only three digits left behind the point, and the precious 0.408 would be
rounded away.
"""

# %% solution log-softmax
#| export
def log_softmax(x, dim=-1):
    """Return the logarithm of the softmax of the Tensor `x` along `dim`, as a new Tensor of the same shape.

    All results are 0 or negative, and finite for finite numbers.
    Raises ValueError for a dimension that does not exist.
    """
    # TODO: shift, sum the exponentials, subtract the logarithm of the sum.
    # Steps:
    #   1. Call reduced_size(x.shape, dim): it refuses a dimension that does not exist.
    #   2. shifted = x.data minus the largest along dim, with keepdims=True.
    #   3. log_sum = the logarithm of the sum of np.exp(shifted) along dim, with keepdims=True.
    #   4. Wrap shifted - log_sum.
    # Hint: np.sum(..., dtype=np.float64) adds up in float64, like sum in Module 01: there may be many classes.
    #   A tensor without elements has no largest number. If x.size is 0, return
    #   make_result(x.data.copy(), x) right after step 1.
    # Shapes: (N, C) stays (N, C).
    ### BEGIN SOLUTION
    reduced_size(x.shape, dim)
    if x.size == 0:
        return make_result(x.data.copy(), x)
    shifted = x.data - np.max(x.data, axis=dim, keepdims=True)
    log_sum = np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True, dtype=np.float64))
    return make_result(shifted - log_sum, x)
    ### END SOLUTION


# %% test 4 test-log-softmax
@explained
def test_log_softmax():
    """The logarithm of softmax (4 points)."""
    expect_values(lambda: log_softmax(Tensor([1, 2, 3])), [-2.407606, -1.407606, -0.407606],
                  "log_softmax([1, 2, 3]) must be about -2.41, -1.41, -0.41.")
    x = fixed([[1, 2, 3], [3, 3, 3]])
    expect_values(lambda: log_softmax(x), [[-2.407606, -1.407606, -0.407606], [-1.098612] * 3],
                  "Each row of a batch has a largest score and a sum of its own: axis=dim and keepdims=True.")
    expect_values(lambda: Tensor(np.exp(log_softmax(x, dim=0).data)), Softmax(dim=0)(x).data,
                  "exp(log_softmax(x, dim=0)) must be the softmax of each column; pass dim on as the axis.")


test_log_softmax()

# %% test 4 test-log-softmax-stable
@explained
def test_log_softmax_stable():
    """The log-sum-exp trick (4 points)."""
    expected = [-2.407606, -1.407606, -0.407606]
    expect_values(lambda: log_softmax(Tensor([1000, 1001, 1002])), expected,
                  "log_softmax([1000, 1001, 1002]) must be that of [1, 2, 3]: subtract the largest first.")
    expect_values(lambda: log_softmax(Tensor([0, -200])), [0, -200],
                  "log_softmax([0, -200]) must be [0, -200]: take no logarithm of the softmax, it is 0.")
    expect_values(lambda: log_softmax(Tensor([[1, 2, 3], [1001, 1002, 1003]])), [expected, expected],
                  "Subtract the largest of each row (axis=dim, keepdims=True), not that of the whole batch.")
    many = np.full((60_000, 2), math.log(0.1))
    many[0] = 0
    expect_values(lambda: Tensor(np.exp(log_softmax(Tensor(many), dim=0).data)).sum(axis=0), [1, 1],
                  "60,000 probabilities must add up to 1 as well: sum the exponentials in float64; see the hint.")


test_log_softmax_stable()

# %% test 2 test-log-softmax-hidden
# Hidden checks (2 points): every dimension of rank 3, the digits next to very large scores.
### BEGIN HIDDEN TESTS
@explained
def test_log_softmax_hidden():
    """log_softmax works along every dimension, exactly."""
    numbers = np.random.default_rng(2).normal(scale=3, size=(2, 3, 4))
    # says: the softmax of the Tensor `x` along `dim`
    for dim in [0, 1, 2, -1, -2, -3]:
        expected = numbers - np.log(np.exp(numbers).sum(axis=dim, keepdims=True))
        expect_values(lambda: log_softmax(Tensor(numbers), dim), expected,
                      f"log_softmax with dim={dim} is wrong for rank 3.")
    # says: next to a score of 10,000
    expect_values(lambda: log_softmax(Tensor([100_000, 100_001])), [-1.313262, -0.313262],
                  "Next to large scores digits get lost: subtract the largest first, and the logarithm last.")
    # says: All results are 0 or negative
    assert outcome_of(lambda: log_softmax(Tensor([[5], [-1000]])).data.max(), "One class is enough for log_softmax.") <= 0, \
        "The logarithm of a probability cannot be above 0: add nothing to the sum and subtract nothing from it."
    # says: finite for finite numbers
    expect_values(lambda: log_softmax(Tensor([1e30, -1e30])), [0, -2e30],
                  "Scores that lie very far apart must give finite results.")


test_log_softmax_hidden()
### END HIDDEN TESTS

# %% test 1 test-log-softmax-edges-hidden
# Hidden checks (1 point): no elements, a dimension that does not exist.
### BEGIN HIDDEN TESTS
@explained
def test_log_softmax_edges_hidden():
    """log_softmax keeps the shape without elements and refuses a dimension that does not exist."""
    # says: If x.size is 0, return
    for shape in [(0, 3), (3, 0)]:
        expect_values(lambda: log_softmax(Tensor(np.zeros(shape))), np.zeros(shape),
                      f"log_softmax of a tensor of shape {shape} must keep the shape; see the hint.")
    # says: Raises ValueError for a dimension that does not exist
    expect_error(ValueError, lambda: log_softmax(Tensor(np.zeros((2, 3, 4))), dim=3), ["(2, 3, 4)"],
                 "A dimension that does not exist must raise a ValueError; reduced_size does that for you.")


test_log_softmax_edges_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. Cross-entropy: which of C classes?

## Labels are indices

The targets of a classifier are **class indices**: the number of the right class, from 0 to C - 1. They
arrive in a Tensor, so they are float32 like everything else, and must become integers before they can
select anything. Three mistakes happen again and again, and NumPy accepts the last two without a word:

| mistake | example for C = 3 | what NumPy would do |
|---|---|---|
| a class that does not exist | `[0, 5]`, or labels that count from 1 | an error without a fix |
| a negative class | `[-1, 2]` | take the *last* class |
| something that is no index | `[0.9, 1.7]`, probabilities | cut off the digits |

One more: **one-hot** rows such as `[0, 1, 0]`. They have the shape of the scores, `(N, C)`, not `(N,)`.
"""

# %% solution class-indices
#| export
def class_indices(targets, classes):
    """Return the class indices in `targets` as an integer array of shape (N,).

    targets: a Tensor of shape (N,) that holds whole numbers from 0 to classes - 1.
    Raises ValueError for another rank or a number that is not whole, IndexError for a class that is missing.
    """
    # TODO: three checks, then the conversion.
    # Steps:
    #   1. If the rank is not 1, raise ValueError with the shape of the targets.
    #   2. If a number is not whole, raise ValueError; the message must contain the word "whole".
    #   3. If a number is below 0 or not below `classes`, raise IndexError with that number and `classes`.
    #   4. Return targets.data.astype(np.int64).
    # Hint: numbers != np.floor(numbers) is True where a number is not whole, and for NaN. np.any combines.
    ### BEGIN SOLUTION
    numbers = targets.data
    if numbers.ndim != 1:
        raise ValueError(
            f"targets have shape {targets.shape}. Rule: one class index per example, shape (N,). "
            "Fix: targets.reshape(-1) for (N, 1); for one-hot rows pass the position of the 1 instead."
        )
    if np.any(numbers != np.floor(numbers)):
        raise ValueError(
            "targets must be whole numbers, the indices of the right classes. "
            "Fix: for probabilities of yes or no use BinaryCrossEntropyLoss."
        )
    outside = numbers[(numbers < 0) | (numbers >= classes)]
    if outside.size:
        raise IndexError(
            f"target {outside[0]:.0f} is not one of the {classes} classes. "
            f"Rule: indices run from 0, and {classes} itself is too large. "
            "Fix: check whether the labels count from 1, and how many scores the model gives."
        )
    return numbers.astype(np.int64)
    ### END SOLUTION


# %% test 4 test-class-indices
@explained
def test_class_indices():
    """Labels become integers, or are refused (4 points)."""
    advice = "class_indices([0, 2, 1], 3) must be the integers 0, 2, 1."
    indices = outcome_of(lambda: class_indices(Tensor([0, 2, 1]), 3), advice)
    assert isinstance(indices, np.ndarray) and indices.dtype.kind == "i" and indices.tolist() == [0, 2, 1], advice
    expect_error(IndexError, lambda: class_indices(Tensor([0, 5]), 3), ["5", "3"],
                 "Class 5 of 3 does not exist: raise an IndexError that names both numbers; see step 3.")
    expect_error(IndexError, lambda: class_indices(Tensor([-1, 2]), 3), ["-1", "3"],
                 "Class -1 does not exist: raise an IndexError, or NumPy takes the last class; see step 3.")
    expect_error(ValueError, lambda: class_indices(Tensor([0.9, 1.7]), 3), ["whole"],
                 "0.9 is not an index: raise a ValueError that says whole numbers are needed; see step 2.")
    expect_error(ValueError, lambda: class_indices(Tensor([[0, 1, 0], [1, 0, 0]]), 3), ["(2, 3)"],
                 "One-hot rows must raise a ValueError that names their shape; see step 1.")


test_class_indices()

# %% test 2 test-class-indices-hidden
# Hidden checks (2 points): the borders of the range, many classes, NaN, a single number.
### BEGIN HIDDEN TESTS
@explained
def test_class_indices_hidden():
    """The borders of the range are exact."""
    # says: whole numbers from 0 to classes - 1
    advice = "0 and classes - 1 are the first and the last class that exist."
    indices = outcome_of(lambda: class_indices(Tensor([0, 49_999]), 50_000), advice)
    assert indices.tolist() == [0, 49_999], advice
    # says: below 0 or not below `classes`, raise IndexError with that number
    expect_error(IndexError, lambda: class_indices(Tensor([1, 2, 3]), 3), ["3"],
                 "With 3 classes, 3 is one too many: labels that count from 1 must be refused.")
    # says: where a number is not whole, and for NaN
    expect_error(ValueError, lambda: class_indices(Tensor([0, np.nan]), 3), ["whole"],
                 "NaN is not a whole number and must raise a ValueError; use numbers != np.floor(numbers).")
    # says: If the rank is not 1, raise ValueError with the shape of the targets
    expect_error(ValueError, lambda: class_indices(Tensor(1.0), 3), ["()"],
                 "A single number has rank 0 and must raise a ValueError.")
    expect_error(ValueError, lambda: class_indices(Tensor([[1], [2]]), 3), ["(2, 1)"],
                 "A column of labels has rank 2 and must raise a ValueError, like every rank but 1; see step 1.")
    # says: If a number is not whole, raise ValueError
    for number in (0.5, 1.0001, 5.5):
        expect_error(ValueError, lambda number=number: class_indices(Tensor([0, 1, number]), 3), ["whole"],
                     f"{number} is not whole and must be found at the end of the targets too; check that first.")
    # says: whole numbers from 0 to classes - 1
    with np.errstate(all="ignore"):
        for number in (np.inf, -np.inf):
            expect_error((ValueError, IndexError), lambda number=number: class_indices(Tensor([0, number]), 3), [],
                         "An infinite number is no class and must be refused.")


test_class_indices_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## The loss

Cross-entropy is the mean negative log-likelihood of the right classes. The scores come in **raw**, without any softmax:
they are then called **logits**. `log_softmax` does the rest.

```
logits (2, 3)             targets (2,)     log_softmax                     selected
 2.0   0.5   0.1             0             -0.317  -1.817  -2.217          -0.317
 0.3   1.8   0.2             1             -1.854  -0.354  -1.954          -0.354

loss = -(-0.317 - 0.354) / 2 = 0.335
```

```diagram
log_softmax     class 0   class 1   class 2      target
example 0      [-0.317]   -1.817    -2.217         0
example 1       -1.854   [-0.354]   -1.954         1
                   |         |
                   +---------+--> mean -0.335 --> change the sign --> loss 0.335
```

In words: the target of a row says which of its numbers counts; the loss is minus the mean of those.

To select one number per row, index with two arrays of equal length: `table[np.arange(N), indices]` takes
from row 0 the column `indices[0]`, from row 1 the column `indices[1]`, and so on.

Passing probabilities instead of logits is not an error that anybody could detect: they are numbers as well.
But softmax would be applied twice, all predictions would look unsure, and training would be slow for no
visible reason.
"""

# %% solution cross-entropy
#| export
class CrossEntropyLoss(Loss):
    """The mean negative log-likelihood of the right class, for examples that belong to exactly one of C classes."""

    def forward(self, logits, targets):
        """Return the mean of -log(probability of the right class) as a Tensor of shape ().

        logits: raw scores, shape (N, C), not the result of a softmax. targets: class indices, shape (N,).
        Raises ValueError for other shapes, different N or N = 0, IndexError for a class that does not exist.
        """
        # TODO: check, take log_softmax, select, average, change the sign.
        # Steps:
        #   1. If the rank of logits is not 2, raise ValueError with their shape.
        #   2. Get the indices from class_indices. If there are not as many as rows, raise ValueError with
        #      both shapes. If there are none, raise ValueError; the message must contain the word "empty".
        #   3. Select one number per row of log_softmax(logits).data.
        #   4. Wrap minus their mean. The targets are no operand: nobody needs the gradient of a label.
        ### BEGIN SOLUTION
        if logits.data.ndim != 2:
            raise ValueError(
                f"logits have shape {logits.shape}. Rule: one row of scores per example, shape (N, C). "
                "Fix: logits.reshape(-1, C); a single example is a batch of one row."
            )
        rows, classes = logits.shape
        indices = class_indices(targets, classes)
        if len(indices) != rows:
            raise ValueError(
                f"logits have shape {logits.shape}, targets have shape {targets.shape}. "
                "Rule: one target per row. Fix: check that both come from the same batch."
            )
        if not rows:
            raise ValueError("the batch is empty: there is no mean of no examples. Fix: check the data set.")
        selected = log_softmax(logits).data[np.arange(rows), indices]
        return make_result(-np.mean(selected), logits)
        ### END SOLUTION


# %% test 5 test-cross-entropy
@explained
def test_cross_entropy():
    """The mean negative log-likelihood of the right classes (5 points)."""
    loss_fn = CrossEntropyLoss()
    logits = fixed([[2.0, 0.5, 0.1], [0.3, 1.8, 0.2]])
    expect_values(lambda: loss_fn(logits, fixed([0, 1])), 0.335485,
                  "The example in the text must give 0.335: the mean of -log_softmax at the targets.")
    expect_values(lambda: loss_fn(logits, Tensor([2, 0])), 2.035485,
                  "For the targets 2 and 0 it must be 2.035: one number per row, at the index of its target.")
    for labels in ([0, 1, 2], [0]):
        expect_error(ValueError, lambda labels=labels: loss_fn(logits, Tensor(labels)), ["(2, 3)", f"({len(labels)},)"],
                     "More or fewer targets than rows must raise a ValueError with both shapes; see step 2.")


test_cross_entropy()

# %% test 3 test-cross-entropy-stable
@explained
def test_cross_entropy_stable():
    """Cross-entropy stays finite and exact for confident models (3 points)."""
    loss_fn = CrossEntropyLoss()
    expect_values(lambda: loss_fn(Tensor([[1000, 0], [0, 1000]]), Tensor([0, 1])), 0,
                  "Confident and right must cost nothing, without overflow: use log_softmax.")
    for gap in (1000, 1e6):
        expect_values(lambda: loss_fn(Tensor([[gap, 0]]), Tensor([1])), gap,
                      f"Confident and wrong by {gap} must cost {gap}, not infinity: use log_softmax.")
    expect_values(lambda: loss_fn(Tensor([[1000, 0], [0, 0]]), Tensor([0, 0])), math.log(2) / 2,
                  "A row that costs nothing counts in the mean too: divide by the number of rows.")
    expect_values(lambda: loss_fn(Tensor([[0, -np.inf, 0]]), Tensor([2])), math.log(2),
                  "A class that is impossible must not matter when another is right: select, do not multiply by 0.")


test_cross_entropy_stable()

# %% test 2 test-cross-entropy-hidden
# Hidden checks (2 points): random batches, one class only, wrong ranks, labels that do not exist, an empty
# batch.
### BEGIN HIDDEN TESTS
@explained
def test_cross_entropy_hidden():
    """Cross-entropy is right for random batches and refuses wrong ones."""
    loss_fn, rng = CrossEntropyLoss(), np.random.default_rng(3)
    # says: Return the mean of -log(probability of the right class)
    for rows, classes in [(1, 2), (7, 3), (300, 100), (3, 1)]:
        scores, labels = rng.normal(scale=2, size=(rows, classes)), rng.integers(0, classes, rows)  # above 0: labels
        expected = np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(rows), labels])
        expect_values(lambda: loss_fn(fixed(scores), fixed(labels)), expected,
                      f"CrossEntropyLoss is wrong for {rows} rows and {classes} classes.")
    # says: If the rank of logits is not 2, raise ValueError with their shape
    for shape in [(3,), (1, 1, 3)]:
        expect_error(ValueError, lambda shape=shape: loss_fn(Tensor(np.ones(shape)), Tensor([0])), [str(shape)],
                     f"Logits of rank {len(shape)} must raise a ValueError with their shape; see step 1.")
    # says: If there are not as many as rows, raise ValueError with both shapes
    expect_error(ValueError, lambda: loss_fn(Tensor(np.ones((2, 3))), Tensor([1])), ["(2, 3)", "(1,)"],
                 "One target for two rows must raise a ValueError too: it would be used for both.")
    # says: IndexError for a class that does not exist
    expect_error(IndexError, lambda: loss_fn(Tensor([[1, 2, 3]]), Tensor([-1])), ["-1"],
                 "A negative label must be refused; let class_indices check the targets.")
    # says: If there are none, raise ValueError
    expect_error(ValueError, lambda: loss_fn(Tensor(np.ones((0, 3))), Tensor([])), ["empty"],
                 "An empty batch must raise a ValueError that says so; see step 2.")


test_cross_entropy_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. Binary cross-entropy: yes or no?

For a yes-or-no question one probability p is enough, usually the result of a sigmoid. The target t is 1 for
yes and 0 for no, and the negative log-likelihood is

```
t = 1:   -log(p)
t = 0:   -log(1 - p)
both:    -(t * log(p) + (1 - t) * log(1 - p))
```

A tensor may hold several questions per example: is there a dog, a cat, a bicycle in the picture? The
answers are independent, and the mean is taken over all of them.

## The edge

A sigmoid in float32 can be exactly 0 or 1, as you saw in Module 02. Then one of the logarithms is minus
infinity, and `0 * -inf` is NaN even when the prediction is right. The remedy is to keep p away from both
ends by a tiny `eps = 1e-7`: p is limited to the range from `eps` to `1 - eps`. The largest possible
loss is then about 16.

Why not 1e-12? Just below 1 the float32 numbers are 6e-8 apart. `1 - 1e-12` is rounded to 1, and nothing
would be gained. 1e-7 is about as close as float32 can come.

A value outside of 0 to 1 is no probability. Almost always somebody forgot the sigmoid and passed raw
scores. Limiting would hide that mistake, so refuse such values **before** you limit.
"""

# %% solution bce
#| export
class BinaryCrossEntropyLoss(Loss):
    """The mean negative log-likelihood of yes-or-no answers, given as probabilities of yes."""

    def forward(self, predictions, targets):
        """Return the mean of -(t * log(p) + (1 - t) * log(1 - p)) over all elements, as a Tensor of shape ().

        predictions: probabilities p from 0 to 1, for example of a sigmoid; limited to 1e-7 .. 1 - 1e-7 first.
        targets: t from 0 to 1, usually exactly 0 or 1, of the same shape.
        Raises ValueError for shapes that differ, an empty batch, or values outside of 0 to 1.
        """
        # TODO: check, limit, compute, average.
        # Steps:
        #   1. Call ensure_same_shape.
        #   2. If a prediction or a target is below 0 or above 1, raise ValueError with that value. The
        #      message must say whether it was among the "predictions" or the "targets".
        #   3. Limit the predictions with np.clip.
        #   4. Wrap minus the mean of t * log(p) + (1 - t) * log(1 - p).
        # Hint: array[(array < 0) | (array > 1)] are the values outside; .size tells how many there are.
        ### BEGIN SOLUTION
        ensure_same_shape(predictions, targets)
        p, t, eps = predictions.data, targets.data, 1e-7
        for name, numbers in (("predictions", p), ("targets", t)):
            outside = numbers[(numbers < 0) | (numbers > 1)]
            if outside.size:
                raise ValueError(
                    f"{outside[0]:g} among the {name} is no probability. Rule: all values lie from 0 to 1. "
                    "Fix: apply Sigmoid to raw scores; labels are 0 or 1."
                )
        p = np.clip(p, eps, 1 - eps)
        return make_result(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), predictions, targets)
        ### END SOLUTION


# %% test 4 test-bce
@explained
def test_bce():
    """The mean negative log-likelihood of yes-or-no answers (4 points)."""
    loss_fn = BinaryCrossEntropyLoss()
    expect_values(lambda: loss_fn(fixed([0.9, 0.2, 0.7]), fixed([1, 0, 1])), 0.228393,
                  "For these answers the loss must be 0.228: log(p) where t is 1, log(1 - p) where t is 0.")
    expect_values(lambda: loss_fn(Tensor([[0.5, 0.5], [0.5, 0.5]]), Tensor([[1, 0], [0, 1]])), math.log(2),
                  "Guessing 0.5 must cost log(2) = 0.693 for any shape: the mean over all elements.")
    expect_error(ValueError, lambda: loss_fn(Tensor([2.5]), Tensor([1])), ["predictions", "2.5"],
                 "2.5 is no probability: raise a ValueError that names it, before you limit; see step 2.")
    expect_error(ValueError, lambda: loss_fn(Tensor([1.001]), Tensor([1])), ["predictions", "1.001"],
                 "1.001 is no probability either: refuse everything above 1.")


test_bce()

# %% test 3 test-bce-stable
@explained
def test_bce_stable():
    """Probabilities of exactly 0 and 1 give finite losses (3 points)."""
    loss_fn = BinaryCrossEntropyLoss()
    expect_values(lambda: loss_fn(Tensor([1e-5]), Tensor([1])), 11.512925,
                  "p = 1e-5 must cost 11.51: limit at 1e-7, not earlier.")
    expect_values(lambda: loss_fn(fixed([0, 1]), fixed([0, 1])), 0,
                  "Certain and right must cost (almost) nothing: limit p to 1e-7 .. 1 - 1e-7 before np.log.")
    for p, t in [(0, 1), (1, 0)]:
        advice = f"p = {p} with target {t} must cost about 16: limit p at both ends, by 1e-7 and not less."
        loss = loss_fn(Tensor([p]), Tensor([t])).item()
        assert 15 < loss < 17, f"{advice} (Your loss is {loss}.)"


test_bce_stable()

# %% test 2 test-bce-hidden
# Hidden checks (2 points): random answers, targets between 0 and 1, bad targets, shapes that differ, an empty
# batch.
### BEGIN HIDDEN TESTS
@explained
def test_bce_hidden():
    """Binary cross-entropy is right for every shape and refuses wrong input."""
    loss_fn, rng = BinaryCrossEntropyLoss(), np.random.default_rng(4)
    # says: over all elements, as a Tensor of shape ()
    for shape in [(1,), (6, 1), (2, 3, 4)]:
        p, t = rng.uniform(0.01, 0.99, shape), rng.uniform(0, 1, shape)  # above 0: probabilities
        expected = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
        expect_values(lambda: loss_fn(fixed(p), fixed(t)), expected,
                      f"BinaryCrossEntropyLoss is wrong for shape {shape}.")
    # says: below 0 or above 1, raise ValueError with that value
    expect_error(ValueError, lambda: loss_fn(Tensor([0.5, -0.1]), Tensor([0, 1])), ["predictions", "-0.1"],
                 "A negative probability must raise a ValueError that names it; see step 2.")
    expect_error(ValueError, lambda: loss_fn(Tensor([0.5, 0.5]), Tensor([1, 2])), ["targets", "2"],
                 "A target of 2 must raise a ValueError that names it; see step 2.")
    # says: Raises ValueError for shapes that differ, an empty batch
    expect_error(ValueError, lambda: loss_fn(Tensor([[0.5], [0.5]]), Tensor([1, 0])), ["(2, 1)", "(2,)"],
                 "Shapes (2, 1) and (2,) must be refused; call ensure_same_shape first.")
    expect_error(ValueError, lambda: loss_fn(Tensor([]), Tensor([])), ["empty"],
                 "An empty batch must be refused; call ensure_same_shape first.")


test_bce_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 6. Putting it together

## Which one?

| question | last step of the model | loss | targets |
|---|---|---|---|
| how much? | none | `MSELoss` | numbers, same shape as the predictions |
| which one of C? | none: raw scores | `CrossEntropyLoss` | class indices, shape (N,) |
| yes or no? | `Sigmoid` | `BinaryCrossEntropyLoss` | 0 or 1, same shape as the predictions |
| which of several, independently? | `Sigmoid` | `BinaryCrossEntropyLoss` | 0 or 1 for each question |

## What does an untrained model score?

Before any training, a model knows nothing. If it treats all C classes alike, each gets the probability 1 /
C, and the loss is `log(C)`. That is a number to know **before** the first run: 2.30 for ten digits, 0.69
for yes or no. A first loss far above it means that the initial scores are too large. A loss that stays
there means that nothing is learned.

The other number to know beforehand is memory. While the loss of a batch is computed, three arrays of shape
`(N, C)` exist at the same time: the logits, the shifted scores, and their exponentials.
"""

# %% solution planning
def chance_loss(classes):
    """Return the cross-entropy of a model that gives all `classes` the same probability: a float."""
    # TODO: one line, with math.log.
    ### BEGIN SOLUTION
    return math.log(classes)
    ### END SOLUTION


def cross_entropy_bytes(batch, classes):
    """Return how many bytes three float32 arrays of shape (batch, classes) take: an int."""
    # TODO: one line.
    ### BEGIN SOLUTION
    return 3 * batch * classes * 4
    ### END SOLUTION


# %% test 1 test-planning
@explained
def test_planning():
    """Loss and memory are known before the first run (1 point)."""
    advice = "chance_loss(10) must be log(10) = 2.3026."
    assert abs(outcome_of(lambda: chance_loss(10), advice) - 2.302585) < 1e-4, advice
    assert abs(outcome_of(lambda: chance_loss(1), advice)) < 1e-9, "With one class there is nothing to guess: chance_loss(1) must be 0."
    expect_equal(lambda: cross_entropy_bytes(128, 50_000), 76_800_000,
                 "128 examples and 50,000 classes need 76,800,000 bytes: three arrays of 4-byte numbers.")


test_planning()

# %% [markdown]
"""
Now with a model. The `Linear` of Module 03 starts with random weights, so its scores are random as well,
mostly between -2 and 2. The examples and labels are random too: there is nothing to learn here, only to
check the first number.
"""

# %%
from tinytorch.core.layers import Linear

rng = np.random.default_rng(5)
for classes in (2, 10, 100):
    inputs, labels = Tensor(rng.normal(size=(256, 64))), Tensor(rng.integers(0, classes, 256))
    first_loss = CrossEntropyLoss()(Linear(64, classes)(inputs), labels).item()
    print(f"{classes:4d} classes: untrained model {first_loss:.3f}, all alike {chance_loss(classes):.3f}")

# %% [markdown]
"""
The untrained model is somewhat worse than one that treats all classes alike, because its random preferences
are wrong more often than right. But it is of the right size, and that is what you check before a long run.

## The promises

A loss is where gradients will start in Module 05. So it must require a gradient when the predictions do, or the targets where
those are an operand too. And it keeps what every operation has promised: a new Tensor, nan where a number is nan.
"""

# %% test 1 test-promise
@explained
def test_promise():
    """Losses are new numbers, keep nan, and require a gradient when an operand does (1 point)."""
    pairs = [([0.5, 0.25], [1, 0]), ([0.75], [0.5]), ([[1, 0], [0.5, 0.125]], [[0, 1], [1, 0]]), ([0.5, np.nan], [1, 0])]
    for loss_fn in [MSELoss(), BinaryCrossEntropyLoss()]:
        expect_promises(loss_fn, pairs, f"{loss_fn} must keep the promises.", operands=2)
    for required in (False, True):  # labels are no operand, whether they ask for a gradient or not
        labels = Tensor([1, 0], requires_grad=required)
        expect_promises(lambda logits: CrossEntropyLoss()(logits, labels), [[[0.5, -1], [2, 0]], [[0.5, np.nan], [2, 0]]],
                        "CrossEntropyLoss() must keep the promises, for its logits alone.")
    expect_promises(log_softmax, [[1, -2], [[3, 0], [-1, 5]], np.zeros((0, 2)), [np.nan, 1]], "log_softmax must keep the promises.")


test_promise()

# %% [markdown]
"""
# Part 7. Measure

The cells below measure *your* code on *this* machine. Nothing here is graded, but you need the results for
the reflection.
"""

# %%
import time
import tracemalloc


#| include measuring: best_seconds, peak_bytes


# %% [markdown]
"""
## Measurement 1: which penalty for which mistake?

The right answer is yes, and the model says yes with probability p. Compare the two penalties, and how much
each of them changes between the rows.
"""

# %%
print("p of the right answer    squared error    cross-entropy")
for p in (0.99, 0.9, 0.5, 0.1, 0.01, 0.0001):
    prediction, target = Tensor([p]), Tensor([1.0])
    print(f"{p:21.4f} {MSELoss()(prediction, target).item():16.4f} "
          f"{BinaryCrossEntropyLoss()(prediction, target).item():16.4f}")

# %% [markdown]
"""
## Measurement 2: where the naive versions break

Two classes. The right one has score 0, the other one leads by the gap, so the loss must be almost exactly
the gap.
"""

# %%
print("    gap   log of naive softmax   log of stable softmax    yours")
for gap in (1, 10, 80, 90, 110, 1000):
    scores = np.array([0, gap], dtype=np.float32)
    with np.errstate(all="ignore"):
        naive = -np.log(np.exp(scores) / np.exp(scores).sum())[0]
        half_way = -np.log(Softmax()(Tensor(scores)).data)[0]
    yours = CrossEntropyLoss()(Tensor([scores]), Tensor([0])).item()
    print(f"{gap:7d} {naive:22.4f} {half_way:23.4f} {yours:8.4f}")

# %% [markdown]
"""
## Measurement 3: what many classes cost

A batch of 64 examples. The plan counts three arrays of shape (64, C); of these the logits exist before the
loss is called, so they are added to the measured peak.
"""

# %%
print("classes        time   nanoseconds per score        plan    measured")
loss_fn = CrossEntropyLoss()
for classes in (10, 100, 1_000, 10_000):
    logits = Tensor(np.random.default_rng(6).normal(size=(64, classes)))
    labels = Tensor(np.zeros(64))
    seconds = best_seconds(lambda: loss_fn(logits, labels), repeats=5)
    measured = logits.memory_footprint() + peak_bytes(lambda: loss_fn(logits, labels))
    print(f"{classes:7d} {seconds * 1e3:8.3f} ms {seconds * 1e9 / logits.size:23.1f} "
          f"{cross_entropy_bytes(64, classes) / 1e6:8.2f} MB {measured / 1e6:8.2f} MB")

# %% [markdown]
"""
## Measurement 4: what the sigmoid has already lost

A yes-or-no model gives the raw score z, and the answer is no. The exact loss is `log(1 + exp(z))`, computed
here in a safe way from z itself. Your loss only sees the sigmoid.
"""

# %%
print("    z   sigmoid(z)   exact loss   your loss")
for z in (0, 5, 10, 14, 16, 18, 30):
    p = Sigmoid()(Tensor([float(z)]))
    exact = max(z, 0) + math.log1p(math.exp(-abs(z)))
    print(f"{z:5d} {p.item():12.8f} {exact:12.4f} {BinaryCrossEntropyLoss()(p, Tensor([0.0])).item():11.4f}")

# %% [markdown]
"""
## Measurement 5: mean or sum?

The same model, the same kind of data, larger and larger batches. Which column could you compare between two
runs?
"""

# %%
print("batch   mean of the squares   sum of the squares")
for batch in (8, 64, 512, 4096):
    errors = Tensor(np.random.default_rng(7).normal(size=batch))
    mean = MSELoss()(errors, Tensor(np.zeros(batch))).item()
    print(f"{batch:5d} {mean:21.3f} {mean * batch:20.1f}")

# %% [markdown]
"""
# Part 8. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| predictions have shape (32, 1), targets have shape (32,) | one of the two has an extra dimension | `targets.reshape(-1, 1)`, or reshape the predictions |
| target 3 is not one of the 3 classes | labels count from 1, or the last layer has too few outputs | subtract 1, or give the layer C outputs |
| targets must be whole numbers | probabilities or scores were passed as labels | pass class indices, or use BinaryCrossEntropyLoss |
| targets have shape (32, 10) | one-hot rows | pass the index of the 1 in each row |
| 2.3 among the predictions is no probability | the sigmoid is missing | `loss_fn(Sigmoid()(scores), targets)` |
| the loss is NaN | NaN or infinity in the predictions already | print the largest prediction; look for overflow before the loss |
| the loss stays at log(C) | the model treats all classes alike | check that labels and examples are in the same order |
| cross-entropy falls very slowly | softmax was applied before the loss | pass raw scores |
| RuntimeWarning: divide by zero encountered in log | the logarithm of 0 | log_softmax for scores, limits for probabilities |
"""

# %% [markdown]
"""
# Part 9. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `from tinytorch.core.losses import MSELoss, CrossEntropyLoss` | `import torch.nn as nn` |
| `MSELoss()(predictions, targets)` | `nn.MSELoss()(predictions, targets)` |
| `CrossEntropyLoss()(logits, targets)` | `nn.CrossEntropyLoss()(logits, targets)` |
| `BinaryCrossEntropyLoss()(p, targets)` | `nn.BCELoss()(p, targets)` |
| `log_softmax(x, dim=-1)` | `torch.log_softmax(x, dim=-1)` |

What is the same: raw scores for cross-entropy, class indices as targets, the mean over the batch, and the
log-sum-exp trick. What differs:

- PyTorch wants class indices as integers; your tensors know float32 only and convert.
- For shapes that differ, PyTorch's MSELoss prints a warning and broadcasts. Yours refuses.
- `nn.BCELoss` limits the *logarithm* at -100 where you limit the probability, so the worst case costs 100
  there and 16 here. Between 1e-6 and 1 - 1e-6 both agree to a few digits. `nn.BCEWithLogitsLoss` takes raw
  scores and avoids the problem.
- PyTorch also offers sums, no averaging at all, and weights per class.
"""

# %% [markdown]
"""
# Part 10. Check your understanding

Answer first, then open the answer.

**1. Memory.** A language model has a vocabulary of 50,000 words and a batch of 128 positions. What do
logits, shifted scores and exponentials take?

<details><summary>Answer 1</summary>

Each 128 * 50,000 * 4 = 25,600,000 bytes, together 76.8 MB. Both the batch and the vocabulary enter as a
factor: doubling either of them doubles the memory.

</details>

**2. Cost.** In a profile the loss takes a third of the time of a step, with 1000 classes and 64 examples.
Is that plausible, and where would you look?

<details><summary>Answer 2</summary>

64,000 exponentials take well under a millisecond in compiled code; see Measurement 3. A third of the time
suggests a Python loop over the examples or classes. Look for one, and replace it by operations on whole
arrays.

</details>

**3. Stability.** The logits are 50, 100 and 150. What does a naive softmax give in float32, and what does
`log_softmax` compute?

<details><summary>Answer 3</summary>

`exp(100)` and `exp(150)` are both infinite, so their probabilities are inf / inf, NaN. Shifted, the scores
are -100, -50 and 0; the sum of the exponentials is 1 to all digits, its logarithm 0, and the result is
-100, -50, 0.

</details>

**4. Choice.** Five diagnoses. Which loss if every patient has exactly one of them, and which if a patient
can have several?

<details><summary>Answer 4</summary>

Exactly one: five raw scores and cross-entropy. Several: five sigmoids and binary cross-entropy, with a
target of five zeros and ones. A softmax would force the five probabilities to compete, although one illness
does not exclude another.

</details>

**5. Batch size.** You go from 32 to 128 examples per batch. What happens to the memory of the loss, to its
value, and to how much it fluctuates from batch to batch?

<details><summary>Answer 5</summary>

The memory of the activations and of the loss grows four times; that of the weights does not. The value
stays about the same, because it is a mean. It fluctuates half as much: the mean of four times as many
examples has half the standard deviation.

</details>

**6. Labels.** Class indices are stored as float32. Up to how many classes is that exact?

<details><summary>Answer 6</summary>

A float32 has 24 binary digits, so whole numbers up to 16,777,216 are exact. 16,777,217 would become
16,777,216, another class. Vocabularies are far below that.

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
**Question 1 (6 points, 3 of them for memory): a loss that does not fit.** A batch of 512 positions meets a vocabulary of 50,000
words. How many bytes do the logits take, and how many are in use while your cross-entropy runs? Somebody
proposes to cut the batch into four parts of 128 rows, to compute the loss of each, and to average the four
losses. Is the result the same? Does the work change? What is the peak now, if the logits exist already? And
what if the batch has 500 rows and the last part is smaller?
"""

# %% [markdown] answer 6 reflect-memory
"""
### BEGIN SOLUTION
**Model answer.** The logits take 512 * 50,000 * 4 = 102,400,000 bytes. While the loss runs, the shifted
scores and their exponentials come on top, so 307,200,000 bytes are in use. In four parts the temporaries
shrink to a quarter each: 102.4 + 2 * 25.6 = 153.6 MB at the peak, half as much. A slice of rows is a view
and costs nothing. The work is the same, one pass per operation over the same 25.6 million scores, growing
like N * C, plus three more calls. The mean of four means over equal parts equals the mean over everything,
up to rounding. With 500 rows in parts of 128, 128, 128 and 116 it does not: rows of the last part would
weigh 128 / 116 as much. Then each part must be weighted by its number of rows. If the logits themselves do
not fit, only computing them part by part helps.

**Rubric** (memory 3 points, the others 1 each).

- **Clear:** the same result for equal parts, stated first and with the reason.
- **Correct under pressure:** the unequal last part changes the mean, and how to repair it.
- **Cost:** the number of scores visited does not change; proportional to N * C.
- **Memory:** 102.4 MB, 307.2 MB, and a peak of about 154 MB; half a point if one is off. Rows are views.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): explain your measurement.** Quote your own tables of Measurements 2 and 3. From
which gap on does each of the two naive columns fail, and why exactly there? How does the time of your loss
grow with the number of classes, and why is the time *per score* largest in the first row? Predict time and
memory for 50,000 classes, and compare the work with that of the layer which makes these scores out of 512
numbers per example.
"""

# %% [markdown] answer 6 reflect-cost
"""
### BEGIN SOLUTION
**Model answer.** (The answer quotes the run.) The naive softmax fails at a gap of 90: the largest float32
is 3.4e38, reached by exp at 88.7, so inf appears in the sum, the probability is 0 and the loss infinite.
The stable softmax fails at 110: exp(-110) is about 1e-48, below the smallest float32 of 1.4e-45
(exp(-103.3)), so it becomes 0 and its logarithm minus infinity. Mine is exact in all rows. The time grows
like N * C: a constant number of passes over 64 * C scores. For 10 classes the fixed cost of some ten NumPy
calls and checks dominates, so each score looks expensive; from 1000 classes on the time per score is nearly
constant. For 50,000 classes I expect five times the last row, and a plan of 64 * 50,000 * 4 * 3 = 38.4 MB.
The layer needs 64 * 512 * 50,000, about 1.6e9 multiplications, 512 for each score, against a handful of
operations per score in the loss, but the loss runs far from the processor's peak, so its share of the time
is larger than its share of the work. The prediction is uncertain once the arrays leave the cache.

**Rubric** (cost 3 points, the others 1 each).

- **Clear:** figures from the student's own tables support every claim.
- **Correct under pressure:** 88.7 and about -103 derived from the largest and smallest float32, or an
  honest limit of the prediction.
- **Cost:** growth like N * C with the fixed cost explained; 512 multiplications per score in the layer.
- **Memory:** 38.4 MB for three arrays, or 12.8 MB for each.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

Three losses that turn predictions into one number, refuse what cannot be compared, and stay finite where
the textbook formula does not. Export them:

```
tito module complete 04
```

#| terms

**Next: Module 05, Autograd.** A loss says how wrong a model is. Module 05 finds out what each single weight
contributed to it, and so in which direction it should move.

## To read on

- Blanchard, Higham, Higham (2021), *Accurately Computing the Log-Sum-Exp and Softmax Functions*, IMA
  Journal of Numerical Analysis 41. How exact the trick is.
- Lin and others (2017), *Focal Loss for Dense Object Detection*, arXiv:1708.02002. What to change when
  nearly all answers are "no".
- Müller, Kornblith, Hinton (2019), *When Does Label Smoothing Help?*, arXiv:1906.02629. Targets that are
  not quite 0 and 1.
- Goodfellow, Bengio, Courville (2016), *Deep Learning*, sections 4.1, 5.5 and 6.2.
"""
