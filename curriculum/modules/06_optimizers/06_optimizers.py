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
# Module 06: Optimizers

#| facts

Since Module 05 every weight has a gradient: which way the loss grows, and how steeply. An **optimizer** moves the
weights by it so that the loss gets smaller. You build three, SGD, Adam and AdamW, and measure what each costs in
memory and time and gives back in fewer steps.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        holds the numbers that an optimizer changes
    Modules 02 to 04        the model and the loss whose weights are trained
    Module 05 Autograd      leaves the gradient of every weight in .grad
    |
    v
Focus of this module: Optimizers. SGD with momentum, Adam, AdamW, and the memory of their state.
    |
    v
Unlocks:
    Module 07 Training      the loop that calls your optimizer for every batch
    Milestone 02 XOR        a network that learns what a single layer cannot
    Milestone 03 MLP        a network that learns to read digits
    and every later module in which something is trained
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** gradient descent with momentum, Adam with bias correction, and decoupled weight decay;
2. **explain** what the state of an optimizer is for, and why it must be saved with the weights;
3. **calculate** the memory that training takes before you start it: weights, gradients and state;
4. **measure** steps, time and memory of each optimizer, and choose one for a given budget;
5. **recognise** the same classes in PyTorch.

What you will *not* build yet: learning rates that change during training and gradients that are cut when
they get too large (both Module 07), methods that use second derivatives, and state that is spread over many
machines.

## How this notebook works

As in Module 01. The cells that begin with `#| export` become your own file
`tinytorch/core/optimizers.py`.
"""

# %% [markdown]
"""
## Setup

An optimizer needs tensors and their `.grad`. Importing it also wakes up the `backward` of Module 05.
"""

# %%
#| default_exp core.optimizers

# %% given optimizers-imports
#| export
import numpy as np

from tinytorch import ModuleNotBuiltError
from tinytorch.core.tensor import Tensor

try:
    import tinytorch.core.autograd  # Importing it wakes up backward(), so that there are gradients to follow.
except ModuleNotBuiltError:
    pass  # An optimizer only reads .grad, whoever wrote it there.

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
from numbers import Integral, Real


#| include tests: explained, what_happened, outcome_of, fixed, expect_equal, expect_error


#| include gradients: read_only


def expect_array(action, expected, advice):
    """Fail with `advice` unless action() returns a float32 array of the same shape and numbers."""
    result, expected = outcome_of(action, advice), np.asarray(expected, dtype=np.float32)
    assert isinstance(result, np.ndarray), f"{advice} (Found {type(result).__name__}, not an array.)"
    assert result.dtype == np.float32, f"{advice} (Found {result.dtype} instead of float32.)"
    assert result.shape == expected.shape, f"{advice} (Found shape {result.shape}, not {expected.shape}.)"
    assert np.allclose(result, expected, rtol=1e-4, atol=1e-6), f"{advice} (Found {result}, not {expected}.)"


def parameter(numbers, gradient=None):
    """Return a weight as a backward pass leaves it: requires_grad is on, and .grad is `gradient`, which a step only reads."""
    weight = Tensor(numbers, requires_grad=True)
    weight.grad = None if gradient is None else read_only(gradient)
    return weight


def follow(optimizer, gradients):
    """Give the first parameter one gradient after the other, and step each time."""
    for gradient in gradients:
        optimizer.params[0].grad = read_only(gradient)
        optimizer.step()
    return optimizer.params[0].data


# %% [markdown]
"""
# Part 1. Downhill

## The idea

On a hillside in fog you cannot see the valley, but you feel the slope under your feet: step down, feel again, step
again. The loss is the height, the weights are the position, the gradient is the slope: it points **uphill**. One
step of **gradient
descent** is

```
new weight = old weight - learning rate * gradient
```

The **learning rate** `lr` decides how far a step goes. With the loss `w * w` the gradient is `2 * w`:

```
lr = 0.1     w = 1.0,  0.8,  0.64,  0.51,  0.41 ...     slow and safe
lr = 0.5     w = 1.0,  0.0                              right for this loss only
lr = 0.9     w = 1.0, -0.8,  0.64, -0.51,  0.41 ...     jumps across, still arrives
lr = 1.1     w = 1.0, -1.2,  1.44, -1.73,  2.07 ...     jumps further: it diverges
```

The first and the last of these on a line:

```diagram
w        -1       0       1       2
          |       |       |       |
lr = 0.1          |   <.<.<       |      1, 0.8, 0.64, 0.51: closer each time
lr = 1.1 <--------|-------+              1 to -1.2
         +--------|-----------> 1.44     then to 1.44: further each time
               lowest
               point
```

In words: with lr = 0.1 each step ends closer to the lowest point, on the same side; with lr = 1.1 each step ends on the other
side, further away.

When training fails, look at the learning rate first.

## What all optimizers share

Every optimizer is given the list of weights once, and is then used the same way for each batch:

```
optimizer = SGD(model.parameters(), lr=0.1)

loss.backward()          Module 05 writes the gradients into .grad
optimizer.step()         the optimizer moves the weights
optimizer.zero_grad()    the gradients are cleared, because the next backward() would add to them
```

One round of it:

```diagram
      +--> forward --> loss --> backward() --> .grad --+
      |                                                v
   weights <------------- step() ---------------- optimizer (state)
                                                       |
                               zero_grad() clears .grad and the round begins again
```

In words: the loss comes from the weights, backward() leaves gradients, step() moves the weights by them and by what the optimizer
remembers, and zero_grad() clears the gradients.

So you write the shared part first, as a base class:

- `params`, the tensors **themselves**: of copies that move, the model would never notice.
- `zero_grad()`, which sets every gradient back to `None`.
- `start_step()`, the beginning of every step: find the weights that have a gradient, check the gradient,
  and count.
- `step()`, which every optimizer has of its own.

The given lines catch two common slips: `SGD(weight)` instead of `SGD([weight])`, whose rows would never get a
gradient, and `SGD(model.parameters)` without the brackets, a method and no list.

A weight without a gradient is skipped: it took no part in the loss, or somebody froze it. A gradient of the
wrong **shape** must be refused, because NumPy would often broadcast it and move the weights by nonsense. All
gradients are checked before the first weight moves, so that a refused step leaves everything as it was.
"""

# %% given settings
#| export
def ensure_in_range(name, value, low, high=float("inf")):
    """Return `value`. Raises, naming the setting, TypeError for what is no number, ValueError unless low <= value < high."""
    if not isinstance(value, (int, float, np.number)):
        raise TypeError(f"{name} must be a number, not {value!r}. Fix: write one without quotes.")
    if not low <= value < high:
        limit = f" and below {high}" if high < float("inf") else " and finite"
        raise ValueError(f"{name} must be at least {low}{limit}, not {value}. Fix: choose another {name}.")
    return value


# %% given gradient-of
#| export
def gradient_of(param):
    """Return the gradient of `param` as an array, None where there is none. One that is kept as a Tensor counts too."""
    return param.grad.data if isinstance(param.grad, Tensor) else param.grad


# %% solution optimizer-class
#| export
class Optimizer:
    """What all optimizers share: the parameters, clearing gradients, and the beginning of a step.

    params: the list of Tensors to train. They are changed in place, never replaced.
    step_count: how many steps were made. update_counts: for each parameter, in how many it had a gradient.
    """

    def __init__(self, params):
        """Keep the Tensors in `params`, a list or another iterable.

        Raises TypeError for anything but Tensors; ValueError when there is none, when one does not require
        a gradient, or when one is listed twice.
        """
        if isinstance(params, Tensor):
            raise TypeError("params must be a list of Tensors, not one Tensor. Fix: write [tensor].")
        try:
            params = list(params)
        except TypeError:
            raise TypeError(
                f"params must be a list of Tensors, not {type(params).__name__}. Fix: use model.parameters()."
            ) from None
        self.step_count = 0
        self.update_counts = [0] * len(params)
        # TODO: check the list, then store it as self.params.
        # Steps:
        #   1. An empty list raises ValueError; the message must contain the word "empty".
        #   2. Go through the list with enumerate. What is not a Tensor raises TypeError; a Tensor without
        #      requires_grad raises ValueError. Both messages must contain the place, as in f"params[{i}]".
        #   3. The same Tensor twice raises ValueError: each step would move it twice. The message must
        #      contain both places.
        # Hint: compare Tensors with `is`: two weights may well hold the same numbers.
        ### BEGIN SOLUTION
        if not params:
            raise ValueError("params is empty: there is nothing to train. Fix: use model.parameters().")
        for i, param in enumerate(params):
            if not isinstance(param, Tensor):
                raise TypeError(
                    f"params[{i}] is a {type(param).__name__}, not a Tensor. Fix: pass the weights."
                )
            if not param.requires_grad:
                raise ValueError(
                    f"params[{i}] of shape {param.shape} does not require a gradient: it could never move. "
                    "Fix: create it with requires_grad=True, or leave it out."
                )
            for j in range(i):
                if params[j] is param:
                    raise ValueError(
                        f"params[{i}] and params[{j}] are the same Tensor, which each step would move twice. "
                        "Fix: list it once."
                    )
        self.params = params
        ### END SOLUTION

    def zero_grad(self):
        """Set the gradient of every parameter to None, so that the next backward pass starts afresh."""
        # TODO: one loop.
        ### BEGIN SOLUTION
        for param in self.params:
            param.grad = None
        ### END SOLUTION

    def start_step(self):
        """Return a list of (i, param, grad) for the parameters that have a gradient, and count the step.

        grad is the np.ndarray itself, not a copy: whoever gets it must not change it, not even what is nan in it.
        Raises ValueError, before anything is counted, when a gradient has not the shape of its parameter.
        """
        # TODO: collect, check, count.
        # Steps:
        #   1. Skip every parameter whose gradient_of(param) is None; grad is what it returns. The place i of a
        #      parameter that is skipped still counts: enumerate all of them.
        #   2. If grad and param differ in shape, raise ValueError with the place and both shapes.
        #   3. When all are checked: add 1 to self.step_count, and for each parameter in the list add 1 to
        #      self.update_counts[i].
        # Shapes: a parameter of shape (3, 2) needs a gradient of shape (3, 2).
        ### BEGIN SOLUTION
        found = []
        for i, param in enumerate(self.params):
            grad = gradient_of(param)
            if grad is None:
                continue
            if grad.shape != param.shape:
                raise ValueError(
                    f"params[{i}] has shape {param.shape}, but its gradient has shape {grad.shape}. "
                    "Rule: they are equal. Fix: look at the operation whose backward made this gradient."
                )
            found.append((i, param, grad))
        self.step_count += 1
        for i, _, _ in found:
            self.update_counts[i] += 1
        return found
        ### END SOLUTION

    def step(self):
        """Move the parameters. Each kind of optimizer has its own rule; the base class has none."""
        raise NotImplementedError(f"{type(self).__name__} has no step(). Fix: use SGD, Adam or AdamW.")

    def state_buffers(self):
        """Return the arrays that the optimizer remembers between steps: {name: one entry per parameter}.

        An entry is None as long as its parameter was never updated. The lists are the real ones, not copies.
        """
        return {}


# %% test 3 test-params
@explained
def test_params():
    """An optimizer keeps the weights it is given, and refuses what it could not train (3 points)."""
    w, b = parameter([[1.0, 2.0]]), parameter([0.5])
    for given in ([w, b], (w, b), (each for each in (w, b))):
        kept = Optimizer(given).params
        assert len(kept) == 2 and kept[0] is w and kept[1] is b, \
            "self.params must hold the very tensors that were given, in the same order, not copies."
    for error, given, word, advice in [
        (ValueError, [], "empty", "An empty list must raise a ValueError that says it is empty; see step 1."),
        (TypeError, [w, np.ones(2)], "params[1]",
         "An array among the weights must raise a TypeError with its place; see step 2."),
        (ValueError, [w, Tensor([1.0])], "params[1]",
         "A tensor without requires_grad must raise a ValueError with its place; see step 2."),
    ]:
        expect_error(error, lambda: Optimizer(given), [word], advice)


test_params()

# %% test 2 test-zero-grad
@explained
def test_zero_grad():
    """zero_grad clears every gradient and touches no weight (2 points)."""
    w, b = fixed([[1.0, 2.0]], requires_grad=True), fixed([0.5], requires_grad=True)
    w.grad, b.grad = read_only([[3.0, 4.0]]), read_only([7.0])
    optimizer = Optimizer([w, b])
    for _ in range(2):
        optimizer.zero_grad()
        assert w.grad is None and b.grad is None, \
            "After zero_grad() every .grad must be None, also that of the last weight."


test_zero_grad()

# %% test 3 test-start-step
@explained
def test_start_step():
    """A step begins with the weights that have a gradient, checked and counted (3 points)."""
    first, frozen, last = parameter([1.0, 2.0], [3.0, 4.0]), parameter([5.0]), parameter([6.0], [7.0])
    optimizer = Optimizer([first, frozen, last])
    found = outcome_of(optimizer.start_step, "start_step() must skip a weight whose grad is None.")
    expect_equal(lambda: [i for i, _, _ in found], [0, 2],
                 "start_step() must return the places 0 and 2: place 1 has no gradient, and the others keep "
                 "their numbers.")
    expect_equal(lambda: (optimizer.step_count, optimizer.update_counts), (1, [1, 0, 1]),
                 "One start_step() is one step, and update_counts must count only the weights that had a gradient.")
    last.grad = Tensor([7.0])
    found = optimizer.start_step()
    assert found[1][2] is last.grad.data, "For a gradient that is a Tensor, use its array; gradient_of returns it."
    last.grad = read_only([np.inf])
    expect_equal(lambda: [i for i, _, _ in optimizer.start_step()], [0, 2], "A gradient of any value counts, also inf and nan.")
    turned = Optimizer([first, parameter(np.ones((2, 3)), np.ones((3, 2)))])
    expect_error(ValueError, turned.start_step, ["params[1]", "(2, 3)", "(3, 2)"],
                 "As many numbers in another shape are refused too, with the place and both shapes: compare the shapes.")


test_start_step()

# %% test 2 test-optimizer-hidden
# Hidden checks (2 points): a weight that is listed twice, equal weights that are not the same, and what a
# refused step leaves behind.
### BEGIN HIDDEN TESTS
@explained
def test_optimizer_hidden():
    """The corner cases of the shared part."""
    # says: two weights may well hold the same numbers | The same Tensor twice raises ValueError
    twin, other = parameter([1.0, 2.0]), parameter([1.0, 2.0])
    outcome_of(lambda: Optimizer([twin, other]), "Two weights that hold the same numbers are both allowed.")
    expect_error(ValueError, lambda: Optimizer([other, twin, twin]), ["params[1]", "params[2]"],
                 "The same weight listed twice must raise a ValueError with both places; see step 3.")
    # says: A gradient of the wrong **shape** must be refused | before anything is counted
    good, bad = parameter([[1.0], [2.0]], [[1.0], [1.0]]), parameter([[1.0], [2.0]], [1.0])
    optimizer = Optimizer([good, bad])
    expect_error(ValueError, optimizer.start_step, ["params[1]", "(2, 1)", "(1,)"],
                 "A gradient that could be broadcast has the wrong shape all the same: refuse it.")
    expect_equal(lambda: (optimizer.step_count, optimizer.update_counts), (0, [0, 0]),
                 "A refused step must not be counted: check all gradients before you count.")
    optimizer.zero_grad()
    # says: for the parameters that have a gradient, and count the step
    expect_equal(lambda: optimizer.start_step(), [],
                 "Without any gradient start_step() must return an empty list.")
    expect_equal(lambda: optimizer.step_count, 1, "A step in which nothing has a gradient is still a step.")
    # says: grad is the np.ndarray itself, not a copy | not even what is nan in it
    broken = parameter([1.0, 2.0], [np.nan, 1.0])
    assert Optimizer([broken]).start_step()[0][2] is broken.grad, \
        "start_step() must return the gradient itself: nan must stay nan, so that a broken run is noticed."


test_optimizer_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 2. SGD

## Stochastic gradient descent

The loss over all training data is too slow to compute for each step. So a step uses a small random sample, a batch.
Its gradient is a noisy estimate of the true one: hence *stochastic*. The rule stays:

```
w = w - lr * grad
```

## Weight decay

Large weights often mean overfitting: the network has learnt its training data by heart. **Weight decay** pulls every
weight a little towards zero in each step. For SGD it is simply added to the gradient; it is the gradient of
the penalty `weight_decay / 2 * w * w`:

```
grad = grad + weight_decay * w
```

## Momentum

In a narrow valley, plain SGD jumps from one wall to the other and hardly moves along the floor.

```
across:  + - + - + -     big, changes its sign each time     summed up: the signs cancel
along:   + + + + + +     small, always the same sign         summed up: it grows
```

**Momentum** keeps a running sum of the gradients, the **velocity** `v`, one array per weight:

```
v = momentum * v + grad
w = w - lr * v
```

With `momentum = 0.9` and a gradient of 1 in every step, `v` grows like this:

```
1,  1.9,  2.71,  3.439, ...  towards  1 / (1 - 0.9) = 10
```

Where gradients agree, the step becomes up to ten times as long. Where they alternate between 1 and -1,
`v` stays near 1/1.9 = 0.53. The new gradient enters in full, not with a
factor of 0.1: some books average, you and PyTorch sum.

## In place, and hands off the gradient

Two rules hold for every optimizer you write:

- **Change `param.data` in place**: `param.data -= ...`, not `param.data = param.data - ...`. Whoever else holds the
  array (a view, a second name) sees the trained numbers, and each step saves an array of that size. A weight may
  have any shape, also ().
- **Never change `grad`, and never keep it.** It belongs to autograd, which may add to it later. `grad +
  something` makes a new array; `grad += something` does not. The velocity needs memory of its own.

The velocity of a weight is created when it is first needed, as zeros of the same shape. Until then its entry
in `momentum_buffers` is `None`. SGD without momentum never creates one, and so needs no memory at all.
"""

# %% solution sgd-class
#| export
class SGD(Optimizer):
    """Stochastic gradient descent: v = momentum * v + grad, then w = w - lr * v.

    lr, momentum and weight_decay are numbers that may be changed between steps.
    momentum_buffers: one velocity per parameter, a float32 array of its shape, or None before it is needed.
    """

    def __init__(self, params, lr=0.01, momentum=0.0, weight_decay=0.0):
        """For params see Optimizer. Raises ValueError for a setting outside its range."""
        super().__init__(params)
        self.lr = ensure_in_range("lr", lr, 0)
        self.momentum = ensure_in_range("momentum", momentum, 0, 1)
        self.weight_decay = ensure_in_range("weight_decay", weight_decay, 0)
        self.momentum_buffers = [None] * len(self.params)

    def state_buffers(self):
        return {"momentum_buffers": self.momentum_buffers}

    def direction(self, i, param, grad):
        """Return the array that step() multiplies by lr and subtracts from `param`, number i in params.

        Updates momentum_buffers[i] if momentum is used. Leaves param and grad as they are.
        """
        # TODO: weight decay first, then momentum.
        # Steps:
        #   1. If self.weight_decay is not 0, use grad + self.weight_decay * param.data instead of grad.
        #   2. If self.momentum is 0, that is the answer.
        #   3. Otherwise create the buffer with np.zeros_like(param.data) if it is still None, update it by
        #      the rule above, and return it.
        # Hint: buffer *= self.momentum changes the array in place. So does buffer += grad.
        ### BEGIN SOLUTION
        if self.weight_decay:
            grad = grad + self.weight_decay * param.data
        if not self.momentum:
            return grad
        if self.momentum_buffers[i] is None:
            self.momentum_buffers[i] = np.zeros_like(param.data)
        velocity = self.momentum_buffers[i]
        velocity *= self.momentum
        velocity += grad
        return velocity
        ### END SOLUTION

    def step(self):
        """Move every parameter that has a gradient, in place."""
        # TODO: for each (i, param, grad) of start_step(), subtract lr times the direction, in place.
        ### BEGIN SOLUTION
        for i, param, grad in self.start_step():
            param.data -= self.lr * self.direction(i, param, grad)
        ### END SOLUTION


# %% test 3 test-sgd-step
@explained
def test_sgd_step():
    """Plain SGD goes downhill by lr times the gradient (3 points)."""
    w, frozen = parameter([[1.0, 2.0], [3.0, 4.0]], [[1.0, -1.0], [0.0, 10.0]]), fixed([5.0], requires_grad=True)
    optimizer = SGD([w, frozen], lr=0.1)
    optimizer.step()
    expect_array(lambda: w.data, [[0.9, 2.1], [3.0, 3.0]],
                 "The weights must be w - lr * grad: against the gradient, which points uphill.")
    assert not any(each is not None for each in optimizer.momentum_buffers), \
        "Without momentum no buffer may be created; see step 2."
    expect_equal(lambda: optimizer.step_count, 1, "One step() must be counted once: call start_step() once.")


test_sgd_step()

# %% test 2 test-sgd-in-place
@explained
def test_sgd_in_place():
    """The weights change in place, and the gradients do not change (2 points)."""
    for settings in ({}, {"weight_decay": 0.5}, {"momentum": 0.9}, {"momentum": 0.9, "weight_decay": 0.5}):
        w = parameter([1.0, 2.0])
        array, w.grad = w.data, np.ones(2, dtype=np.float32)
        optimizer = SGD([w], lr=0.1, **settings)
        optimizer.step()
        assert w.data is array, "param.data must stay the same array: write param.data -= ..., in place."
        assert np.array_equal(w.grad, [1.0, 1.0]), \
            f"A step must leave param.grad as it was (settings: {settings}); grad += ... changes it."
        w.grad += 100
        buffer = optimizer.momentum_buffers[0]
        assert buffer is None or buffer.max() < 50, \
            "The velocity must be an array of its own, not the gradient under a second name."


test_sgd_in_place()

# %% test 2 test-sgd-weight-decay
@explained
def test_sgd_weight_decay():
    """Weight decay pulls towards zero (2 points)."""
    w = parameter([4.0, -2.0], [0.0, 0.0])
    SGD([w], lr=0.1, weight_decay=0.5).step()
    expect_array(lambda: w.data, [3.8, -1.9],
                 "With a gradient of 0, weight decay alone must move w by lr * weight_decay * w towards 0.")


test_sgd_weight_decay()

# %% test 4 test-sgd-momentum
@explained
def test_sgd_momentum():
    """The velocity sums the gradients and fades (4 points)."""
    optimizer = SGD([parameter([0.0])], lr=1.0, momentum=0.9)
    expect_array(lambda: follow(optimizer, [[1.0]]), [-1.0],
                 "In the first step v must be the gradient in full: v = 0.9 * 0 + 1, not 0.1 * 1.")
    expect_array(lambda: optimizer.momentum_buffers[0], [1.0],
                 "The velocity must be kept in self.momentum_buffers[i].")
    expect_array(lambda: follow(optimizer, [[1.0]]), [-2.9],
                 "In the second step v must be 0.9 * 1 + 1 = 1.9; is the old velocity used?")
    optimizer = SGD([parameter([[1.0, 1.0]], [[1.0, 2.0]]), parameter([1.0], [3.0])], momentum=0.5)
    outcome_of(optimizer.step, "Every weight needs a velocity of its own shape; see np.zeros_like.")
    expect_array(lambda: optimizer.momentum_buffers[1], [3.0], "Every weight needs a velocity of its own.")


test_sgd_momentum()

# %% test 2 test-sgd-hidden
# Hidden checks (2 points): many steps with all settings at once, a weight of shape ().
### BEGIN HIDDEN TESTS
@explained
def test_sgd_hidden():
    """SGD stays on the path that its formula describes."""
    # says: v = momentum * v + grad, then w = w - lr * v | weight decay first, then momentum
    gradients = np.random.default_rng(6).normal(size=(30, 2, 3)).astype(np.float32)
    for momentum, decay in [(0.0, 0.0), (0.0, 0.2), (0.7, 0.0), (0.9, 0.3)]:
        w, v = np.ones((2, 3)), np.zeros((2, 3))
        for gradient in gradients:
            v = momentum * v + gradient + decay * w
            w = w - 0.05 * v
        optimizer = SGD([parameter(np.ones((2, 3)))], lr=0.05, momentum=momentum, weight_decay=decay)
        expect_array(lambda: follow(optimizer, gradients), w,
                     f"30 steps with momentum {momentum} and weight decay {decay} end in the wrong place; "
                     "add the decay to the gradient before the velocity sees it.")
    # says: A weight may have any shape, also ()
    expect_array(lambda: follow(SGD([parameter(2.0)], lr=0.5, momentum=0.9), [1.0, 1.0]), 0.55,
                 "A weight of shape () must be trained like any other.")


test_sgd_hidden()
### END HIDDEN TESTS

# %% test 1 test-sgd-changes-hidden
# Hidden checks (1 point): a weight that joins late, and settings that change on the way.
### BEGIN HIDDEN TESTS
@explained
def test_sgd_changes_hidden():
    """SGD follows what changes on the way."""
    # says: created when it is first needed, as zeros of the same shape
    early, late = parameter([0.0], [1.0]), parameter([0.0])
    optimizer = SGD([early, late], lr=1.0, momentum=0.5)
    optimizer.step()
    late.grad = read_only([1.0])
    optimizer.step()
    expect_array(lambda: late.data, [-1.0], "A weight that gets its first gradient late starts from v = 0.")
    # says: are numbers that may be changed between steps
    for settings, change, wanted in [({"momentum": 0.5}, {"momentum": 0.25}, [-2.25]), ({}, {"lr": 0.5}, [-1.5]),
                                     ({"weight_decay": 0.5}, {"weight_decay": 1.0}, [-1.0])]:
        optimizer = SGD([parameter([0.0])], lr=1.0, **settings)
        follow(optimizer, [[1.0]])
        vars(optimizer).update(change)
        expect_array(lambda: follow(optimizer, [[1.0]]), wanted,
                     f"step() must use the present values of the settings, here {change}.")


test_sgd_changes_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## State that must not be lost

The velocity is **state**: numbers that the optimizer needs in the next step and that cannot be computed from
the weights. A *checkpoint* saves a long run from time to time; with the weights alone, a resumed run would start from rest
and take another path. So the state has to get out and in again:

- `has_momentum()` says whether there is any state at all.
- `get_momentum_state()` returns a list with a **copy** of each buffer. A list of the buffers themselves would
  go on changing while training goes on. Without momentum it returns `None`.
- `set_momentum_state(state)` takes such a list back, again as copies. `None` means: start from rest.
"""

# %% solution sgd-state
#| export
def sgd_has_momentum(self):
    """Return True if the optimizer uses momentum, else False."""
    # TODO: one line.
    ### BEGIN SOLUTION
    return self.momentum > 0
    ### END SOLUTION


def sgd_get_momentum_state(self):
    """Return a list with a copy of every momentum buffer (None where there is none yet).

    Without momentum the answer is None.
    """
    # TODO: copy each buffer that exists.
    # Hint: array.copy() copies; None has no such method.
    ### BEGIN SOLUTION
    if not self.has_momentum():
        return None
    return [None if buffer is None else buffer.copy() for buffer in self.momentum_buffers]
    ### END SOLUTION


def sgd_set_momentum_state(self, state):
    """Replace the momentum buffers by copies of those in `state`, or forget them all if state is None.

    state: a list as get_momentum_state returns it. Raises ValueError, before anything is replaced, when the
    optimizer has no momentum, when the length is wrong, or when a buffer has not the shape of its parameter.
    """
    # TODO: check everything, then copy.
    # Steps:
    #   1. None: set every entry of self.momentum_buffers to None, and return.
    #   2. Without momentum, or with another length than self.params: raise ValueError. For the length the
    #      message must contain both lengths.
    #   3. A buffer with another shape than its parameter: raise ValueError with both shapes.
    #   4. Store float32 copies.
    # Hint: np.array(buffer, dtype=np.float32) always copies.
    ### BEGIN SOLUTION
    if state is None:
        self.momentum_buffers = [None] * len(self.params)
        return
    if not self.has_momentum():
        raise ValueError("this SGD has no momentum to restore. Fix: create it with momentum, or pass None.")
    if len(state) != len(self.params):
        raise ValueError(
            f"the state holds {len(state)} buffers, but there are {len(self.params)} parameters. "
            "Fix: use the state of the same model."
        )
    for i, (param, buffer) in enumerate(zip(self.params, state)):
        if buffer is not None and buffer.shape != param.shape:
            raise ValueError(
                f"params[{i}] has shape {param.shape}, but its buffer has shape {buffer.shape}. "
                "Fix: use the state of the same model, with its parameters in the same order."
            )
    self.momentum_buffers = [
        None if buffer is None else np.array(buffer, dtype=np.float32) for buffer in state
    ]
    ### END SOLUTION


SGD.has_momentum = sgd_has_momentum
SGD.get_momentum_state = sgd_get_momentum_state
SGD.set_momentum_state = sgd_set_momentum_state


# %% test 3 test-sgd-state
@explained
def test_sgd_state():
    """A resumed run takes the same path as one that was never interrupted (3 points)."""
    for momentum in (0, 0.9):
        optimizer = SGD([fixed([1.0], requires_grad=True)], momentum=momentum)
        expect_equal(optimizer.has_momentum, momentum > 0, f"has_momentum() must be {momentum > 0} for {momentum}.")
    optimizer = SGD([parameter([0.0]), parameter([0.0])], lr=1.0, momentum=0.9)
    expect_equal(optimizer.get_momentum_state, [None, None],
                 "With momentum, but before the first step, the state must be a list of None.")
    assert SGD([parameter([1.0])]).get_momentum_state() is None, "get_momentum_state() must return None without momentum."
    follow(optimizer, [[1.0], [1.0]])
    weights = optimizer.params[0].data.copy()
    state = optimizer.get_momentum_state()
    uninterrupted = follow(optimizer, [[1.0]])
    expect_array(lambda: state[0], [1.9], "The state must hold copies: training on must not change it.")
    resumed = SGD([parameter(weights), parameter([0.0])], lr=1.0, momentum=0.9)
    resumed.set_momentum_state(state)
    expect_array(lambda: follow(resumed, [[1.0]]), uninterrupted,
                 "After set_momentum_state() the next step must be the one the first optimizer made.")
    expect_array(lambda: state[0], [1.9], "set_momentum_state() must copy: its list must not change later.")
    resumed.set_momentum_state(None)
    expect_equal(lambda: resumed.momentum_buffers, [None, None], "None must forget every buffer; see step 1.")
    for length in (1, 3):
        expect_error(ValueError, lambda: optimizer.set_momentum_state([None] * length), [str(length), "2"],
                     "A state of another length must raise a ValueError with both lengths.")
    for shape in ((), (2,), (2, 2)):
        expect_error(ValueError, lambda: optimizer.set_momentum_state([np.ones(1), np.ones(shape)]), ["(1,)", str(shape)],
                     "A buffer of another shape must raise a ValueError with both shapes. A misfit at the end of the list must "
                     "be found too.")
    expect_array(lambda: optimizer.momentum_buffers[0], [2.71],
                 "A refused state must leave all buffers as they were: check everything before you copy.")
    optimizer.set_momentum_state([np.array([0.5]), None])
    expect_array(lambda: optimizer.momentum_buffers[0], [0.5],
                 "The buffers must be float32 copies, whatever is given; see step 4.")


test_sgd_state()

# %% [markdown]
"""
# Part 3. Adam

## One learning rate does not fit all

SGD multiplies every gradient by the same number. But gradients differ by factors of a thousand from layer to layer: a
rate that suits one weight is far too large or too small for another.

**Adam** (Kingma and Ba, 2015) gives each single weight its own scale. It keeps two running averages per
weight:

```
m = beta1 * m + (1 - beta1) * grad             where have the gradients pointed?      beta1 = 0.9
v = beta2 * v + (1 - beta2) * grad * grad      how large have they been?              beta2 = 0.999
```

Then it divides one by the root of the other. If the gradients of a weight always point the same way, the ratio is close
to 1 or -1, however large they are. If they
point here and there, `m` is small, `v` is not, and the ratio is close to 0: where Adam is not sure, it takes small
steps. As a rule of thumb, **no
weight moves by much more than `lr` in one step**. That makes the learning rate easy to choose.

## Bias correction

Both averages start from 0, so at first they are too small: after `t` updates with a constant gradient `g`, `m` is
`(1 - beta1 ** t) * g`. So divide it out:

```
m_hat = m / (1 - beta1 ** t)          t = 1: divide by 0.1      t = 10: by 0.651     t = 100: by 0.99997
v_hat = v / (1 - beta2 ** t)          t = 1: divide by 0.001    t = 10: by 0.00996   t = 100: by 0.0952

w = w - lr * m_hat / (sqrt(v_hat) + eps)
```

In the very first step `m_hat` is `g` and `sqrt(v_hat)` is the size of `g`: the weight moves by `lr`.
Without the correction it would move by `0.1 / sqrt(0.001) = 3.16` times `lr`, and by more than 6 times `lr`
a few steps later.

`t` counts the updates **of this weight**. That is what `update_counts` is for: a weight that joins at step
500 needs its large correction then. `eps` keeps the division defined when a weight never had a gradient
other than 0. It is added **after** the root.

## Weight decay in Adam

As in SGD, it is added to the gradient first: `grad = grad + weight_decay * w`. Part 4 shows why that is not
what people wanted.
"""

# %% solution adam-class
#| export
class Adam(Optimizer):
    """Adaptive moment estimation: w = w - lr * m_hat / (sqrt(v_hat) + eps), with bias-corrected averages.

    m_buffers, v_buffers: the averages of grad and of grad * grad, one float32 array of the parameter's shape
    for each, or None before its first update. lr and weight_decay may be changed between steps.
    """

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        """For params see Optimizer. Raises ValueError for a setting outside its range."""
        super().__init__(params)
        if not isinstance(betas, (tuple, list)) or len(betas) != 2:
            raise TypeError(f"betas must be two numbers, not {betas!r}. Fix: write betas=(0.9, 0.999).")
        self.lr = ensure_in_range("lr", lr, 0)
        self.beta1 = ensure_in_range("betas[0]", betas[0], 0, 1)
        self.beta2 = ensure_in_range("betas[1]", betas[1], 0, 1)
        self.eps = ensure_in_range("eps", eps, 0)
        self.weight_decay = ensure_in_range("weight_decay", weight_decay, 0)
        self.m_buffers = [None] * len(self.params)
        self.v_buffers = [None] * len(self.params)

    def state_buffers(self):
        return {"m_buffers": self.m_buffers, "v_buffers": self.v_buffers}

    def direction(self, i, grad):
        """Update both averages of parameter number i and return m_hat / (sqrt(v_hat) + eps), a new array.

        Leaves grad as it is. The bias correction uses update_counts[i], which start_step() has increased.
        """
        # TODO: the formulas above.
        # Steps:
        #   1. Create both buffers with np.zeros_like(grad, dtype=np.float32) if they are still None.
        #   2. Update m and v in place: first m *= self.beta1, then m += ..., and the same for v.
        #   3. Divide by the corrections, with t = self.update_counts[i], into new arrays. m and v themselves
        #      must stay uncorrected.
        #   4. Return the quotient. np.sqrt takes the root of every element.
        ### BEGIN SOLUTION
        if self.m_buffers[i] is None:
            self.m_buffers[i] = np.zeros_like(grad, dtype=np.float32)
            self.v_buffers[i] = np.zeros_like(grad, dtype=np.float32)
        m, v, t = self.m_buffers[i], self.v_buffers[i], self.update_counts[i]
        m *= self.beta1
        m += (1 - self.beta1) * grad
        v *= self.beta2
        v += (1 - self.beta2) * grad * grad
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        return m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION

    def step(self):
        """Move every parameter that has a gradient, in place."""
        # TODO: as in SGD, but add the weight decay to the gradient here, before direction() sees it.
        # Hint: grad = grad + ... makes a new array. The gradient of the parameter must not change.
        ### BEGIN SOLUTION
        for i, param, grad in self.start_step():
            if self.weight_decay:
                grad = grad + self.weight_decay * param.data
            param.data -= self.lr * self.direction(i, grad)
        ### END SOLUTION


# %% test 3 test-adam-first-step
@explained
def test_adam_first_step():
    """In its first step every weight moves by lr, whatever the size of its gradient (3 points)."""
    w = parameter([0.0] * 5, [1000.0, 1.0, -0.001, 0.0, 4e-6])
    array, optimizer = w.data, Adam([w], lr=0.1)
    optimizer.step()
    expect_array(lambda: optimizer.m_buffers[0], [100.0, 0.1, -0.0001, 0.0, 4e-7],
                 "After one step m must be 0.1 * grad, stored without the correction; see step 3.")
    expect_array(lambda: optimizer.v_buffers[0], [1000.0, 0.001, 1e-9, 0.0, 1.6e-14],
                 "After one step v must be 0.001 * grad * grad, stored without the correction; see step 3.")
    expect_array(lambda: w.data[:2], [-0.1, -0.1],
                 "In the first step every weight must move by lr against its gradient; look at the bias "
                 "correction and at the root.")
    expect_array(lambda: w.data[2:4], [0.1, 0.0],
                 "A gradient of 0.001 must move a weight by lr too, and one of 0 not at all; eps must be "
                 "added after the root.")
    assert abs(w.data[4] + 0.1) < 0.001, "A gradient of 0.000004 must move a weight by nearly lr too; eps is far smaller."
    assert w.data is array, "param.data must stay the same array: write param.data -= ..., in place."


test_adam_first_step()

# %% test 4 test-adam-steps
@explained
def test_adam_steps():
    """The averages and their corrections change from step to step (4 points)."""
    optimizer = Adam([parameter([1.0])], lr=0.1, betas=(0.5, 0.75))
    follow(optimizer, [[2.0]])
    expect_array(lambda: follow(optimizer, [[-1.0]]), [0.9],
                 "After gradients 2 and -1, m is 0.5 * 1 - 0.5 = 0, so the second step must not move w.")
    expect_array(lambda: optimizer.m_buffers[0], [0.0], "m must be 0.5 * 1 + 0.5 * (-1) = 0.")
    # m = 2, m_hat = 2 / 0.875, v = 4.75, v_hat = 4.75 / 0.578125
    expect_array(lambda: follow(optimizer, [[4.0]]), [0.9 - 0.1 * (2 / 0.875) / np.sqrt(4.75 / 0.578125)],
                 "The third step must correct with t = 3: m by 1 - 0.5 ** 3 and v by 1 - 0.75 ** 3.")
    first, late = parameter([0.0], [1.0]), parameter([0.0])
    optimizer = Adam([first, late], lr=0.1)
    for _ in range(5):
        optimizer.step()
    late.grad = read_only([3.0])
    optimizer.step()
    expect_array(lambda: late.data, [-0.1],
                 "A weight that joins late must move by lr in its first update: t is update_counts[i].")


test_adam_steps()

# %% test 2 test-adam-hidden
# Hidden checks (2 points): many steps with other settings, weight decay, the place of eps.
### BEGIN HIDDEN TESTS
@explained
def test_adam_hidden():
    """Adam stays on the path that its formulas describe."""
    # says: w = w - lr * m_hat / (sqrt(v_hat) + eps) | it is added to the gradient first | It is added **after** the root
    gradients = np.random.default_rng(7).normal(size=(40, 3, 2)).astype(np.float32)
    for betas, eps, decay in [((0.9, 0.999), 1e-8, 0.0), ((0.5, 0.9), 1e-8, 0.0), ((0.0, 0.4), 0.1, 0.0),
                              ((0.9, 0.999), 1e-8, 0.5)]:
        w, m, v = np.ones((3, 2)), 0.0, 0.0
        for t, gradient in enumerate(gradients, 1):
            g = gradient.astype(np.float64) + decay * w
            m, v = betas[0] * m + (1 - betas[0]) * g, betas[1] * v + (1 - betas[1]) * g**2
            w = w - 0.05 * (m / (1 - betas[0]**t)) / (np.sqrt(v / (1 - betas[1]**t)) + eps)
        result = follow(Adam([parameter(np.ones((3, 2)))], lr=0.05, betas=betas, eps=eps, weight_decay=decay), gradients)
        assert np.allclose(result, w, rtol=1e-3, atol=1e-4), \
            (f"40 steps with betas {betas}, eps {eps} and weight decay {decay} end in the wrong place; "
             "compare each line with its formula.")


test_adam_hidden()
### END HIDDEN TESTS

# %% test 2 test-adam-weights-hidden
# Hidden checks (2 points): weights of other shapes, and settings that change on the way.
### BEGIN HIDDEN TESTS
@explained
def test_adam_weights_hidden():
    """Adam treats every weight alike."""
    # says: one float32 array of the parameter's shape for each
    expect_array(lambda: follow(Adam([parameter(2.0)], lr=0.5), [3.0]), 1.5,
                 "A weight of shape () must be trained like any other.")
    w, b = parameter(np.zeros((2, 3)), np.ones((2, 3))), parameter(np.zeros(4), -np.ones(4))
    Adam([w, b], lr=0.25).step()
    expect_array(lambda: b.data, np.full(4, 0.25), "Every weight needs averages of its own.")
    # says: lr and weight_decay may be changed between steps
    optimizer = Adam([parameter([1.0])], lr=0.5)
    follow(optimizer, [[2.0]])
    optimizer.lr = 0.25
    expect_array(lambda: follow(optimizer, [[2.0]]), [0.25], "step() must use the present value of self.lr.")
    optimizer = Adam([parameter([0.0])], lr=0.5)
    follow(optimizer, [[0.0]])
    optimizer.params[0].data[...] = 4
    optimizer.weight_decay = 1.0
    assert follow(optimizer, [[0.0]])[0] < 3.9, "step() must use the present value of self.weight_decay."
    # says: a new array | Leaves grad as it is
    optimizer = Adam([parameter([0.0], [1.0]), parameter([0.0], [-1.0])])
    optimizer.start_step()
    first = optimizer.direction(0, read_only([1.0]))
    optimizer.direction(1, read_only([-1.0]))
    assert np.allclose(first, [1.0]), "direction() must return a new array each time: another weight's changed this one."


test_adam_weights_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. AdamW

## Where the weight decay gets lost

Take two weights, both 1.0, with `weight_decay = 0.01` and `lr = 0.1`. The gradients of the first jump between
0.01 and -0.01, those of the second between 10 and -10. On average neither is pushed anywhere, so weight decay
should pull both towards zero, equally. What does Adam do with the 0.01 that is added to each gradient?

```
weight 1:  sqrt(v_hat) is about 0.01     decay per step  0.1 * 0.01 / 0.01  =  0.1
weight 2:  sqrt(v_hat) is about 10       decay per step  0.1 * 0.01 / 10    =  0.0001
```

A factor of 1000: Adam divides the decay by the size of the gradients too. Weights with large ones hardly decay at all.

**AdamW** (Loshchilov and Hutter, 2019) takes the decay out of the gradient and applies it to the weights
directly. It is *decoupled*:

```
w = w * (1 - lr * weight_decay)                 shrink: for every weight the same share, here 0.001
w = w - lr * m_hat / (sqrt(v_hat) + eps)        then step, with averages of the pure gradient
```

The paper and PyTorch shrink the old weight, before the step; the other order leaves the path.

The averages are those of Adam, so `AdamW` inherits them. Only `step` is new. It reads `lr` and `weight_decay` anew each time.
"""

# %% solution adamw-class
#| export
class AdamW(Adam):
    """Adam with decoupled weight decay: each step first shrinks a weight by the share lr * weight_decay."""

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        """As for Adam, but with another default for weight_decay."""
        super().__init__(params, lr, betas, eps, weight_decay)

    def step(self):
        """Shrink, then move every parameter that has a gradient, in place."""
        # TODO: shrink param.data in place, then subtract lr times the direction of the pure gradient.
        ### BEGIN SOLUTION
        for i, param, grad in self.start_step():
            param.data *= 1 - self.lr * self.weight_decay
            param.data -= self.lr * self.direction(i, grad)
        ### END SOLUTION


# %% test 3 test-adamw
@explained
def test_adamw():
    """AdamW shrinks all weights by the same share (3 points)."""
    w = parameter([4.0, -2.0, 0.0], [0.0, 0.0, 0.0])
    array, optimizer = w.data, AdamW([w], lr=0.1, weight_decay=0.5)
    optimizer.step()
    expect_array(lambda: optimizer.m_buffers[0], [0.0, 0.0, 0.0],
                 "The averages must see the pure gradient; weight decay does not belong into m.")
    expect_array(lambda: w.data, [3.8, -1.9, 0.0],
                 "With a gradient of zero every weight must shrink by the share lr * weight_decay = 0.05.")
    assert w.data is array, "param.data must stay the same array: write param.data *= ..., in place."
    w, frozen = parameter([4.0, 4.0], [0.001, 1000.0]), parameter([4.0])
    AdamW([w, frozen], lr=0.1, weight_decay=0.5).step()
    expect_array(lambda: w.data, [3.7, 3.7],
                 "Both weights must end at 4 * 0.95 - 0.1, whatever the gradient: shrink the old weight "
                 "first, then step.")
    expect_array(lambda: frozen.data, [4.0], "A weight without a gradient must not decay either.")


test_adamw()

# %% test 2 test-adamw-hidden
# Hidden checks (2 points): many steps, and the order of shrinking and stepping.
### BEGIN HIDDEN TESTS
@explained
def test_adamw_hidden():
    """AdamW stays on the path that its formulas describe."""
    # says: w = w * (1 - lr * weight_decay) | shrink the old weight, before the step
    gradients = np.random.default_rng(8).normal(size=(40, 4)).astype(np.float32)
    w, m, v = np.ones(4), 0.0, 0.0
    for t, gradient in enumerate(gradients, 1):
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient.astype(np.float64)**2
        w = w * (1 - 0.1 * 0.5) - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    result = follow(AdamW([parameter(np.ones(4))], lr=0.1, weight_decay=0.5), gradients)
    assert np.allclose(result, w, rtol=1e-3, atol=1e-4), \
        "40 steps end in the wrong place: shrink the old weight first, then subtract the step."
    # says: It reads `lr` and `weight_decay` anew each time
    optimizer = AdamW([parameter([1.0])], lr=0.5, weight_decay=0.0)
    follow(optimizer, [[2.0]])
    optimizer.lr, optimizer.weight_decay = 0.25, 1.0
    expect_array(lambda: follow(optimizer, [[2.0]]), [0.125],
                 "step() must use the present values of self.lr and self.weight_decay.")


test_adamw_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. Memory

Training holds four kinds of arrays, and three of them are as large as the weights:

```
                 SGD        SGD with momentum     Adam, AdamW
weights          W          W                     W
gradients        W          W                     W
state            -          W    (velocity)       2 W  (m and v)
together         2 W        3 W                   4 W

and the activations that Module 05 keeps for the backward pass, which depend on the batch
```

Drawn to scale:

```diagram
SGD             |##weights##|##grads####|
with momentum   |##weights##|##grads####|##velocity#|
Adam, AdamW     |##weights##|##grads####|####m######|####v######|
                0           W          2 W         3 W         4 W
```

In words: weights and gradients take W each for every optimizer; momentum adds W for the velocity, Adam 2 W for m and v.

Books that say "twice the memory of SGD" count like this; others leave the gradients out and say three against one.

Write a function that **plans**, and a method that **asks** an optimizer what its state takes at the moment.
"""

# %% solution optimizer-memory
#| export
def training_bytes(parameter_count, buffers):
    """Return how many bytes float32 weights, their gradients and the optimizer's state take: an int.

    buffers: state arrays per weight: 0 for SGD, 1 for SGD with momentum, 2 for Adam and AdamW.
    """
    # TODO: one line.
    ### BEGIN SOLUTION
    return 4 * parameter_count * (2 + buffers)
    ### END SOLUTION


def optimizer_memory_footprint(self):
    """Return how many bytes the state of this optimizer takes now: an int. Weights and gradients excluded."""
    # TODO: add up the bytes of all arrays in self.state_buffers(). Entries may still be None.
    # Hint: self.state_buffers().values() are lists; array.nbytes is the size of an array in bytes.
    ### BEGIN SOLUTION
    return sum(
        buffer.nbytes for buffers in self.state_buffers().values() for buffer in buffers if buffer is not None
    )
    ### END SOLUTION


Optimizer.memory_footprint = optimizer_memory_footprint


# %% test 3 test-memory
@explained
def test_memory():
    """Memory is planned and measured in bytes (3 points)."""
    for buffers, wanted in [(0, 8_000), (1, 12_000), (2, 16_000)]:
        expect_equal(lambda: training_bytes(1_000, buffers), wanted,
                     f"Weights, gradients and {buffers} arrays of state take {4 * (2 + buffers)} bytes per weight.")
    expect_equal(lambda: training_bytes(7_000_000_000, 2), 112_000_000_000, "Large models must be planned exactly too.")
    for kind, settings, expected in [(SGD, {}, 0), (SGD, {"momentum": 0.9}, 40), (Adam, {}, 80),
                                     (AdamW, {}, 80)]:
        w, b, frozen = parameter(np.ones((2, 4)), np.ones((2, 4))), parameter(np.ones(2), np.ones(2)), parameter(np.ones(50))
        optimizer = kind([w, b, frozen], **settings)
        optimizer.step()
        buffers = [each for kept in optimizer.state_buffers().values() for each in kept if each is not None]
        for array in (w.data, b.data, *buffers):
            array.flags.writeable = False
        expect_equal(optimizer.memory_footprint, expected,
                     f"After a step with 10 weights {kind.__name__} {settings} must hold {expected} bytes.")

    class Odd(Optimizer):
        def state_buffers(self):
            return {"small": [read_only(np.zeros(3))], "large": [read_only(np.zeros(5))]}

    expect_equal(Odd([w]).memory_footprint, 32, "All lists of state_buffers() count, also where they differ in size.")


test_memory()

# %% [markdown]
"""
# Part 6. Use it

## A narrow valley

The loss `0.5 * (x * x + 50 * y * y)` is fifty times as steep across (y) as along (x). Its gradient is
`(x, 50 * y)`. That is all an optimizer needs to know.
"""

# %% given valley
STEEPNESS = np.array([1.0, 50.0], dtype=np.float32)


def valley_loss(w):
    """Return the height of the valley at the point w, a Tensor of shape (2,), as a float."""
    return float(0.5 * (STEEPNESS * w.data**2).sum())


def descend(optimizer, steps):
    """Go downhill with the optimizer's only parameter. Return the loss at the start and after each step."""
    w, losses = optimizer.params[0], []
    for _ in range(steps):
        losses.append(valley_loss(w))
        w.grad = STEEPNESS * w.data
        optimizer.step()
        optimizer.zero_grad()
    return losses + [valley_loss(w)]


# %% test 2 test-valley
@explained
def test_valley():
    """All three optimizers find the bottom of a narrow valley (2 points)."""
    for kind, settings, steps in [(SGD, {"lr": 0.03}, 300), (SGD, {"lr": 0.02, "momentum": 0.9}, 200),
                                  (Adam, {"lr": 0.1}, 300), (AdamW, {"lr": 0.1}, 300)]:
        losses = descend(kind([parameter([2.0, 1.0])], **settings), steps)
        assert losses[-1] < 0.001, \
            (f"{kind.__name__} with {settings} must get from a loss of 27 below 0.001 in {steps} steps, but "
             f"ended at {losses[-1]:.3g}. Do its own tests pass?")


test_valley()

# %% [markdown]
"""
Which learning rate? Watch plain SGD. Across the valley each step multiplies `y` by `1 - 50 * lr`, so above
`lr = 2 / 50 = 0.04` it diverges, however gentle the slope along the floor is. The steepest direction sets the
limit, and the flattest one has to live with it.
"""

# %%
print("    lr    loss after 0, 10, 20, 30, 40 steps of plain SGD")
for lr in (0.001, 0.01, 0.03, 0.039, 0.041):
    losses = descend(SGD([parameter([2.0, 1.0])], lr=lr), 40)
    print(f"{lr:6.3f}", *(f"{loss:10.4g}" for loss in losses[::10]))

# %% [markdown]
"""
## A model that learns

Everything you built works together here: the model has to learn the product of two numbers, which no sum of them can
express. All four optimizers start from the same weights.
"""

# %%
needed = ["activations", "layers", "losses", "autograd"]
missing = [name for name in needed if tinytorch.origin(name) == "missing"]
if missing:
    print("Complete these modules first:", ", ".join(missing))
else:
    from tinytorch.core.activations import ReLU
    from tinytorch.core.layers import Linear
    from tinytorch.core.losses import MSELoss

    random = np.random.default_rng(3)
    x = Tensor(random.uniform(-1, 1, size=(128, 2)))
    y = Tensor(x.data[:, :1] * x.data[:, 1:])
    starts = [random.normal(size=shape) * 0.5 for shape in [(2, 16), (16,), (16, 1), (1,)]]
    print("optimizer          loss after 0, 50, 100, 150 steps")
    for name, kind, settings in [("SGD", SGD, {"lr": 0.1}),
                                 ("SGD, momentum", SGD, {"lr": 0.1, "momentum": 0.9}),
                                 ("Adam", Adam, {"lr": 0.01}), ("AdamW", AdamW, {"lr": 0.01})]:
        hidden, output, relu, loss_function = Linear(2, 16), Linear(16, 1), ReLU(), MSELoss()
        weights = hidden.parameters() + output.parameters()
        for weight, start in zip(weights, starts):
            weight.data[...] = start
        optimizer, losses = kind(weights, **settings), []
        for _ in range(151):
            loss = loss_function(output(relu(hidden(x))), y)
            losses.append(loss.item())
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
        print(f"{name:16s}", *(f"{value:9.5f}" for value in losses[::50]))

# %% [markdown]
"""
# Part 7. Measure

Run the cells more than once and change the numbers: you need the results for the reflection.
"""

# %%
import time
import tracemalloc

CHOICES = {"SGD": (SGD, {}), "SGD, momentum": (SGD, {"momentum": 0.9}), "Adam": (Adam, {}),
           "AdamW": (AdamW, {})}


#| include measuring: best_seconds


def traced_bytes(action):
    """Return how many bytes `action` left allocated, and how many it held at its peak."""
    tracemalloc.start()
    action()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held, peak


# %% [markdown]
"""
## Measurement 1: what does the state cost?

The weights are those of a network for ten digits of 28 x 28 pixels. The column *reported* is your `memory_footprint()`
after the first step, *measured* is what Python really set
aside during that step and kept. *Scratch* is the peak of the second step: arrays that live only within a
step.
"""

# %%
SHAPES = [(784, 256), (256,), (256, 10), (10,)]
count = sum(int(np.prod(shape)) for shape in SHAPES)
print(f"{count:,} weights take {4 * count:,} bytes, and so do their gradients.\n")
print("optimizer          planned in all   state before   reported   measured    scratch   state / weights")
for name, (kind, settings) in CHOICES.items():
    weights = [parameter(np.ones(shape), np.ones(shape)) for shape in SHAPES]
    optimizer = kind(weights, **settings)
    before = optimizer.memory_footprint()
    held, _ = traced_bytes(optimizer.step)
    _, scratch = traced_bytes(optimizer.step)
    after = optimizer.memory_footprint()
    planned = training_bytes(count, {"SGD": 0, "SGD, momentum": 1}.get(name, 2))
    print(f"{name:16s} {planned:16,d} {before:14,d} {after:10,d} {held:10,d} {scratch:10,d} "
          f"{after / (4 * count):12.2f}")

# %% [markdown]
"""
## Measurement 2: what does a step cost?

The time of one step for more and more weights. Divide a column by the number of weights: is it the same in
each row? Where it is not, what else takes time?
"""

# %%
print("  weights", *(f"{name:>16s}" for name in CHOICES))
for count in (100, 10_000, 100_000, 1_000_000):
    row = []
    for kind, settings in CHOICES.values():
        optimizer = kind([parameter(np.ones(count), np.ones(count))], **settings)
        optimizer.step()
        row.append(best_seconds(optimizer.step))
    print(f"{count:9,d}", *(f"{seconds * 1e6:13,.1f} us" for seconds in row))

# %% [markdown]
"""
## Measurement 3: what do you get for it?

How many steps does each optimizer take from a loss of 27 to below 0.001 in the narrow valley? Each learning rate was
tuned by hand, which is part of the price. The time is for all steps together.
"""

# %%
TUNED = [("SGD", SGD, {"lr": 0.039}), ("SGD, momentum", SGD, {"lr": 0.05, "momentum": 0.75}),
         ("Adam", Adam, {"lr": 0.3}), ("AdamW", AdamW, {"lr": 0.3})]
print("optimizer          lr     steps       time   state")
for name, kind, settings in TUNED:
    optimizer = kind([parameter([2.0, 1.0])], **settings)
    start = time.perf_counter()
    losses = descend(optimizer, 400)
    seconds = time.perf_counter() - start
    steps = next((i for i, loss in enumerate(losses) if loss < 0.001), None)
    arrived = f"{steps:5d} {seconds * steps / 400 * 1e3:7.2f} ms" if steps else "  not within 400"
    print(f"{name:16s} {settings['lr']:5.3f} {arrived:>18s} {optimizer.memory_footprint():4d} bytes")

# %% [markdown]
"""
## Measurement 4: what does the bias correction do?

A weight with a gradient of 1 in every step, `lr = 1`. With the correction every step has the length 1. The other columns
leave out one or both, computed from your own buffers.
"""

# %%
optimizer = Adam([parameter([0.0])], lr=1.0)
print("   t      yours    without both    without that of m    without that of v")
previous = 0.0
for t in range(1, 1001):
    position = float(follow(optimizer, [[1.0]])[0])
    length, previous = previous - position, position
    if t in (1, 2, 5, 10, 100, 1000):
        m, v = float(optimizer.m_buffers[0][0]), float(optimizer.v_buffers[0][0])
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        print(f"{t:4d} {length:10.3f} {m / v**0.5:15.3f} {m / v_hat**0.5:20.3f} {m_hat / v**0.5:20.3f}")

# %% [markdown]
"""
# Part 8. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| the loss grows, then becomes nan | the learning rate is too large | divide it by 10; print the first ten losses |
| the loss hardly moves | the learning rate is too small, or it belongs to another optimizer | multiply it by 10; SGD wants more than Adam |
| the loss does not move at all | every `.grad` is None: `backward()` is missing, or `zero_grad()` comes between it and `step()` | print `param.grad` just before `step()` |
| it learns for a while, then jumps about | `zero_grad()` is missing, so gradients of old batches add up | call it once per step |
| the model does not change, although the weights in the optimizer do | the model got new weights after the optimizer was created | create the optimizer last; change `param.data` in place |
| params must be a list of Tensors, not method | `model.parameters` without brackets | write `model.parameters()` |
| params[1] and params[0] are the same Tensor | a weight that two layers share is listed twice | list it once |
| has shape (3,), but its gradient has shape (4, 3) | a backward did not sum over the batch | repair that operation; the optimizer only noticed |
| a resumed run gets worse at first | the state was not saved with the weights | save `get_momentum_state()`, or for Adam `state_buffers()`, `step_count` and `update_counts` |
"""

# %% [markdown]
"""
# Part 9. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `from tinytorch.core.optimizers import Adam` | `from torch.optim import Adam` |
| `optimizer = Adam(model.parameters(), lr=0.001)` | `optimizer = Adam(model.parameters(), lr=0.001)` |
| `loss.backward()` | `loss.backward()` |
| `optimizer.step()` | `optimizer.step()` |
| `optimizer.zero_grad()` | `optimizer.zero_grad()` |
| `optimizer.lr = 0.0001` | `optimizer.param_groups[0]["lr"] = 0.0001` |
| `optimizer.state_buffers()`, `get_momentum_state()` | `optimizer.state_dict()` |

And below the surface:

| | yours | PyTorch |
|---|---|---|
| formulas | as here | the same; from the same gradients both take the same path, up to rounding |
| state | one array (momentum) or two (Adam) per weight | the same arrays, under the names momentum_buffer, exp_avg, exp_avg_sq |
| settings | one set for all weights | groups of weights with settings of their own |
| one step | 2 (SGD) to 14 (Adam) NumPy calls per weight array, each of which goes through memory once | can be fused into one pass through memory |
| kinds | 3 | more than ten |

A step costs its passes through memory, with little arithmetic per number: fusing them pays off, a processor that
multiplies faster would help little.
"""

# %% [markdown]
"""
# Part 10. Check your understanding

Answer first, then open the answer.

**1. Memory.** A language model has 10 billion float32 weights. How much memory do weights, gradients and
state take with Adam? With SGD and momentum?

<details><summary>Answer 1</summary>

One array of all weights is 10 billion * 4 bytes = 40 GB. Adam: 40 GB weights, 40 GB gradients, 80 GB state,
160 GB together. SGD with momentum: 40 + 40 + 40 = 120 GB. The state alone is twice as large for Adam. This is
before the first activation is stored.

</details>

**2. Steps and time.** Adam needs 100,000 steps, SGD 200,000. One step of Adam takes 1.2 times as long. Which
one is done first?

<details><summary>Answer 2</summary>

Adam takes 100,000 * 1.2 = 120,000 units of time, SGD 200,000. Adam is done 1.67 times sooner, although its
step is slower. And usually the forward and backward passes take most of the time, so the difference between
the steps is smaller still.

</details>

**3. Bias correction.** By what does Adam divide `m` in updates 1, 10 and 100? What would the first step be
like if only the correction of `m` were forgotten? Only that of `v`? Both?

<details><summary>Answer 3</summary>

By 0.1, 0.651 and 0.99997. Without the correction of `m` the first step has 0.1 times its length, so training
starts slowly. Without that of `v` it is divided by sqrt(0.001) instead of 1: about 31.6 times too long.
Without both, 0.1 * 31.6 = 3.16 times too long.

</details>

**4. Weight decay.** Two weights have the same value. The gradients of one are a thousand times as large as
those of the other, both with changing signs. How fast do they decay with Adam, and with AdamW?

<details><summary>Answer 4</summary>

With Adam the decay is divided by the typical size of the gradient, so the weight with the small gradients
decays a thousand times as fast. With AdamW both lose the same share, `lr * weight_decay`, in each step.

</details>

**5. Resuming.** A run with Adam was saved after 5,000 steps. You continue with a learning rate ten times
smaller. Restore the state, or start with a fresh one?

<details><summary>Answer 5</summary>

Restore it. `m` and `v` describe the gradients, not the learning rate, and stay valid. With a fresh state the
averages would first have to be learnt again: `v` needs on the order of 1 / (1 - 0.999) = 1,000 steps. Start
afresh when the gradients themselves have changed, for example on other data, or with another optimizer.

</details>

**6. In place.** Somebody writes `param.data = param.data - lr * grad` in `step`. The loss falls as it should.
What is different?

<details><summary>Answer 6</summary>

Every step makes a second array of the size of the weights, and for a moment both are alive. And the model's
tensor now holds another array than before: a view of the old array, or another tensor that shared it, keeps
the old numbers and no longer learns.

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
**Question 1 (6 points, 3 of them for memory): plan a training run.** A model has 100 million float32 weights, and your machine has
1.5 GB for weights, gradients and state together. Which of your four choices (SGD, SGD with momentum, Adam,
AdamW) fit? Quote the lines of Measurement 1 that support your formula, with the column *scratch*. What does
scratch mean for the answer? When does the state come into being, and when would you notice that it does not
fit?
"""

# %% [markdown] answer 6 reflect-memory
"""
### BEGIN SOLUTION
SGD and SGD with momentum fit on paper, Adam and AdamW do not. One array of 100 million float32 numbers is
400 MB. SGD holds weights and gradients, 800 MB; momentum adds one array, 1,200 MB; Adam and AdamW add two,
1,600 MB. Measurement 1 supports the formula: for 203,530 weights (814,120 bytes) it reported 0, 814,120 and
1,628,240 bytes of state, and the measured bytes differ by a few hundred, for Python's own objects. Scratch
is on top of that: `lr * direction` is an array as large as the largest weight, and inside Adam several are
alive at once: in my run 803 KB for SGD and 3.2 MB for Adam, one and four times the largest weight. The
scratch grows with the largest single weight, not with the sum: with one weight of 400 MB, momentum would
need 1,600 MB for a moment and fail after all; with a hundred weights of 4 MB each it fits. The state is
created in the first step, not with the optimizer, so the program starts, runs a whole forward and backward
pass, and breaks down in the first `step()`. A weight that never gets a gradient never gets state either. A
step visits every number a fixed number of times, so its time grows in proportion to the number of weights.

**Rubric** (memory 3 points, the others 1 each)
- Clear: says first which choices fit (SGD, SGD with momentum), then why; state is not mixed up with scratch.
- Correct under pressure: the limit by scratch, or the weight that never has a gradient.
- Cost: says that scratch grows with the largest weight, or that the time of a step grows with their number.
- Memory: 400 MB per array; 800, 1,200 and 1,600 MB; state comes into being in the first step.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): explain your measurement.** Use Measurements 2 and 3 from your own run, and quote
their numbers. By what factor is a step of Adam slower than one of SGD for a million weights, and for a
hundred? Why do the factors differ? Which optimizer reached the bottom of the valley in the fewest steps, and
which in the shortest time? Why must you not conclude from this that it is the best for every network? What
does each of them remember between two steps?
"""

# %% [markdown] answer 6 reflect-cost
"""
### BEGIN SOLUTION
A step of Adam costs several times one of SGD, and the valley does not say which is better in general. (The
answer quotes the run.) For a million weights the time is spent on passes through memory: SGD makes 2, one
for `lr * grad` and one for the subtraction, Adam 14, among them a root and divisions that cost more than a
product, and most of its passes write into a fresh array that the system has to provide first. For a hundred
weights the arrays fit into the fastest cache and the passes are nearly free; what counts is the number of
NumPy calls, below a microsecond each, plus the same fixed work in `start_step` for both. So the first
factor compares memory traffic and the second one numbers of calls. In the valley, momentum took the fewest
steps and the shortest time; Adam took more steps than momentum and more time for each. But this loss has
two weights, an exact gradient and axes along which Adam could shine only if their scales were unknown; the
learning rate of each was tuned, and tuning takes runs that the table does not count. In a large network the
forward and backward passes dominate, so the number of steps matters more than the time of one. SGD
remembers nothing (0 bytes), momentum one array (8 bytes here), Adam two (16 bytes) and the count of
updates. Edge case: above lr = 0.04 plain SGD diverges, and then no number of steps is enough.

**Rubric** (cost 3 points, the others 1 each)
- Clear: quotes the student's own table; figures that cannot come from it cost this point.
- Correct under pressure: names a limit, such as two weights, tuned rates, exact gradients or divergence.
- Cost: counts passes or calls, and says why the factor differs between a hundred and a million weights.
- Memory: says what each optimizer keeps, in arrays or bytes.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

Three optimizers that take the same paths as PyTorch's; you know what each remembers and what that costs. Export them:

```
tito module complete 06
```

#| terms

**Next: Module 07, Training.** Module 07 turns `backward`, `step` and `zero_grad` into a training loop with a learning
rate that changes on the way, and
with checkpoints that save your state.

## To read on

- Kingma and Ba (2015), *Adam: A Method for Stochastic Optimization*, arXiv:1412.6980. The derivation of the
  bias correction is on page 3.
- Loshchilov and Hutter (2019), *Decoupled Weight Decay Regularization*, arXiv:1711.05101. AdamW.
- Sutskever and others (2013), *On the importance of initialization and momentum in deep learning*, ICML.
"""
