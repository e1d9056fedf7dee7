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
# Module 05: Autograd

#| facts

Your network can make a prediction, and your loss says how wrong it is. What is missing is the direction: by how much
would the loss change if this weight were a little larger? A million weights are a million such questions. You build the
machine that answers all of them in one sweep: **automatic differentiation**, autograd for short, around which every
framework for machine learning is built.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        requires_grad, grad and backward() have been asleep there since the first day
    Module 02 Activations   functions that bend the numbers
    Module 03 Layers        weights and biases, the tensors that need gradients
    Module 04 Losses        the one number that all gradients ask about
    |
    v
Focus of this module: Autograd. The graph of a computation, the chain rule, and the backward pass.
    |
    v
Unlocks:
    Module 06 Optimizers    use the gradients to change the weights
    Module 07 Training      repeat that until the network has learned
    and every later module that learns
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** a `Function` for an operation: its rule for turning the gradient of a result into gradients
   of its inputs;
2. **build** the graph of a computation while it runs, without changing the code that computes;
3. **apply** the chain rule by traversing that graph backwards, visiting every operation once;
4. **explain** where the memory of training goes, and when it is given back;
5. **check** a gradient that somebody claims to be right, by measuring it.

What you will *not* build: gradients of gradients, programs that are compiled before they run, and tricks
that save memory by computing twice. Part 14 says where a production framework goes further.

## How this notebook works

As in Module 01. The cells that begin with `#| export` become your own file `tinytorch/core/autograd.py`.

This is the longest notebook of the tier, in many small pieces: most solutions have one to five lines. Stop for the
day at the end of Part 4: from there on `backward()` works, and what follows teaches it more operations.
"""

# %% [markdown]
"""
## Setup
"""

# %%
#| default_exp core.autograd

# %% given autograd-imports
#| export
import contextlib
import functools
import sys
import types

import numpy as np

from tinytorch import ModuleNotBuiltError
from tinytorch.core.tensor import Tensor, as_float32, as_tensor

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
import itertools


#| include tests: explained, what_happened, outcome_of, fixed, expect_error


#| include gradients: expect_array, slopes, read_only, expect_rule, random_arrays

# %% [markdown]
"""
# Part 1. A gradient can be measured

## Perturb and look

Take one number of a tensor, make it a little larger (**perturb** it), and look at what happens to the final result. If the
result grows three times as fast as the perturbation, the **gradient** of the result with respect to that number is
3. The gradient of a whole tensor has the same shape as the tensor: one such answer for every number in it.

```
f(x) = x * x   at x = 3

step up       f(3.01) = 9.0601
step down     f(2.99) = 8.9401
                          difference 0.12, for a step of 0.02:  gradient 6
```

What you divided is a **finite difference**. Perturbing in both directions is more exact than in one: the errors of the
two sides cancel. From one side, (f(3.01) - f(3)) / 0.01 gives 6.01.

Measuring needs no theory, so it is the test for all theory that follows. Its price: two runs of the whole
computation for **every single number**, two million for one step of learning with a million weights.
"""

# %% solution numerical-gradient
#| export
def numerical_gradient(function, x, step=1e-2):
    """Return the gradient of function(x) with respect to the Tensor x, measured by finite differences.

    function: takes x, returns a Tensor that holds a single number.
    Returns a float32 array of x.shape. x.data is perturbed in place, and is as before when this returns.
    """
    # TODO: perturb one number after the other, up and down, and divide by the distance.
    # Steps, for each index:
    #   1. Remember the number, then store it plus step, and run the function.
    #   2. Store it minus step, and run the function again.
    #   3. Put the number back.
    #   4. The gradient there is the difference of the two results, divided by 2 * step.
    # Hint: np.ndindex(x.shape) gives every index, also for shape (). function(x).item() is the result as a
    #   Python float.
    ### BEGIN SOLUTION
    gradient = np.zeros(x.shape, dtype=np.float32)
    for index in np.ndindex(x.shape):
        number = x.data[index]
        x.data[index] = number + step
        above = function(x).item()
        x.data[index] = number - step
        below = function(x).item()
        x.data[index] = number
        gradient[index] = (above - below) / (2 * step)
    return gradient
    ### END SOLUTION


# %% test 3 test-numerical-gradient
@explained
def test_numerical_gradient():
    """Gradients are measured by finite differences (3 points)."""
    x = Tensor([1.0, -2.0, 3.0])
    expect_array(lambda: numerical_gradient(lambda t: (t * t * t).sum(), x), [3, 12, 27],
                 "The gradient of x * x * x is 3 * x * x; perturb up and down, and divide by 2 * step.",
                 rtol=3e-4, atol=5e-4)
    assert np.array_equal(x.data, [1, -2, 3]), "Every number must be put back after its perturbation; see step 3."
    expect_array(lambda: numerical_gradient(lambda t: (t * t * t).sum(), Tensor([1.0]), step=0.5), [3.25],
                 "With step=0.5, (1.5 ** 3 - 0.5 ** 3) / 1 is 3.25: use the step that was given.")
    expect_array(lambda: numerical_gradient(lambda _: (x * x).sum(), x), [2, -4, 6],
                 "A function may use x from outside: perturb x.data itself, in place.", atol=1e-2)
    for given, factors in [([[1, 2], [3, 4], [5, 6]], [[1, 0], [2, 1], [0, 5]]), (2, 4)]:
        expect_array(lambda: numerical_gradient(lambda t: (t * Tensor(factors)).sum(), Tensor(given)), factors,
                     "The gradient must have the shape of x, also (), with one entry for every number.", atol=1e-2)


test_numerical_gradient()

# %% [markdown]
"""
# Part 2. What an operation remembers

## The graph of a computation

When `y = x * 3 + 1` runs, two operations take place, and each makes a new tensor. If every result remembers its
operation, and the operation its inputs, the whole history can be followed back from `y`: the **graph** of the
computation.

```
forward:    x, 3  -> multiply ->  z         z, 1  -> add ->  y

remembered, read from y backwards:
    y      was made by AddBackward, whose inputs are z and 1
    z      was made by MulBackward, whose inputs are x and 3
    x      was made by nobody: you created it. It is a LEAF.
```

## The chain rule, one operation at a time

Suppose we know how the final loss changes with `z`: the gradient of `z`. What is the gradient of `x`? Perturb
`x` a little; then `z` moves 3 times as much; and the loss moves by that, times the gradient of `z`:

```
gradient of x  =  gradient of z  *  how z changes with x
```

The same with numbers, for `y = x * 3 + 1` at x = 2:

```diagram
forward     x = 2 --+
                    multiply --> z = 6 --+
                3 --+                    add --> y = 7
                                     1 --+

backward    x: 1 * 3 = 3 <--+
                            multiply <-- z: 1 <--+
                 3: None <--+                    add <-- y: 1
                                      1: None <--+
```

In words: forward, x = 2 becomes z = 2 * 3 = 6 and y = 6 + 1 = 7. Backwards, y starts with the gradient 1, `add` hands 1 on to z,
and `multiply` hands 1 * 3 = 3 on to x. The constants 3 and 1 get nothing.

That is the **chain rule**. The multiplication does *not* need what happens after `z`, or what happened before `x`.
Each operation only has to know its own small rule. You write one class for each.

- It inherits from `Function` and is made from the inputs of its operation: `MulBackward(x, y)`.
- `apply(grad_output)` gets the gradient of the result, a NumPy array of the result's shape. It returns a
  tuple: for each input an array of *that input's* shape.
- It only reads what it was given. The numbers of the inputs, the result and `grad_output` belong to others,
  so they stay as they are; write into new arrays.
- An input that does not require a gradient, such as the 3 above, gets `None`. Nobody will read its
  gradient, so computing it would be work for nothing.

A tensor stores who made it in the attribute `_grad_fn`. For a leaf that is `None`.
"""

# %% solution function-class
#| export
class Function:
    """An operation that took place, remembered for the way back.

    saved_tensors: the tensors it was computed from, in order; None when the memory was given back.
    result: the array it computed, set for rules that say `needs_result = True`.
    """

    needs_result = False
    saved_tensors = None

    def __init__(self, *tensors):
        """Remember the inputs. Plain numbers and arrays become Tensors, as in the operation itself."""
        # TODO: store a tuple of Tensors in self.saved_tensors.
        # Hint: as_tensor(value) returns a Tensor unchanged and makes one from anything else.
        ### BEGIN SOLUTION
        self.saved_tensors = tuple(as_tensor(value) for value in tensors)
        ### END SOLUTION

    def apply(self, grad_output):
        """Turn the gradient of the result into a tuple of gradients, one for each input (or None)."""
        raise NotImplementedError(f"{type(self).__name__} needs a method apply(self, grad_output). Fix: define it.")

    def release(self):
        """Forget everything, so that the memory can be used again."""
        self.__dict__.clear()


# Every tensor, also one that exists already, was made by nobody until an operation says otherwise.
Tensor._grad_fn = None


# %% test 1 test-function
@explained
def test_function():
    """A Function remembers its inputs (1 point)."""
    x, y = Tensor([1.0, 2.0], requires_grad=True), Tensor([3.0, 4.0])
    node = Function(x, y)
    assert isinstance(node.saved_tensors, tuple) and len(node.saved_tensors) == 2, \
        "saved_tensors must be a tuple with all inputs of the operation."
    assert node.saved_tensors[0] is x and node.saved_tensors[1] is y, \
        "saved_tensors must hold the tensors themselves, not copies: the way back leads through them."
    assert isinstance(Function(x, 3).saved_tensors[1], Tensor), \
        "A plain number among the inputs must become a Tensor; use as_tensor."


test_function()

# %% [markdown]
"""
## Broadcasting, backwards

When a bias of shape `(3,)` is added to a table of shape `(2, 3)`, broadcasting uses each of its numbers twice, once
per row. A change moves *two* results. So its gradient is the **sum** over all places where it was used.

```
bias            [ b0   b1   b2 ]          shape (3,)

result          [ ..   ..   .. ]          shape (2, 3), every b is used once per row
                [ ..   ..   .. ]

gradient        [ 1    2    3  ]
of the result   [ 10   20   30 ]

gradient
of the bias     [ 11   22   33 ]          summed over the rows: shape (3,) again
```

Forward copies, backward sums. What broadcasting filled in on the left is summed away; a length of 1 that
was stretched is summed back to 1.

Such a sum can be long: a bias is used once for every row. So it is added up in float64 and becomes float32 at the
end, like `sum` in Module 01; 60,000 rows of 0.1 would be 6003.5 otherwise.
"""

# %% solution unbroadcast
#| export
def unbroadcast(gradient, shape):
    """Return `gradient` summed down to `shape`, the shape an input had before it was broadcast.

    gradient: an array whose shape is the result of broadcasting `shape` with something.
    """
    # TODO: undo the two things that broadcasting does to a shape.
    # Steps:
    #   1. Dimensions were added on the left: there are gradient.ndim - len(shape) of them. Sum over them.
    #   2. A length of 1 was stretched: sum over it with keepdims=True, so that the 1 stays.
    # Hint: array.sum(axis=0, dtype=np.float64) removes the first dimension and adds up in float64;
    #   .astype(np.float32) goes back at the end. A length of 1 can be stretched to 0 as well.
    # Shapes: (2, 3) to (3,) sums the rows; (2, 3) to (2, 1) sums the columns; (2, 3) to () sums everything.
    ### BEGIN SOLUTION
    added = gradient.ndim - len(shape)
    stretched = [added + place for place, length in enumerate(shape)
                 if length == 1 and gradient.shape[added + place] != 1]
    axes = (*range(added), *stretched)
    return gradient.sum(axis=axes, dtype=np.float64).reshape(shape).astype(np.float32) if axes else gradient
    ### END SOLUTION


# %% test 3 test-unbroadcast
@explained
def test_unbroadcast():
    """A gradient is summed down to the shape before broadcasting (3 points)."""
    gradient = read_only([[1, 2, 3], [10, 20, 30]])
    expect_array(lambda: unbroadcast(gradient, (3,)), [11, 22, 33],
                 "A row that was used once per row gets the sum over the rows; see step 1.")
    expect_array(lambda: unbroadcast(gradient, (1, 3)), [[11, 22, 33]],
                 "Shape (1, 3) must stay (1, 3) after summing over the stretched dimension; see step 2.")
    rows = read_only(np.full((60_000, 2), 0.1))
    for shape in ((2,), (1, 2)):
        summed = unbroadcast(rows, shape)
        expect_array(lambda: summed, np.full(shape, 6000.0), "A long sum must be added up in float64; see the hint.",
                     rtol=1e-5)
        assert summed.dtype == np.float32, "The sum must be float32 again at the end; see the hint."


test_unbroadcast()

# %% test 2 test-unbroadcast-hidden
# Hidden checks (2 points): higher ranks, both steps at once, and tensors without elements.
### BEGIN HIDDEN TESTS
@explained
def test_unbroadcast_hidden():
    """A gradient is summed down for every pair of shapes."""
    # says: that was stretched is summed back to 1 | A length of 1 can be stretched to 0 as well
    cases = [((4, 2, 3), (2, 3)), ((4, 2, 3), (2, 1)), ((4, 2, 3), (1, 2, 1)), ((4, 2, 3), (1,)),
             ((4, 2, 3), (4, 1, 3)), ((1, 3), (1, 3)), ((2, 1, 3), (1, 3)), ((0, 3), (1, 3)), ((0, 3), (3,)),
             ((2, 0), (2, 1)), ((2, 3), ()), ((), ()), ((1, 4), (1, 1)), ((1, 3, 4), (1, 1)), ((2, 1, 4), (1, 1))]
    for large, small in cases:
        gradient = np.arange(1, 1 + np.prod(large, dtype=int), dtype=np.float32).reshape(large)
        expected = np.zeros(small, dtype=np.float32)
        for index in np.ndindex(large):
            own = index[len(large) - len(small):]
            expected[tuple(0 if small[k] == 1 else own[k] for k in range(len(small)))] += gradient[index]
        expect_array(lambda: unbroadcast(read_only(gradient), small), expected,
                     f"unbroadcast from {large} to {small} is wrong: sum added and stretched dimensions.")


test_unbroadcast_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## The first two rules

For `a + b`: perturb `a`, and the result moves by the same amount. So both inputs simply get the gradient of
the result, each in its own shape.

For `a * b`: perturb `a`, and the result moves `b` times as much. So `a` gets the gradient times `b`, and `b` the
gradient times `a`: this rule needs the *numbers* of both inputs, which is why an operation remembers them.

| operation | gradient of a | gradient of b |
|---|---|---|
| `a + b` | g | g |
| `a * b` | g * b | g * a |

Here g is `grad_output`, and every entry is followed by `unbroadcast`. The pattern below, with `None` and
two `if`s, is the one that all rules with two inputs use.
"""

# %% solution add-backward
#| export
class AddBackward(Function):
    """The rule of a + b: both get the gradient of the result."""

    def apply(self, grad_output):
        a, b = self.saved_tensors
        grad_a = grad_b = None
        # TODO: if a requires a gradient, set grad_a; if b does, set grad_b.
        # Hint: unbroadcast(..., a.shape) and unbroadcast(..., b.shape).
        # Shapes: a (2, 3), b (3,), grad_output (2, 3) give grad_a (2, 3) and grad_b (3,).
        ### BEGIN SOLUTION
        if a.requires_grad:
            grad_a = unbroadcast(grad_output, a.shape)
        if b.requires_grad:
            grad_b = unbroadcast(grad_output, b.shape)
        ### END SOLUTION
        return grad_a, grad_b


# %% solution mul-backward
#| export
class MulBackward(Function):
    """The rule of a * b: each gets the gradient of the result, times the other."""

    def apply(self, grad_output):
        a, b = self.saved_tensors
        grad_a = grad_b = None
        # TODO: the same pattern, with the rule of the product. The numbers are in a.data and b.data.
        ### BEGIN SOLUTION
        if a.requires_grad:
            grad_a = unbroadcast(grad_output * b.data, a.shape)
        if b.requires_grad:
            grad_b = unbroadcast(grad_output * a.data, b.shape)
        ### END SOLUTION
        return grad_a, grad_b


# %% test 3 test-add-mul
@explained
def test_add_mul():
    """Sums and products have the right gradients, also with broadcasting (3 points)."""
    for shapes in [((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((), (2,))]:
        arrays = random_arrays(*shapes)
        expect_rule(AddBackward, lambda a, b: a + b, arrays,
                    f"AddBackward is wrong for {shapes[0]} + {shapes[1]}: g for both, each in its own shape.")
        expect_rule(MulBackward, lambda a, b: a * b, arrays,
                    f"MulBackward is wrong for {shapes[0]} * {shapes[1]}: g times the other input.")


test_add_mul()

# %% [markdown]
"""
# Part 3. Backpropagation

## Who comes first?

A tensor may be used more than once. In `w = z + z * x`, the tensor `z` is used twice, and its gradient is
the sum of what comes from both. It must not pass anything on before it has heard from *both*. So the order
is everything: **a tensor's turn comes when all operations that used it have had theirs**. Such an order is a
**topological order** of the graph, and the pass along it, from the loss back to the leaves, is **backpropagation**.

```diagram
x -----------------+
                   v
y -> add -> z -> multiply -> p
            |                v
            +-------------> add -> w

A good order:     w, p, z, x, y      z waits for p
A bad order:      w, z, ...          z passes on before p has reported
```

In words: z, which was made from x and y, goes into p together with x, and into w together with p. So z has to wait for p.

A second trap is *how* to traverse the graph. The obvious way is a function that calls itself for each input. It fails
twice:

- Where paths split and join, it follows every **path** instead of every operation. Add a tensor to itself 30
  times in a row, and there are 30 operations, but 2 * 2 * 2 ... = 1,073,741,824 paths.
- Python stops after about 1,000 calls inside each other. A long computation has more operations than that.

So you first make a list, with a loop and a stack of your own, then go through the list.

The given helper `inputs_of` returns the inputs that need a gradient. It also notices when a graph has been
given back already; why that happens comes further below.
"""

# %% given inputs-of
#| export
def inputs_of(tensor):
    """Return the tensors that `tensor` was computed from, those only that require a gradient.

    Raises RuntimeError when the operation was used by an earlier backward() and its memory was given back.
    """
    if tensor._grad_fn is None:
        return []
    if tensor._grad_fn.saved_tensors is None:
        raise RuntimeError(
            "backward() has been here before: this result, or one it was computed from, has given its memory "
            "back. Rule: one backward() for each forward computation. Fix: compute the result again, or call "
            "the first one as backward(retain_graph=True)."
        )
    return [each for each in tensor._grad_fn.saved_tensors if each.requires_grad]


# %% [markdown]
"""
## The list

Put `root` on a stack. Take the top tensor off; if it is new, put it back with the note "finished", and its inputs
on top. When it turns up again *with* the note, all it was computed from is in the list, so it can be added. At the
end, reverse the list.

```
stack (top at the right)                       list
root
root finished, a, b                                        root was new: its inputs go on top
root finished, a, b finished                               b was new and is a leaf
root finished, a                               b
root finished, a finished                      b
root finished                                  b, a
                                               b, a, root  reversed: root, a, b
```
"""

# %% solution graph-order
#| export
def graph_order(root):
    """Return all tensors that `root` was computed from and that require a gradient, root first.

    Each tensor is in the list once, before all tensors that it was computed from.
    """
    order, seen, stack = [], set(), [(root, False)]
    # TODO: fill `order` with a loop, then return it reversed.
    # Steps, while the stack is not empty:
    #   1. Pop a pair (tensor, finished).
    #   2. If finished is True, append the tensor to `order`.
    #   3. Otherwise, if id(tensor) is not in `seen`: add it there, push (tensor, True), then push
    #      (each, False) for every tensor of inputs_of(tensor).
    # Hint: id(tensor) is a number that tells objects apart. A list has append and pop; order[::-1] reverses.
    ### BEGIN SOLUTION
    while stack:
        tensor, finished = stack.pop()
        if finished:
            order.append(tensor)
        elif id(tensor) not in seen:
            seen.add(id(tensor))
            stack.append((tensor, True))
            stack.extend((each, False) for each in inputs_of(tensor))
    return order[::-1]
    ### END SOLUTION


# %% given made-by
def made_by(rule, data, *inputs):
    """For the tests: a Tensor that remembers that `rule` made it from `inputs`."""
    tensor = Tensor(data, requires_grad=True)
    tensor._grad_fn = rule(*inputs)
    return tensor


# %% test 3 test-graph-order
@explained
def test_graph_order():
    """Every tensor comes once, and before everything it was computed from (3 points)."""
    x, y = Tensor(2.0, requires_grad=True), Tensor(3.0, requires_grad=True)
    z = made_by(AddBackward, 5.0, x, y)
    p = made_by(MulBackward, 10.0, z, x)
    # Both ways round, because an order that is only right by luck must not pass.
    for inputs in [(z, p), (p, z)]:
        w = made_by(AddBackward, 15.0, *inputs)
        names = {id(x): "x", id(y): "y", id(z): "z", id(p): "p", id(w): "w"}
        found = [names[id(tensor)] for tensor in graph_order(w)]
        assert sorted(found) == ["p", "w", "x", "y", "z"], \
            f"Each of w, p, z, x, y must be in the list once; yours is {', '.join(found)}. See step 3."
        place = {name: found.index(name) for name in found}
        for user, used in ["wp", "wz", "pz", "px", "zx", "zy"]:
            assert place[user] < place[used], (
                f"{user} was computed from {used}, so {user} must come first; yours is {', '.join(found)}. "
                "Append a tensor only when it turns up as finished.")
    assert len(graph_order(made_by(AddBackward, 3.0, x, Tensor(1.0)))) == 2, \
        "A tensor that requires no gradient does not belong in the list; use inputs_of."


test_graph_order()

# %% test 2 test-graph-size-hidden
# Hidden checks (2 points): graphs with many paths, and a chain of 5,000 operations.
### BEGIN HIDDEN TESTS
@explained
def test_graph_size_hidden():
    """The list is made without following every path, however deep the graph is."""
    # says: it follows every **path** instead of every operation | Each tensor is in the list once
    asked = []

    class Watched(AddBackward):
        @property
        def saved_tensors(self):
            asked.append(1)
            assert len(asked) < 5_000, "30 operations must not be visited once per path; see step 3, `seen`."
            return self._inputs

        @saved_tensors.setter
        def saved_tensors(self, inputs):
            self._inputs = inputs

    x = fixed(1.0, requires_grad=True)
    for _ in range(30):
        x = made_by(Watched, 1.0, x, x)
    assert len(graph_order(x)) == 31, "30 operations on one leaf make 31 tensors in the list."
    # says: Python stops after about 1,000 calls inside each other
    for _ in range(5_000):
        x = made_by(AddBackward, 1.0, x, Tensor(1.0))
    outcome_of(lambda: graph_order(x), "A chain of 5,000 operations must work: use a loop and a stack, no recursion.")


test_graph_size_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## Where it starts

The result changes exactly as much as itself, so the backward pass starts with the gradient 1. That only makes sense
for a single number. For a table you may ask for a mixture: `y.backward(gradient=...)` takes one weight for each number
of `y`.
"""

# %% solution starting-gradient
#| export
def starting_gradient(tensor, gradient=None):
    """Return the gradient that backward() starts with: a float32 array of tensor.shape.

    gradient: None for a single number, else numbers of tensor.shape (array, list or Tensor).
    Raises RuntimeError when the tensor requires no gradient, ValueError for a gradient that is missing or
    has another shape.
    """
    if not tensor.requires_grad:
        raise RuntimeError(
            "backward() has nothing to do: this tensor does not require a gradient, because nothing it was "
            "computed from does. Fix: create the weights with Tensor(..., requires_grad=True), and do not "
            "compute the result inside no_grad()."
        )
    # TODO: handle the three remaining cases.
    # Steps:
    #   1. gradient is None and tensor.size is 1: return ones, np.ones(tensor.shape, dtype=np.float32).
    #   2. gradient is None and tensor.size is not 1: raise ValueError. The message must contain the shape
    #      and the word "gradient", and say what to do.
    #   3. Otherwise convert with as_float32(gradient), which copies. If its shape is not tensor.shape, raise
    #      ValueError with both shapes; else return it.
    ### BEGIN SOLUTION
    if gradient is None:
        if tensor.size != 1:
            raise ValueError(
                "backward() without a gradient needs a single number, but this tensor has shape "
                f"{tensor.shape}. Fix: reduce it first, for example with .sum() or .mean(), or pass "
                "backward(gradient=...) with one weight for each number."
            )
        return np.ones(tensor.shape, dtype=np.float32)
    gradient = as_float32(gradient)
    if gradient.shape != tensor.shape:
        raise ValueError(
            f"backward() got a gradient of shape {gradient.shape} for a tensor of shape {tensor.shape}. "
            "Rule: one weight for each number. Fix: give the gradient the tensor's shape."
        )
    return gradient
    ### END SOLUTION


# %% test 1 test-starting-gradient
@explained
def test_starting_gradient():
    """The backward pass starts with 1, or with what was given, or with an error that helps (1 point)."""
    for shape in [(), (1,), (1, 1)]:
        expect_array(lambda: starting_gradient(Tensor(np.zeros(shape), requires_grad=True)), np.ones(shape),
                     f"A single number of shape {shape} must start with 1 in the same shape; see step 1.")
    row = Tensor([1, 2, 3], requires_grad=True)
    for tensor in (row, Tensor(np.ones((0, 2)), requires_grad=True)):
        expect_error(ValueError, lambda: starting_gradient(tensor), [str(tensor.shape), "gradient"],
                     f"backward() on {tensor.size} numbers needs a gradient: it must raise a ValueError with the shape.")
    start = starting_gradient(row, np.array([1, 0, 2]))
    assert start.dtype == np.float32 and np.array_equal(start, [1, 0, 2]), \
        "A gradient of the right shape must be used as it is, in float32; use as_float32."
    weights = np.ones(3, dtype=np.float32)
    assert not np.shares_memory(starting_gradient(row, weights), weights), \
        "The gradient that was given must be copied; see step 3."
    for tensor, shape in [(row, (3, 1)), (row, (1,)), (Tensor(np.ones((2, 3)), requires_grad=True), (3, 2))]:
        expect_error(ValueError, lambda: starting_gradient(tensor, np.ones(shape)), [str(shape), str(tensor.shape)],
                     "A gradient of another shape must raise a ValueError that names both shapes; see step 3.")


test_starting_gradient()

# %% [markdown]
"""
## One step of the backward pass

Two more pieces are given. `shares_of` asks an operation for the gradients of its inputs and checks them: a
rule that returns the wrong shape is caught here, by name, and not three layers later.

`add_to_grad` stores what a tensor has collected, in its attribute `grad`. There are two things to notice in
it.

- It **adds** to what is there: after two computations with the same weights, `grad` holds the sum of both. So a large
  batch can be worked off in small pieces. It is also a trap: before the next, unrelated step, `zero_grad` must clear it.
- It **copies**. A rule may hand out the same array twice (for `a + b` both inputs get the very same one),
  and two tensors must not share one `grad`: whoever scales the one would scale the other.

Here every tensor on the way keeps its `grad`, so that you can look at it. PyTorch only keeps it for leaves,
to save memory.
"""

# %% given walk-helpers
#| export
def shares_of(node, gradient):
    """Return pairs (input, gradient) for the inputs of `node` that require one.

    Raises ValueError, naming the rule, when apply returns too few gradients or one of the wrong shape.
    """
    gradients = node.apply(gradient)
    name = type(node).__name__
    if not isinstance(gradients, tuple) or len(gradients) != len(node.saved_tensors):
        raise ValueError(
            f"{name}.apply must return a tuple of {len(node.saved_tensors)}: one gradient for each input, "
            "or None. Fix: return (gradient,) for a single input."
        )
    pairs = [pair for pair in zip(node.saved_tensors, gradients)
             if pair[0].requires_grad and pair[1] is not None]
    for tensor, share in pairs:
        if np.shape(share) != tensor.shape:
            raise ValueError(
                f"{name}.apply returned a gradient of shape {np.shape(share)} for an input of shape "
                f"{tensor.shape}. Rule: a gradient has the shape of its input. "
                "Fix: sum over what was broadcast, copy over what was reduced."
            )
    return pairs


def add_to_grad(tensor, gradient):
    """Add `gradient` to tensor.grad. The array in tensor.grad belongs to this tensor alone."""
    if tensor.grad is None:
        tensor.grad = np.array(gradient, dtype=np.float32, order="C")
    else:
        tensor.grad = np.asarray(tensor.grad + gradient, dtype=np.float32)


# %% [markdown]
"""
## backward

Now put it together. `waiting` holds, for each tensor that has not had its turn, the sum of what it has been
sent so far. The keys are `id(tensor)`.

```
waiting = { root: starting gradient }

for each tensor in graph_order(root):
    take its gradient out of waiting
    add it to tensor.grad
    if an operation made the tensor:
        send each input its share: put it into waiting, or add it to what is waiting there
        give the operation's memory back, unless retain_graph is True
```

The graph keeps every intermediate result of the forward computation alive: without giving it back, a program that
collects its losses in a list would keep the whole history of training. The price: a second `backward()` on the same
result is an error, unless the first one was called with `retain_graph=True`; then the gradients of both add up.
"""

# %% solution tensor-backward
#| export
def tensor_backward(self, gradient=None, retain_graph=False):
    """Compute the gradient of this result with respect to every tensor it was computed from.

    Each is added to that tensor's grad, a float32 array of the tensor's shape.
    gradient: None for a single number, else one weight for each number of this tensor.
    retain_graph: keep what the operations remember, so that backward() can be called on it again.
    Raises RuntimeError when this tensor requires no gradient or its graph was given back, ValueError when
    `gradient` is missing or has the wrong shape.
    """
    waiting = {id(self): starting_gradient(self, gradient)}
    # TODO: go through graph_order(self) as described above.
    # Hints:
    #   - waiting.pop(id(tensor), None) takes a gradient out. It is None for a tensor that was sent nothing,
    #     such as the class numbers of a loss: skip that one with `continue`.
    #   - shares_of(node, gradient) gives the pairs (input, share). Several may go to the same tensor.
    #   - Add with `waiting[key] = waiting[key] + share`. With += you would change an array that others hold.
    #   - node.release() gives the memory back.
    ### BEGIN SOLUTION
    for tensor in graph_order(self):
        gradient = waiting.pop(id(tensor), None)
        if gradient is None:
            continue
        add_to_grad(tensor, gradient)
        node = tensor._grad_fn
        if node is None:
            continue
        for source, share in shares_of(node, gradient):
            key = id(source)
            waiting[key] = waiting[key] + share if key in waiting else share
        if not retain_graph:
            node.release()
    ### END SOLUTION


def tensor_zero_grad(self):
    """Forget the gradient: grad is None again, which takes no memory."""
    # TODO: one line.
    ### BEGIN SOLUTION
    self.grad = None
    ### END SOLUTION


# %% test 4 test-backward
@explained
def test_backward():
    """Gradients reach the leaves by the chain rule (4 points)."""
    x = fixed([2.0], requires_grad=True)
    y = made_by(AddBackward, [7.0], made_by(MulBackward, [6.0], x, 3), 1)
    tensor_backward(y)
    expect_array(lambda: x.grad, [3.0], "For y = x * 3 + 1, x.grad must be 3; send each input its share.")
    expect_array(lambda: y.grad, [1.0], "y.grad must be 1, what the pass starts with: the result keeps its gradient too.")

    x = fixed([2.0], requires_grad=True)
    square = made_by(MulBackward, [4.0], x, x)
    tensor_backward(made_by(AddBackward, [8.0], square, made_by(MulBackward, [4.0], square, Tensor([1.0]))))
    expect_array(lambda: x.grad, [8.0],
                 "For w = x*x + x*x, x.grad must be 4 * x = 8; gradients from several uses must be added.")

    table, row = fixed([[1.0, 2.0], [3.0, 4.0]], requires_grad=True), fixed([10.0, 20.0], requires_grad=True)
    tensor_backward(made_by(MulBackward, table.data * row.data, table, row), np.array([[1.0, 1.0], [1.0, 2.0]]))
    expect_array(lambda: row.grad, [4.0, 10.0],
                 "The gradient that is passed to backward() must be used as the start of the backward pass.")


test_backward()

# %% test 2 test-accumulation
@explained
def test_accumulation():
    """Two computations add up, zero_grad clears, and a used graph is given back (2 points)."""
    x = fixed([2.0, 3.0], requires_grad=True)

    def product():
        return made_by(MulBackward, x.data * 4, x, 4)

    tensor_backward(product(), [1, 1])
    tensor_backward(product(), [1, 1])
    expect_array(lambda: x.grad, [8, 8],
                 "After two computations with gradient 4 each, x.grad must be their sum, 8.")
    x.grad.flags.writeable = False
    tensor_zero_grad(x)
    assert x.grad is None, "zero_grad must set grad to None."
    y = product()
    tensor_backward(y, [1, 1])
    assert y._grad_fn.saved_tensors is None, \
        "After backward() the operations must have given their memory back; call release()."
    last = made_by(AddBackward, y.data + 1, between := product(), 1)
    tensor_backward(last, [1, 1])
    assert between._grad_fn.saved_tensors is None, "Every operation must give its memory back, not only the last one."
    kept = product()
    tensor_zero_grad(kept)
    assert kept._grad_fn is not None, "zero_grad must forget the gradient alone, and not who made the tensor."
    expect_error(RuntimeError, lambda: tensor_backward(y, [1, 1]), ["before"],
                 "A second backward() on the same result must raise the RuntimeError of inputs_of.")
    x.grad, y = None, product()
    expect_array(lambda: (tensor_backward(y, [1, 1], retain_graph=True), tensor_backward(y, [1, 1]), [x.grad, y.grad])[2],
                 [[8, 8], [2, 2]], "With retain_graph=True a second backward() must work, and both calls add up.")


test_accumulation()

# %% test 2 test-backward-hidden
# Hidden checks (2 points): each operation is asked once, 5,000 operations in a row, and no two tensors that
# share one gradient.
### BEGIN HIDDEN TESTS
@explained
def test_backward_hidden():
    """The backward pass visits every operation once and keeps gradients apart."""
    # says: it follows every **path** instead of every operation
    asked = []

    class Counted(AddBackward):
        def apply(self, grad_output):
            asked.append(1)
            assert len(asked) <= 20, "Each operation must be asked once, however many paths lead to it."
            return super().apply(grad_output)

    x = y = Tensor(1.0, requires_grad=True)
    for _ in range(20):
        y = made_by(Counted, 1.0, y, y)
    tensor_backward(y)
    assert len(asked) == 20, f"20 operations must be asked 20 times, not {len(asked)}."
    expect_array(lambda: x.grad, 2.0 ** 20, "x is counted 2 to the power of 20 times in that sum.")

    x = y = Tensor(1.0, requires_grad=True)
    # says: Python stops after about 1,000 calls inside each other
    for _ in range(5_000):
        y = made_by(AddBackward, 1.0, y, 1)
    outcome_of(lambda: tensor_backward(y), "A chain of 5,000 operations must work: no recursion.")

    # says: skip that one with `continue`
    class Partly(AddBackward):
        """Sends nothing to one of its inputs."""

        def apply(self, grad_output):
            return (None, grad_output) if self.skipped == 0 else (grad_output, None)

    for Partly.skipped in (0, 1):
        leaves = Tensor(1.0, requires_grad=True), Tensor(1.0, requires_grad=True)
        tensor_backward(made_by(Partly, 2.0, *leaves))
        expect_array(lambda: leaves[1 - Partly.skipped].grad, 1.0,
                     "A tensor that was sent nothing must not end the pass for others.")

    # says: With += you would change an array that others hold
    x, y = Tensor([1.0, 1.0], requires_grad=True), Tensor([1.0, 1.0], requires_grad=True)
    z = made_by(AddBackward, [2.0, 2.0], x, y)
    start = np.ones(2, dtype=np.float32)
    tensor_backward(made_by(AddBackward, [3.0, 3.0], z, x), start)
    expect_array(lambda: y.grad, [1, 1],
                 "In (x + y) + x the gradient of y must stay 1: add with waiting[key] + share, not with +=.")
    expect_array(lambda: start, [1, 1], "backward() must not change the array that was passed to it.")
    # says: two tensors must not share one `grad`
    for tensor in (x, y):
        tensor.grad = None
    tensor_backward(made_by(AddBackward, [2.0, 2.0], x, y), start)
    x.grad *= 0
    expect_array(lambda: y.grad, [1, 1], "Changing x.grad must not change y.grad: let add_to_grad copy.")


test_backward_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. Recording while the forward code runs

Until now the graphs were put together by hand. Now every operation shall do it by itself, without the code of Modules
01 to 04 being written a second time: if the `+` here were another than yours, you could repair yours and nothing would
change.

The way out is to **wrap** it. The wrapper is a function around your function. It calls yours, takes the
result as it is, and only then notes down how it came about:

```diagram
x + y
   |
   v
wrapper of +  ----calls---->  your tensor_add(x, y), which only computes
   |          <---result----
   |
   +--- does an input require a gradient? Then result._grad_fn = AddBackward(x, y)
   v
result
```

In words: the wrapper calls your function, takes its result as it is, and stores `AddBackward(x, y)` in it if an input requires a
gradient.

## When nothing shall be recorded

Where there is nothing to learn, in predictions or when you change the weights themselves, recording would waste
memory. `with no_grad():` switches it off for the
indented lines below it, and back on after them, also if an error occurs there. Results computed inside do
not require a gradient.

The wrapper needs the same switch. Your `mean` may have been written as a `sum` and a division, which are wrapped too:
the graph would hold three operations for one `mean`. So **while a wrapped
function runs, recording is off**: what counts is the operation you called, not what it is made of.
"""

# %% given no-grad
#| export
recording = True


@contextlib.contextmanager
def no_grad():
    """Switch recording off inside a `with no_grad():` block. Results made there require no gradient."""
    global recording
    before, recording = recording, False
    try:
        yield
    finally:
        recording = before


# %% [markdown]
"""
## The wrapper

`tracked(forward, make_node)` returns the wrapper of one function. `make_node` makes the `Function` that
belongs to it, and gets the same arguments as `forward`, plain numbers included: for `+`, `make_node(x, y)` is
`AddBackward(x, y)`.

Two details:

- A function may return one of its own arguments, for example because there was nothing to do. Such a
  "result" has a history of its own already. It must be left alone.
- Some rules need the numbers of the *result*: the gradient of a sigmoid is simplest in terms of what the
  sigmoid returned. These classes say `needs_result = True`, and the wrapper stores the array in
  `node.result`.

`functools.wraps` gives the wrapper the name and the help text of your function.
"""

# %% solution tracked
#| export
def tracked(forward, make_node):
    """Return a function that calls `forward` and remembers in the result how it came about.

    forward: any function that returns a Tensor. make_node: called like forward, returns a Function.
    """
    @functools.wraps(forward)
    def recorded(*args, **kwargs):
        # While `forward` runs, recording is off. Then `recording` again says what holds outside.
        with no_grad():
            result = forward(*args, **kwargs)
        if any(result is each for each in args):
            return result
        # TODO: complete the result before it is returned.
        # Steps:
        #   1. If `recording` is False, set result.requires_grad to False. That is all in this case.
        #   2. Otherwise make the node, make_node(*args, **kwargs).
        #   3. If at least one of node.saved_tensors requires a gradient, the result does too: set
        #      result.requires_grad to True, and store the node in result._grad_fn.
        #   4. If in that case node.needs_result is True, store result.data in node.result.
        ### BEGIN SOLUTION
        if not recording:
            result.requires_grad = False
            return result
        node = make_node(*args, **kwargs)
        if any(each.requires_grad for each in node.saved_tensors):
            result.requires_grad = True
            result._grad_fn = node
            if node.needs_result:
                node.result = result.data
        ### END SOLUTION
        return result

    recorded.original = forward
    return recorded


# %% test 3 test-tracked
@explained
def test_tracked():
    """The wrapper calls the learner's function and records it (3 points)."""
    def double(x, times=2):
        """Twice x."""
        return Tensor(x.data * times)

    class DoubleBackward(Function):
        needs_result = True

        def __init__(self, x, times=2):
            super().__init__(x)
            self.times = times

    wrapped = tracked(double, DoubleBackward)
    x = fixed([1.0, 2.0], requires_grad=True)
    x.grad = read_only([1.0, 1.0])
    y = wrapped(x, times=3)
    assert isinstance(y._grad_fn, DoubleBackward), "result._grad_fn must be the node; see step 3."
    assert y._grad_fn.saved_tensors[0] is x and y._grad_fn.times == 3, \
        "make_node must get the same arguments as the function; see step 2."
    assert y.requires_grad is True, "What is computed from x must require a gradient, as x does; see step 3."
    assert y._grad_fn.result is y.data, "needs_result is True: node.result must be result.data; see step 4."
    z = wrapped(Tensor([1.0]))
    assert z._grad_fn is None and not z.requires_grad, \
        "If no input requires a gradient, nothing must be recorded; see step 3."
    with no_grad():
        z = wrapped(x)
    assert z._grad_fn is None and z.requires_grad is False, \
        "Inside no_grad() nothing must be recorded, and the result requires no gradient; see step 1."


test_tracked()

# %% test 2 test-tracked-hidden
# Hidden checks (2 points): functions made of other wrapped functions.
### BEGIN HIDDEN TESTS
@explained
def test_tracked_hidden():
    """Only the operation that was called is recorded."""
    class Inner(Function):
        pass

    class Outer(Function):
        pass

    # says: while a wrapped function runs, recording is off
    inner = tracked(lambda x: Tensor(x.data + 1, requires_grad=x.requires_grad), Inner)
    outer = tracked(lambda x: inner(inner(x)), Outer)
    x = Tensor([1.0], requires_grad=True)
    y = outer(x)
    assert isinstance(y._grad_fn, Outer), "An operation made of others must be recorded as one operation."
    assert y.requires_grad and y._grad_fn.saved_tensors == (x,), \
        "An operation made of others must have its own arguments as inputs, not what it computed in between."


test_tracked_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## Switching it on

What is left is a table, and a function that goes through it. `operations` says which method of which class
belongs to which rule. `register_operation` adds a line to the table; you will see it under each rule from
here on, and later modules use it for operations of their own.

`install` puts the wrapper in place. In Module 01 you wrote `Tensor.__add__ = tensor_add`. This is the same
mechanism: `setattr(owner, name, value)` does what `owner.name = value` does, for a name stored in a
variable, and `getattr(owner, name)` reads it.

What if `install` is called twice for the same method? Then it must not wrap the wrapper, or everything
would be recorded twice. That is why each wrapper carries the function it wraps in the attribute `original`.

`enable_autograd()` is the moment that Module 01 promised. It changes the class `Tensor` for the whole
program, for tensors that exist already and for those to come.
"""

# %% solution install
#| export
operations = {}
enabled = False


def install(owner, name, make_node):
    """Wrap the function `name` of `owner`, a class or a module, so that it is recorded. Never wraps twice."""
    # TODO: read the function, find out whether it is a wrapper already, and store a new wrapper.
    # Steps:
    #   1. Read it with getattr(owner, name).
    #   2. If it has an attribute `original`, use that instead: getattr(function, "original", function).
    #   3. Store tracked(..., make_node) with setattr.
    ### BEGIN SOLUTION
    function = getattr(owner, name)
    original = getattr(function, "original", function)
    setattr(owner, name, tracked(original, make_node))
    ### END SOLUTION
    if isinstance(owner, types.ModuleType):
        # Others may have imported the function by name before: `from module import name`.
        for module in list(sys.modules.values()):
            found = vars(module).get(name) if isinstance(module, types.ModuleType) else None
            if found is not None and getattr(found, "original", found) is getattr(owner, name).original:
                setattr(module, name, getattr(owner, name))


def register_operation(owner, name, make_node):
    """Say that `make_node` makes the Function of owner.name. It is recorded from enable_autograd() on.

    owner: a class (the operation is a method) or a module (a function). make_node: called like the operation.
    """
    operations[owner, name] = make_node
    if enabled:
        install(owner, name, make_node)


# %% solution enable-autograd
#| export
def enable_autograd(quiet=False):
    """Wake up the gradients: from now on operations are recorded, and backward() computes.

    Calling it again changes nothing. quiet: True prints no message.
    """
    global enabled
    # TODO: wake everything up.
    # Steps:
    #   1. Store tensor_backward as Tensor.backward, and tensor_zero_grad as Tensor.zero_grad.
    #   2. Call install for every line of the table, which you go through with
    #      `for (owner, name), make_node in operations.items():`.
    ### BEGIN SOLUTION
    Tensor.backward = tensor_backward
    Tensor.zero_grad = tensor_zero_grad
    for (owner, name), make_node in operations.items():
        install(owner, name, make_node)
    ### END SOLUTION
    enabled = True
    if not quiet:
        print("Autograd is on: what is computed from tensors with requires_grad=True is recorded.")


register_operation(Tensor, "__add__", AddBackward)
register_operation(Tensor, "__radd__", AddBackward)
register_operation(Tensor, "__mul__", MulBackward)
register_operation(Tensor, "__rmul__", MulBackward)

# %% [markdown]
"""
This is the moment. Before the first of these lines, `backward()` did nothing:
"""

# %%
x = Tensor([2.0], requires_grad=True)
enable_autograd()
y = x * 3 + 1
y.backward()
print("y =", y)
print("made by", y._grad_fn.__class__.__name__)
print("x.grad =", x.grad)

# %% test 3 test-enable
@explained
def test_enable():
    """enable_autograd() wakes backward up and leaves the code of Module 01 in use (3 points)."""
    before = fixed([2.0], requires_grad=True)
    for _ in range(2):
        enable_autograd(quiet=True)
    y = before * 3 + 1
    y.backward()
    expect_array(lambda: before.grad, [3.0],
                 "For y = x * 3 + 1, x.grad must be 3 after y.backward(); see both steps of enable_autograd.")
    before.zero_grad()
    assert before.grad is None, "x.zero_grad() must set x.grad to None."
    for name in ("__add__", "__radd__", "__mul__", "__rmul__"):
        wrapper = getattr(Tensor, name)
        assert hasattr(wrapper, "original"), f"Tensor.{name} must be wrapped; see step 2."
        assert not hasattr(wrapper.original, "original"), \
            f"Tensor.{name} is wrapped twice: if it is a wrapper already, wrap its `original`; see install."


test_enable()

# %% [markdown]
"""
From here on everything is repetition with a pattern you know: a rule that only reads what it was given, a line in the table,
a test that compares with measured gradients.

# Part 5. More arithmetic

| operation | gradient of a | gradient of b |
|---|---|---|
| `a - b` | g | -g |
| `a / b` | g / b | -g * a / (b * b) |
| `-a` | -g | |
| `a ** n` | g * n * a ** (n - 1) | see below |

In `2 - x` and `2 / x` the tensor stands on the right. The table handles these by swapping the arguments
when it makes the node: nothing else is needed.

Powers have two corners. `x ** 0` is 1 everywhere, so its gradient is 0; the formula would compute 0 * 0 **
-1 at x = 0, which is not a number. And if the *exponent* is a tensor that requires a gradient, its gradient
is g * a ** n * log(a), which only exists for positive a. Both corners are handled by given code.
"""

# %% solution sub-backward
#| export
class SubBackward(Function):
    """The rule of a - b."""

    def apply(self, grad_output):
        a, b = self.saved_tensors
        grad_a = grad_b = None
        # TODO: the pattern of AddBackward, with the signs of the table.
        ### BEGIN SOLUTION
        if a.requires_grad:
            grad_a = unbroadcast(grad_output, a.shape)
        if b.requires_grad:
            grad_b = unbroadcast(-grad_output, b.shape)
        ### END SOLUTION
        return grad_a, grad_b


register_operation(Tensor, "__sub__", SubBackward)
register_operation(Tensor, "__rsub__", lambda self, other: SubBackward(other, self))


# %% solution div-backward
#| export
class DivBackward(Function):
    """The rule of a / b."""

    def apply(self, grad_output):
        a, b = self.saved_tensors
        grad_a = grad_b = None
        # TODO: the same pattern, with the row of the table for a / b.
        ### BEGIN SOLUTION
        if a.requires_grad:
            grad_a = unbroadcast(grad_output / b.data, a.shape)
        if b.requires_grad:
            grad_b = unbroadcast(-grad_output * a.data / (b.data * b.data), b.shape)
        ### END SOLUTION
        return grad_a, grad_b


register_operation(Tensor, "__truediv__", DivBackward)
register_operation(Tensor, "__rtruediv__", lambda self, other: DivBackward(other, self))


# %% solution neg-pow-backward
#| export
class NegBackward(Function):
    """The rule of -a."""

    def apply(self, grad_output):
        return (-grad_output,)


class PowBackward(Function):
    """The rule of a ** n, for an exponent n that is a number or a Tensor."""

    def apply(self, grad_output):
        a, n = self.saved_tensors
        grad_a = grad_n = None
        if a.requires_grad:
            # Where the exponent is 0 the result is the constant 1; there the power is replaced by 1 as well.
            power = np.power(a.data, np.where(n.data == 0, np.float32(1), n.data - 1))
            # TODO: set grad_a. `power` is a ** (n - 1).
            ### BEGIN SOLUTION
            grad_a = unbroadcast(grad_output * n.data * power, a.shape)
            ### END SOLUTION
        if n.requires_grad:
            # 0 ** n stays 0 when n is perturbed, and log(0) does not exist.
            log = np.log(np.where(a.data == 0, np.float32(1), a.data))
            grad_n = unbroadcast(grad_output * np.power(a.data, n.data) * log, n.shape)
        return grad_a, grad_n


register_operation(Tensor, "__neg__", NegBackward)
register_operation(Tensor, "__pow__", PowBackward)


# %% test 4 test-arithmetic
@explained
def test_arithmetic():
    """Differences, quotients and powers have the right gradients (4 points)."""
    for shapes in [((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1), (1, 3))]:
        arrays, what = random_arrays(*shapes, seed=1), f"for shapes {shapes[0]} and {shapes[1]}"
        expect_rule(SubBackward, lambda a, b: a - b, arrays,
                    f"SubBackward is wrong {what}: g for a, -g for b.")
        expect_rule(DivBackward, lambda a, b: a / b, arrays,
                    f"DivBackward is wrong {what}: g / b for a, and -g * a / (b * b) for b.")
    array = random_arrays((2, 3))[0]
    for exponent in (2.0, 3.0, -1.0, 0.5):
        base = np.abs(array) if exponent == 0.5 else array
        expect_array(lambda: PowBackward(fixed(base, requires_grad=True), exponent).apply(read_only(np.full((2, 3), 2)))[0],
                     2 * exponent * base ** (exponent - 1),
                     f"PowBackward is wrong for the exponent {exponent}: g * n * a ** (n - 1).")


test_arithmetic()

# %% test 2 test-arithmetic-hidden
# Hidden checks (2 points): numbers on the left, longer formulas, powers of 0, exponents that need gradients.
### BEGIN HIDDEN TESTS
@explained
def test_arithmetic_hidden():
    """Formulas that mix all operators have the gradients that are measured."""
    # says: In `2 - x` and `2 / x` the tensor stands on the right | a rule that only reads what it was given
    formulas = {
        "2 - x": lambda x: 2 - x, "2 / x": lambda x: 2 / x, "-x": lambda x: -x, "x ** 3": lambda x: x ** 3,
        "x / (x + 1)": lambda x: x / (x + 1), "(x - 1) ** 2 / (2 * x)": lambda x: (x - 1) ** 2 / (2 * x),
        "np.float32(3) - x * x": lambda x: np.float32(3) - x * x,
    }
    array = random_arrays((2, 3), seed=2)[0]
    for name, formula in formulas.items():
        x = fixed(array, requires_grad=True)
        y = formula(x)
        y.data.flags.writeable = False
        y.backward(np.ones((2, 3)))
        expect_array(lambda: x.grad, slopes(formula, [array], 0, 1.0), f"The gradient of {name} is wrong.")
    # says: its gradient is g * a ** n * log(a)
    # above 0: the gradient of an exponent needs the logarithm of the base
    arrays = random_arrays((2, 3), (3,), seed=3, low=0.5)
    expect_rule(PowBackward, lambda a, n: a ** n, arrays,
                "PowBackward is wrong for an exponent of shape (3,).")
    # says: `x ** 0` is 1 everywhere, so its gradient is 0
    x = Tensor([0.0, 2.0], requires_grad=True)
    (x ** 0).backward([1, 1])
    expect_array(lambda: x.grad, [0, 0], "The gradient of x ** 0 is 0, also at x = 0.")


test_arithmetic_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 6. Matrix multiplication

Nearly all the time of training goes into this rule. Let `C = A @ B`, with shapes (M, K),
(K, N) and (M, N), and let G be the gradient of C, shape (M, N). Perturb one number of A, in row i and column
k. It is multiplied by B[k, j] for every j, and the products go into row i of C. So its gradient is the sum
of G[i, j] * B[k, j] over all j. Written for all of A at once:

```
gradient of A  =  G @ B transposed         (M, N) @ (N, K)  gives (M, K), the shape of A
gradient of B  =  A transposed @ G         (K, M) @ (M, N)  gives (K, N), the shape of B
```

The shapes alone nearly force the formulas. Forward took one product, backward takes **two** of the same size.

## Stacks and vectors

`@` also takes stacks of matrices and vectors. Both reduce to the case above:

- **Stacks:** swap the last two dimensions to transpose, and let `np.matmul` go through the stack. If one
  side was used for the whole stack, `unbroadcast` sums its gradient.
- **Vectors:** a vector on the left is a matrix with one row, a vector on the right one with one column. The
  given code in `apply` adds the missing dimension to the vector and to G, and takes it away again at the
  end.

A stack times *one* matrix, as in every layer that is applied to sequences, deserves care: a gradient of the matrix for
each member of the stack would need memory for all of them. Read as one tall matrix by `flat` below, a single product
does the summing.
"""

# %% solution matmul-backward
#| export
class MatmulBackward(Function):
    """The rule of a @ b, for matrices, stacks of matrices and vectors."""

    def apply(self, grad_output):
        a, b = self.saved_tensors
        left, right, g = a.data, b.data, grad_output
        if b.data.ndim == 1:
            right, g = right[:, np.newaxis], np.expand_dims(g, -1)
        if a.data.ndim == 1:
            left, g = left[np.newaxis, :], np.expand_dims(g, -2)
        grad_a, grad_b = self.matrix_gradients(left, right, g)
        return (None if grad_a is None else grad_a.reshape(a.shape),
                None if grad_b is None else grad_b.reshape(b.shape))

    def matrix_gradients(self, left, right, g):
        """Return the gradients of `left` (..., M, K) and `right` (..., K, N); g is (..., M, N).

        None stands for the gradient of an input that does not require one.
        """
        a, b = self.saved_tensors
        grad_left = grad_right = None
        # TODO: compute what is required, with the two formulas above.
        # Steps:
        #   1. If a.requires_grad: G @ right transposed, summed down to left.shape with unbroadcast.
        #   2. If b.requires_grad: left transposed @ G, summed down to right.shape with unbroadcast.
        #      If `right` is one matrix (right.ndim is 2), use flat(left) and flat(g) in place of left and g.
        # Hint: np.swapaxes(array, -1, -2) transposes the last two dimensions.
        # Shapes: left (2, 3), right (3, 4), g (2, 4) give (2, 3) and (3, 4).
        ### BEGIN SOLUTION
        if a.requires_grad:
            grad_left = unbroadcast(np.matmul(g, np.swapaxes(right, -1, -2)), left.shape)
        if b.requires_grad:
            if right.ndim == 2:
                left, g = self.flat(left), self.flat(g)
            grad_right = unbroadcast(np.matmul(np.swapaxes(left, -1, -2), g), right.shape)
        ### END SOLUTION
        return grad_left, grad_right

    @staticmethod
    def flat(stack):
        """Return a stack (..., M, K) as one tall matrix."""
        return stack.reshape(int(np.prod(stack.shape[:-1])), stack.shape[-1])


register_operation(Tensor, "matmul", lambda self, other: MatmulBackward(self, other))
register_operation(Tensor, "__matmul__", MatmulBackward)


# %% test 4 test-matmul
@explained
def test_matmul():
    """The matrix product has the right gradients (4 points)."""
    for arrays in (random_arrays((2, 3), (3, 4)), random_arrays((3, 3), (3, 3))):
        expect_rule(MatmulBackward, np.matmul, arrays,
                    f"MatmulBackward is wrong for {arrays[0].shape} @ {arrays[1].shape}: G @ B transposed, and A transposed @ G.")


test_matmul()

# %% test 2 test-matmul-hidden
# Hidden checks (2 points): vectors on either side, stacks of matrices, stacks times one matrix, zero-size
# products.
### BEGIN HIDDEN TESTS
@explained
def test_matmul_hidden():
    """The matrix product has the right gradients for vectors and stacks."""
    # says: `@` also takes stacks of matrices and vectors
    for shapes in [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((5, 2, 3), (3, 4)),
                   ((2, 3), (5, 3, 4)), ((2, 1, 2, 3), (4, 3, 2)), ((5, 2, 3), (3,)), ((3,), (5, 3, 4)),
                   ((2, 0), (0, 3)), ((0, 3), (3, 2))]:
        expect_rule(MatmulBackward, np.matmul, random_arrays(*shapes, seed=4),
                    f"MatmulBackward is wrong for {shapes[0]} @ {shapes[1]}: transpose only the last two "
                    "dimensions, and sum what was used for a whole stack.")


test_matmul_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 7. Reductions

Perturb any number of a `sum`, and the sum moves by the same amount: every number gets the gradient of the sum it
went into. So the rule is a copy, from the shape of the result to that of the input. Forward sums, backward copies:
the mirror image of broadcasting.

Over `axis=1`, a table (2, 3) becomes (2,), which does not broadcast to (2, 3): the axis has to come back with length
1 first. With `keepdims=True` it never went away.
`axis` is whatever the forward function takes: one, a negative one, or several as a tuple.

```
sum over axis 1    [ 1  2  3 ]   ->   [ 6  ]         forward   (2, 3) to (2,)
                   [ 4  5  6 ]        [ 15 ]

gradient           [ 10 20 ]     (2,)
axis back          [ [10], [20] ]  (2, 1)
copied             [ 10 10 10 ]    (2, 3)            backward
                   [ 20 20 20 ]
```

- `mean` is the sum divided by how many there are: the same, divided by that number.
- `max` only reacts to the largest number, so that one gets the whole gradient and the others 0. If several
  are equally large, they share it in equal parts.
"""

# %% solution expand-reduced
#| export
def expand_reduced(array, shape, axis, keepdims):
    """Copy `array`, the result of a reduction of `shape` over `axis`, back to `shape`.

    Returns an array of `shape`; it may be a view that must not be written to.
    """
    # TODO: bring the axis back, then copy.
    # Steps:
    #   1. If axis is not None and keepdims is False, np.expand_dims(array, axis) brings it back.
    #   2. np.broadcast_to(array, shape) copies without using memory.
    # Shapes: (2,) from (2, 3) over axis 1 goes to (2, 1), then to (2, 3).
    ### BEGIN SOLUTION
    if axis is not None and not keepdims:
        array = np.expand_dims(array, axis)
    return np.broadcast_to(array, shape)
    ### END SOLUTION


# %% solution sum-backward
#| export
class SumBackward(Function):
    """The rule of x.sum(axis, keepdims)."""

    def __init__(self, x, axis=None, keepdims=False):
        super().__init__(x)
        self.axis, self.keepdims = axis, keepdims

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        # TODO: return a tuple with one gradient, of x.shape. Note the comma in (something,).
        ### BEGIN SOLUTION
        return (expand_reduced(grad_output, x.shape, self.axis, self.keepdims),)
        ### END SOLUTION


register_operation(Tensor, "sum", SumBackward)


# %% solution mean-backward
#| export
class MeanBackward(SumBackward):
    """The rule of x.mean(axis, keepdims)."""

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        # TODO: as for the sum, but divided by how many numbers went into each mean.
        # Hint: that is x.size divided by the size of the result, which is also the size of grad_output. A
        #   result can be empty: max(grad_output.size, 1) avoids a division by 0.
        ### BEGIN SOLUTION
        count = max(x.size, 1) / max(grad_output.size, 1)
        return (expand_reduced(grad_output / count, x.shape, self.axis, self.keepdims),)
        ### END SOLUTION


register_operation(Tensor, "mean", MeanBackward)


# %% solution max-backward
#| export
class MaxBackward(SumBackward):
    """The rule of x.max(axis, keepdims). Equally large numbers share the gradient."""

    needs_result = True

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        # TODO: give the gradient to the numbers that are equal to the maximum, in equal parts.
        # Steps:
        #   1. Bring self.result, the maximum, and grad_output to x.shape with expand_reduced.
        #   2. winners = (x.data == largest) is True where a number is a maximum.
        #   3. Count the winners over self.axis with keepdims=True, and divide.
        # Hint: winners * gradient is 0 where winners is False.
        ### BEGIN SOLUTION
        largest = expand_reduced(self.result, x.shape, self.axis, self.keepdims)
        gradient = expand_reduced(grad_output, x.shape, self.axis, self.keepdims)
        winners = (x.data == largest).astype(np.float32)
        return (winners * gradient / winners.sum(axis=self.axis, keepdims=True),)
        ### END SOLUTION


register_operation(Tensor, "max", MaxBackward)


# %% test 4 test-reductions
@explained
def test_reductions():
    """Sums and means have the right gradients over everything and over an axis (4 points)."""
    array = random_arrays((2, 3), seed=6)
    for axis, keepdims in [(None, False), (0, False), (1, False), (1, True)]:
        how = f"over axis {axis} with keepdims={keepdims}"
        expect_rule(lambda x: SumBackward(x, axis=axis, keepdims=keepdims),
                    lambda x: x.sum(axis=axis, keepdims=keepdims), array,
                    f"SumBackward is wrong {how}: copy the gradient back to the shape of x.")
        expect_rule(lambda x: MeanBackward(x, axis=axis, keepdims=keepdims),
                    lambda x: x.mean(axis=axis, keepdims=keepdims), array,
                    f"MeanBackward is wrong {how}: divide by how many numbers went into each mean.")


test_reductions()

# %% test 2 test-max
@explained
def test_max():
    """Only the largest number gets a gradient; equals share it (2 points)."""
    array = np.array([[1.0, 5.0, 2.0], [7.0, 3.0, 4.0]])
    for axis, keepdims in [(None, False), (0, False), (1, False), (1, True)]:
        expect_rule(lambda x: MaxBackward(x, axis=axis, keepdims=keepdims),
                    lambda x: x.max(axis=axis, keepdims=keepdims), [array],
                    f"MaxBackward is wrong over axis {axis} with keepdims={keepdims}: the largest number of "
                    "each group gets the gradient, the others get 0.")
    x = Tensor([[2.0, 2.0, 1.999], [3.0, 3.0, 3.0]], requires_grad=True)
    x.max(axis=1).backward([1, 6])
    expect_array(lambda: x.grad, [[0.5, 0.5, 0], [2, 2, 2]],
                 "Equally large numbers must share the gradient; count the winners of each group.")


test_max()

# %% test 2 test-reductions-hidden
# Hidden checks (2 points): negative axes, several axes, single numbers, tensors without elements.
### BEGIN HIDDEN TESTS
@explained
def test_reductions_hidden():
    """Reductions have the right gradients over any axis."""
    array = np.random.default_rng(7).permutation(24).reshape(2, 3, 4) / 4
    # says: `axis` is whatever the forward function takes | every number gets the gradient of the sum it went into
    for name, rule in [("sum", SumBackward), ("mean", MeanBackward), ("max", MaxBackward)]:
        for axis in [None, 0, -1, (0, 2), (-1, 0), (0, 1, 2)]:
            for keepdims in [False, True]:
                expect_rule(lambda x: rule(x, axis=axis, keepdims=keepdims),
                            lambda x: getattr(x, name)(axis=axis, keepdims=keepdims), [array],
                            f"The gradient of {name} over axis {axis} with keepdims={keepdims} is wrong.")
        x = Tensor(3.0, requires_grad=True)
        getattr(x, name)().backward()
        expect_array(lambda: x.grad, 1.0, f"The {name} of a single number has the gradient 1.")
    # says: A result can be empty
    for axis in [None, 0, 1]:
        x = Tensor(np.zeros((0, 3)), requires_grad=True)
        y = x.sum(axis=axis)
        y.backward(np.ones(y.shape))
        expect_array(lambda: x.grad, np.zeros((0, 3)),
                     "The gradient of a tensor without elements has its shape.")
    x = Tensor(np.zeros((0, 3)), requires_grad=True)
    outcome_of(lambda: x.mean(axis=1).backward(np.ones(0)),
               "The mean of each row of a table without rows must have a gradient.")


test_reductions_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 8. Shapes and parts

`reshape` and `transpose` compute nothing: every number of the result *is* a number of the input, at another
place. So the gradient only has to be brought back to where it belongs: reshaped to the old shape, or
swapped once more.

`x[key]` picks some numbers. The picked ones get their gradient, all others have no influence and get 0. If
a number is picked twice, as in `x[[0, 0, 1]]`, it gets the **sum**. Beware: `full[key] += g` writes every
place only once, whatever the number of picks. `np.add.at(full, key, g)` adds once for each pick.
"""

# %% solution reshape-backward
#| export
class ReshapeBackward(Function):
    """The rule of x.reshape(*shape)."""

    def __init__(self, x, *shape):
        super().__init__(x)

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        # TODO: return a tuple with the gradient in the shape of x.
        ### BEGIN SOLUTION
        return (grad_output.reshape(x.shape),)
        ### END SOLUTION


register_operation(Tensor, "reshape", ReshapeBackward)


# %% solution transpose-backward
#| export
class TransposeBackward(Function):
    """The rule of x.transpose(dim0, dim1)."""

    def __init__(self, x, dim0=None, dim1=None):
        super().__init__(x)
        self.dim0, self.dim1 = (-2, -1) if dim0 is None else (dim0, dim1)

    def apply(self, grad_output):
        # A tensor of rank 0 or 1 was not changed by transpose().
        if grad_output.ndim < 2:
            return (grad_output,)
        # TODO: return a tuple with the gradient, its dimensions self.dim0 and self.dim1 swapped.
        ### BEGIN SOLUTION
        return (np.swapaxes(grad_output, self.dim0, self.dim1),)
        ### END SOLUTION


register_operation(Tensor, "transpose", TransposeBackward)


# %% solution slice-backward
#| export
class SliceBackward(Function):
    """The rule of x[key]."""

    def __init__(self, x, key):
        super().__init__(x)
        self.key = key

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        # TODO: return a tuple with an array of x.shape: 0 everywhere, plus the gradient at the picked places.
        # Hint: np.zeros(x.shape, dtype=np.float32), then np.add.at as described above.
        ### BEGIN SOLUTION
        full = np.zeros(x.shape, dtype=np.float32)
        np.add.at(full, self.key, grad_output)
        return (full,)
        ### END SOLUTION


register_operation(Tensor, "__getitem__", SliceBackward)


# %% [markdown]
"""
Two relatives of these rules are given, for operations that later modules add: rows of a table picked by
number, and dimensions in any new order.
"""

# %% given later-rules
#| export
class EmbeddingBackward(SliceBackward):
    """The rule of picking rows: weight[indices], for an integer array `indices` of any shape."""


class PermuteBackward(Function):
    """The rule of putting the dimensions of x into the order `axes`, a tuple that names each of them once."""

    def __init__(self, x, axes):
        super().__init__(x)
        self.axes = axes

    def apply(self, grad_output):
        # argsort answers: at which place of the new order is dimension 0, then 1, and so on?
        return (np.transpose(grad_output, np.argsort(self.axes)),)


# %% test 3 test-shapes
@explained
def test_shapes():
    """Gradients go back to the places where the numbers came from (3 points)."""
    array = random_arrays((2, 3), seed=8)
    expect_rule(lambda x: ReshapeBackward(x, 3, 2), lambda x: x.reshape(3, 2), array,
                "ReshapeBackward is wrong: the gradient must get the shape of x.")
    expect_rule(lambda x: TransposeBackward(x), lambda x: x.T, array,
                "TransposeBackward is wrong for a table: swap the dimensions of the gradient once more.")
    for key, what in [(0, "x[0]"), ((slice(None), slice(1, None)), "x[:, 1:]"), ((1, 2), "x[1, 2]")]:
        expect_rule(lambda x: SliceBackward(x, key), lambda x: x[key], array,
                    f"SliceBackward is wrong for {what}: picked numbers get their gradient, the others 0.")


test_shapes()

# %% test 2 test-shapes-hidden
# Hidden checks (2 points): higher ranks, numbers picked twice, masks.
### BEGIN HIDDEN TESTS
@explained
def test_shapes_hidden():
    """Shapes and parts have the right gradients for every rank."""
    array = random_arrays((2, 3, 4), seed=9)
    # says: or swapped once more
    for dims in [(), (0, 2), (-1, 0), (1, 1)]:
        swap = dims or (-2, -1)
        expect_rule(lambda x: TransposeBackward(x, *dims), lambda x: np.swapaxes(x, *swap), array,
                    f"TransposeBackward{dims} is wrong for rank 3: swap the same two dimensions.")
    # says: The picked ones get their gradient, all others have no influence and get 0 | If a number is picked twice
    for key in [[0, 0, 1], (slice(None), [2, 0, 2]), Ellipsis, (..., 1), np.array([True, False]), None,
                slice(0, 0)]:
        expect_rule(lambda x: SliceBackward(x, key), lambda x: x[key], array,
                    f"SliceBackward is wrong for the key {key}: a number that is picked twice gets the sum.")


test_shapes_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 9. Activations

In Module 02 each activation bends every number on its own. So its rule is one factor per number, the
**slope** of the curve at that place: gradient = g * slope. Let x be the input and r the result.

| activation | slope | needs |
|---|---|---|
| ReLU | 1 where x > 0, else 0 | x |
| Sigmoid | r * (1 - r) | the result |
| Tanh | 1 - r * r | the result |
| GELU | p + x * (slope of p), see below | x |

Sigmoid and tanh are simplest in terms of what they returned, which is why these classes say `needs_result =
True`. The sigmoid's slope is at most 0.25, and nearly 0 where the curve is flat. A gradient that passes
through many of them shrinks at each: that is the **vanishing gradient**, and a reason why ReLU is so
popular. At x = 0 the ReLU has a corner and no slope. Everybody takes 0 there.

GELU is a product: x times a probability p that depends on x. A product moves when either factor moves, so
its slope is p plus x times the slope of p. With t = tanh(inner), p is 0.5 * (1 + t), and

```
inner          = c * (x + 0.044715 * x * x * x)         c = sqrt(2 / pi)
slope of inner = c * (1 + 3 * 0.044715 * x * x)
slope of p     = 0.5 * (1 - t * t) * slope of inner     the slope of tanh, times that of what is inside
```

The last line is the chain rule again, inside one operation.
"""

# %% solution relu-backward
#| export
class ReLUBackward(Function):
    """The rule of max(x, 0)."""

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        # TODO: pass the gradient on where x was positive.
        ### BEGIN SOLUTION
        return (grad_output * (x.data > 0),)
        ### END SOLUTION


# %% solution sigmoid-backward
#| export
class SigmoidBackward(Function):
    """The rule of 1 / (1 + exp(-x))."""

    needs_result = True

    def apply(self, grad_output):
        # TODO: use self.result.
        ### BEGIN SOLUTION
        return (grad_output * self.result * (1 - self.result),)
        ### END SOLUTION


# %% solution tanh-backward
#| export
class TanhBackward(Function):
    """The rule of the hyperbolic tangent."""

    needs_result = True

    def apply(self, grad_output):
        # TODO: use self.result.
        ### BEGIN SOLUTION
        return (grad_output * (1 - self.result * self.result),)
        ### END SOLUTION


# %% solution gelu-backward
#| export
class GELUBackward(Function):
    """The rule of GELU: x times the probability that a standard normal number is below x, with tanh."""

    def apply(self, grad_output):
        # Beyond 10 the probability is 0 or 1 to the last digit, and x * x * x could overflow.
        (x,) = self.saved_tensors
        z = np.clip(x.data, -10, 10)
        c = float(np.sqrt(2 / np.pi))
        t = np.tanh(c * (z + 0.044715 * z * z * z))
        # TODO: put the slope together from t and z as above, and multiply.
        ### BEGIN SOLUTION
        probability = 0.5 * (1 + t)
        slope = 0.5 * (1 - t * t) * c * (1 + 3 * 0.044715 * z * z)
        return (grad_output * (probability + z * slope),)
        ### END SOLUTION


# %% [markdown]
"""
## Softmax

Softmax is different: its results add up to 1, so a change of *one* score moves *all* probabilities. With the
probabilities p, score i moves p[j] by p[j] * ((1 if i is j) - p[i]). The table of these slopes, a row for each
result and a column for each input, is called the **Jacobian**. Nobody builds it: C classes give C * C numbers, and
adding up over all j gives a short formula:

```
gradient of the scores  =  p * (g - s)     where s is the sum of g * p over the dimension, kept with length 1
```

Read it like this: s is the average of g, weighted by the probabilities. Scores whose g is above that
average are pushed up, the others down. If all g are equal nothing happens, because the sum cannot change.

For `log_softmax` from Module 04, whose result is r, the same idea gives `g - exp(r) * (sum of g)`.

Both sums may be long, so add them up in float64, as in Part 2.
"""

# %% solution softmax-backward
#| export
class SoftmaxBackward(Function):
    """The rule of the softmax of x along the dimension `dim`."""

    needs_result = True

    def __init__(self, x, dim=-1):
        super().__init__(x)
        self.dim = dim

    def apply(self, grad_output):
        # TODO: the formula above, with self.result and self.dim.
        # Hint: array.sum(axis=..., keepdims=True, dtype=np.float64), then .astype(np.float32).
        ### BEGIN SOLUTION
        average = (grad_output * self.result).sum(axis=self.dim, keepdims=True, dtype=np.float64)
        return (self.result * (grad_output - average.astype(np.float32)),)
        ### END SOLUTION


# %% solution log-softmax-backward
#| export
class LogSoftmaxBackward(SoftmaxBackward):
    """The rule of the logarithm of the softmax of x along the dimension `dim`."""

    def apply(self, grad_output):
        # TODO: the formula above. np.exp(self.result) are the probabilities. Hint: sum as before.
        ### BEGIN SOLUTION
        total = grad_output.sum(axis=self.dim, keepdims=True, dtype=np.float64)
        return (grad_output - np.exp(self.result) * total.astype(np.float32),)
        ### END SOLUTION


# %% [markdown]
"""
The table again. The operation is now the method `forward` of an object, so `make_node` gets that object
first. Should Module 02 be missing, there is nothing to wrap.
"""

# %% given register-activations
#| export
try:
    from tinytorch.core.activations import GELU, ReLU, Sigmoid, Softmax, Tanh
except ModuleNotBuiltError:
    pass
else:
    register_operation(ReLU, "forward", lambda layer, x: ReLUBackward(x))
    register_operation(Sigmoid, "forward", lambda layer, x: SigmoidBackward(x))
    register_operation(Tanh, "forward", lambda layer, x: TanhBackward(x))
    register_operation(GELU, "forward", lambda layer, x: GELUBackward(x))
    register_operation(Softmax, "forward",
                       lambda layer, x, dim=None: SoftmaxBackward(x, layer.dim if dim is None else dim))


# %% test 4 test-activations
@explained
def test_activations():
    """ReLU, sigmoid, tanh and GELU have the right gradients (4 points)."""
    array = np.array([[-9.0, -0.7, 0.2], [0.9, 1.5, 9.0]])
    formulas = [
        (ReLUBackward, lambda x: np.maximum(x, 0), "g where x > 0, else 0"),
        (SigmoidBackward, lambda x: 1 / (1 + np.exp(-x)), "g * r * (1 - r), where r is the result, not x"),
        (TanhBackward, np.tanh, "g * (1 - r * r), where r is the result, not x"),
        (GELUBackward, lambda x: x * 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3))),
         "g times p plus x times the slope of p"),
    ]
    for rule, formula, advice in formulas:
        expect_rule(rule, formula, [array], f"{rule.__name__} is wrong: {advice}.")
    near_zero = fixed([0.0, 1e-6, -1e-6], requires_grad=True)
    expect_array(lambda: ReLUBackward(near_zero).apply(read_only([1, 1, 1]))[0], [0, 1, 0],
                 "At x = 0 the gradient of ReLU must be 0, and beside it what the sign says.")


test_activations()

# %% test 2 test-softmax
@explained
def test_softmax():
    """Softmax and log_softmax have the right gradients (2 points)."""
    def softmax(x, dim):
        exponentials = np.exp(x - x.max(axis=dim, keepdims=True))
        return exponentials / exponentials.sum(axis=dim, keepdims=True)

    array = random_arrays((2, 3), seed=10)
    for dim in (-1, 0):
        expect_rule(lambda x: SoftmaxBackward(x, dim), lambda x: softmax(x, dim), array,
                    f"SoftmaxBackward is wrong for dim={dim}: p * (g - sum of g * p), summed over dim.")
        expect_rule(lambda x: LogSoftmaxBackward(x, dim), lambda x: np.log(softmax(x, dim)), array,
                    f"LogSoftmaxBackward is wrong for dim={dim}: g - p * (sum of g), summed over dim.")
    long, g = np.zeros((60_000, 2)), np.full((60_000, 2), 100.1, dtype=np.float32)
    for rule, formula in ((SoftmaxBackward, softmax), (LogSoftmaxBackward, lambda x, dim: np.log(softmax(x, dim)))):
        node = rule(fixed(long, requires_grad=True), 0)
        node.result = formula(long, 0).astype(np.float32)
        scale = 1 if rule is LogSoftmaxBackward else len(long)
        expect_array(lambda: node.apply(read_only(g * scale))[0], np.zeros(long.shape),
                     f"{rule.__name__} must add up in float64: equal gradients for equal scores leave nothing.", atol=0.01)


test_softmax()

# %% test 2 test-activations-hidden
# Hidden checks (2 points): the classes of Module 02, large numbers, higher ranks.
### BEGIN HIDDEN TESTS
@explained
def test_activations_hidden():
    """The activations of Module 02 pass gradients on."""
    array = np.array([[-90.0, -1.0, 0.5], [2.0, 30.0, 90.0]])
    # says: The operation is now the method `forward` of an object | Beyond 10 the probability is 0 or 1
    for layer in (ReLU(), Sigmoid(), Tanh(), GELU(), Softmax(), Softmax(dim=0)):
        x, name = fixed(array, requires_grad=True), type(layer).__name__
        y = layer(x)
        y.data.flags.writeable = False
        y.backward(np.ones((2, 3)))
        assert x.grad.shape == (2, 3) and np.isfinite(x.grad).all(), \
            f"The gradient of {name} must stay finite for large numbers."
    # says: the sum of g * p over the dimension, kept with length 1
    deep = random_arrays((2, 3, 4), seed=11)[0]
    for dim in (0, 1, 2):
        x, weights = Tensor(deep, requires_grad=True), Tensor(np.arange(24).reshape(2, 3, 4))
        (Softmax(dim)(x) * weights).sum().backward()
        exact = lambda x: np.exp(x) / np.exp(x).sum(axis=dim, keepdims=True)
        expect_array(lambda: x.grad, slopes(exact, [deep], 0, weights.data),
                     f"The gradient of Softmax(dim={dim}) is wrong for rank 3.")


test_activations_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 10. Losses

A loss is where every backward pass begins. Its result is a single number, so g has the shape () and is usually just
1. Let N be the number of values that were averaged.

| loss | gradient of the predictions |
|---|---|
| mean squared error | g * 2 * (predictions - targets) / N |
| cross-entropy | g * (softmax(logits) - 1 at the right class) / N |
| binary cross-entropy | g * (p - t) / (p * (1 - p)) / N |

The second line is a small miracle: of a softmax, a logarithm and a choice remains the probability the network gave,
minus the one it should have given. If the right class got 0.9, it is pushed up by 0.1. A network that is certain and
right is left alone.

Three remarks:

- In the mean squared error the targets are tensors too, and may require a gradient: the same with the other
  sign.
- The targets of the cross-entropy are class numbers. Nobody can perturb a class number, so their gradient is
  `None`. The 1 is subtracted in a new array, not the logits.
- The binary cross-entropy in Module 04 keeps its probabilities away from 0 and 1. The rule does the same
  with the given `p`, and so stays finite even for an answer that is certain and wrong. It still pulls it
  back.
"""

# %% solution mse-backward
#| export
class MSEBackward(Function):
    """The rule of the mean of (predictions - targets) squared."""

    def apply(self, grad_output):
        predictions, targets = self.saved_tensors
        difference = predictions.data - targets.data
        grad_predictions = grad_targets = None
        # TODO: set grad_predictions and grad_targets, each if it is required.
        # Hint: N is difference.size. Both tensors have the same shape, so there is nothing to unbroadcast.
        ### BEGIN SOLUTION
        gradient = grad_output * 2 * difference / difference.size
        if predictions.requires_grad:
            grad_predictions = gradient
        if targets.requires_grad:
            grad_targets = -gradient
        ### END SOLUTION
        return grad_predictions, grad_targets


# %% solution cross-entropy-backward
#| export
class CrossEntropyBackward(Function):
    """The rule of the cross-entropy of logits (N, C) with class numbers (N,)."""

    def apply(self, grad_output):
        logits, targets = self.saved_tensors
        rows, classes = np.arange(len(logits)), targets.data.astype(int)
        # TODO: return (gradient of the logits, None).
        # Steps:
        #   1. The softmax of each row: subtract the row's largest number, exponentiate, divide by the sum.
        #   2. Subtract 1 in each row at its class: probabilities[rows, classes] -= 1.
        #   3. Multiply by grad_output and divide by the number of rows.
        ### BEGIN SOLUTION
        probabilities = np.exp(logits.data - logits.data.max(axis=1, keepdims=True))
        probabilities /= probabilities.sum(axis=1, keepdims=True, dtype=np.float64)
        probabilities[rows, classes] -= 1
        return grad_output * probabilities / len(rows), None
        ### END SOLUTION


# %% solution bce-backward
#| export
class BCEBackward(Function):
    """The rule of the binary cross-entropy of probabilities with targets between 0 and 1."""

    def apply(self, grad_output):
        predictions, targets = self.saved_tensors
        p, t = np.clip(predictions.data, np.float32(1e-7), np.float32(1 - 1e-7)), targets.data
        scale = grad_output / p.size
        grad_predictions = grad_targets = None
        if predictions.requires_grad:
            # TODO: set grad_predictions with p, t and scale. `scale` is g / N.
            ### BEGIN SOLUTION
            grad_predictions = scale * (p - t) / (p * (1 - p))
            ### END SOLUTION
        if targets.requires_grad:
            grad_targets = scale * (np.log(1 - p) - np.log(p))
        return grad_predictions, grad_targets


# %% given register-losses
#| export
try:
    import tinytorch.core.losses as losses
except ModuleNotBuiltError:
    pass
else:
    register_operation(losses, "log_softmax", LogSoftmaxBackward)
    register_operation(losses.MSELoss, "forward",
                       lambda loss, predictions, targets: MSEBackward(predictions, targets))
    register_operation(losses.CrossEntropyLoss, "forward",
                       lambda loss, logits, targets: CrossEntropyBackward(logits, targets))
    register_operation(losses.BinaryCrossEntropyLoss, "forward",
                       lambda loss, predictions, targets: BCEBackward(predictions, targets))


# %% test 4 test-losses
@explained
def test_losses():
    """All three losses have the right gradients (4 points)."""
    arrays = random_arrays((4, 2), (4, 2), seed=12)
    expect_rule(MSEBackward, lambda p, t: np.mean((p - t) ** 2), arrays,
                "MSEBackward is wrong: 2 * (predictions - targets) / N, and the other sign for the targets.")
    probabilities = random_arrays((5,), low=0.1, high=0.9, seed=13)[0]  # above 0: probabilities
    targets = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    expect_rule(lambda p: BCEBackward(p, fixed(targets)),
                lambda p: -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p)), [probabilities],
                "BCEBackward is wrong: (p - t) / (p * (1 - p)) / N.")
    logits, classes = random_arrays((4, 3), seed=14)[0], np.array([0, 2, 1, 2])

    def cross_entropy(x):
        shifted = x - x.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return -np.mean(logs[np.arange(4), classes])

    gradients = CrossEntropyBackward(fixed(logits, requires_grad=True), fixed(classes)).apply(read_only(150))
    assert isinstance(gradients, tuple) and len(gradients) == 2 and gradients[1] is None, \
        "CrossEntropyBackward must return (gradient of the logits, None): class numbers have no gradient."
    expect_array(lambda: gradients[0], slopes(cross_entropy, [logits], 0, 150),
                 "CrossEntropyBackward is wrong: (softmax - 1 at the right class) / N, times grad_output.")


test_losses()

# %% test 2 test-losses-hidden
# Hidden checks (2 points): the losses of Module 04, extreme predictions.
### BEGIN HIDDEN TESTS
@explained
def test_losses_hidden():
    """The losses of Module 04 pass gradients on."""
    # says: The rule of the cross-entropy of logits (N, C) | g * (softmax(logits) - 1 at the right class) / N
    logits = fixed([[100.0, -100.0, 0.0], [1.0, 2.0, 3.0]], requires_grad=True)
    losses.CrossEntropyLoss()(logits, fixed([0, 2])).backward()
    wanted = np.exp([1.0, 2.0, 3.0]) / np.exp([1.0, 2.0, 3.0]).sum() - [0, 0, 1]
    expect_array(lambda: logits.grad, [[0, 0, 0], wanted / 2],
                 "A certain, right prediction must get the gradient 0, the other softmax minus 1.")
    # says: and so stays finite even for an answer that is certain and wrong
    p = fixed([0.0, 1.0, 0.5], requires_grad=True)
    losses.BinaryCrossEntropyLoss()(p, fixed([1.0, 0.0, 1.0])).backward()
    assert np.isfinite(p.grad).all() and p.grad[0] < -1000 and p.grad[1] > 1000, \
        "Predictions that are certain and wrong must get a large gradient that is finite."


test_losses_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
The file `tinytorch/core/autograd.py` ends with one more line. Whoever imports this module wants gradients,
so importing it wakes them up:
"""

# %% given wake-up
#| export
enable_autograd(quiet=True)

# %% [markdown]
"""
# Part 11. Putting it together

A layer needs no rule of its own: `Linear` computes `x.matmul(weight) + bias`, and both operations are recorded. A
layer that reached into `.data` would compute the same numbers, and its weights would never get a gradient. The test
compares every gradient of a whole network with finite differences.
"""

# %% test 3 test-network
from tinytorch.core.layers import Linear, Sequential


@explained
def test_network():
    """Every weight of a network gets its gradient (3 points)."""
    x, targets = fixed(random_arrays((5, 3), low=-1.0, seed=15)[0]), fixed([0, 1, 2, 1, 0])
    network = Sequential(Linear(3, 4), Tanh(), Linear(4, 3))
    start = random_arrays((3, 4), (4,), (4, 3), (3,), low=-1.0, high=1.0)
    for parameter, values in zip(network.parameters(), start):
        parameter.data = values.astype(np.float32)
    measure = losses.CrossEntropyLoss()
    measure(network(x), targets).backward()
    for place, parameter in enumerate(network.parameters()):
        assert parameter.grad is not None, f"Parameter {place} of the network got no gradient."
        measured = np.zeros(parameter.shape)
        for index in np.ndindex(parameter.shape):
            number, results = parameter.data[index], []
            for step in (0.01, -0.01):
                parameter.data[index] = number + step
                results.append(measure(network(x), targets).item())
            parameter.data[index] = number
            measured[index] = (results[0] - results[1]) / 0.02
        expect_array(lambda: parameter.grad, measured,
                     f"The gradient of parameter {place} of the network is not what finite differences measure.",
                     atol=2e-3)


test_network()

# %% [markdown]
"""
## It learns

Module 06 is about changing weights well. The simplest way, a step against the gradient, is enough for the exclusive
or, a task that a single layer cannot learn. The loop has three beats: forget the old gradients, compute new ones, take
a step.
"""

# %%
np.random.seed(1)
inputs = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]])
answers = Tensor([[0], [1], [1], [0]])
network = Sequential(Linear(2, 8), Tanh(), Linear(8, 1), Sigmoid())
measure = losses.MSELoss()
for step in range(1001):
    for parameter in network.parameters():
        parameter.zero_grad()
    loss = measure(network(inputs), answers)
    loss.backward()
    for parameter in network.parameters():
        parameter.data -= 1.0 * parameter.grad
    if step % 250 == 0:
        print(f"step {step:5d}   loss {loss.item():.4f}")
with no_grad():
    print("predictions:", network(inputs).data.ravel().round(2))

# %% [markdown]
"""
# Part 12. Measure

Nothing here is graded, but you need the results for the reflection. Run the cells more than once and change
the sizes.
"""

# %%
import time
import tracemalloc


#| include measuring: best_seconds, allocated_bytes


# %% [markdown]
"""
## Measurement 1: finite differences against autograd

Both compute the gradient of the same loss for all weights of a small network. Watch how each column grows
with the number of weights.
"""

# %%
print("weights   forward runs it takes    differences    autograd   differences / autograd")
for hidden in (2, 8, 32):
    network, x = Sequential(Linear(8, hidden), ReLU(), Linear(hidden, 1)), Tensor(np.ones((16, 8)))
    weights = network.parameters()
    count = sum(each.size for each in weights)

    def by_differences():
        with no_grad():
            return [numerical_gradient(lambda w: network(x).mean(), each) for each in weights]

    def by_autograd():
        network(x).mean().backward()

    slow, fast = best_seconds(by_differences, repeats=1), best_seconds(by_autograd, repeats=5)
    print(f"{count:7d} {2 * count:23,d} {slow * 1e3:11.1f} ms {fast * 1e3:8.2f} ms {slow / fast:24,.0f}")

# %% [markdown]
"""
## Measurement 2: backward against forward

One product of matrices, and its two products on the way back. Before you run the cell: what factor do you
expect, and at which size will it be furthest from that?
"""

# %%
print("    n     forward    backward   backward / forward")
for n in (16, 128, 512):
    A, B = (Tensor(np.ones((n, n)), requires_grad=True) for _ in range(2))
    weights = np.ones((n, n), dtype=np.float32)
    forward = best_seconds(lambda: A @ B, repeats=5)
    product = A @ B
    backward = best_seconds(lambda: product.backward(weights, retain_graph=True), repeats=5)
    print(f"{n:5d} {forward * 1e3:8.3f} ms {backward * 1e3:8.3f} ms {backward / forward:20.1f}")

# %% [markdown]
"""
## Measurement 3: what the graph holds

A chain of operations on 100,000 numbers (400,000 bytes). Only the last result is kept by the program. Who
keeps the others?
"""

# %%
start = Tensor(np.ones(100_000), requires_grad=True)


def chain(length):
    y = start
    for _ in range(length):
        y = y * 1.01
    return y


def chain_without_recording(length):
    with no_grad():
        return chain(length)


def chain_after_backward(length):
    y = chain(length)
    y.backward(np.ones(y.shape))
    return y


print("operations   recorded       in no_grad()   after backward()")
for length in (1, 5, 25):
    row = [allocated_bytes(lambda: action(length))
           for action in (chain, chain_without_recording, chain_after_backward)]
    start.zero_grad()
    print(f"{length:10d} " + " ".join(f"{each:12,d} B" for each in row))

# %% [markdown]
"""
After `backward()` the chain is gone. What is left is the last result with its `grad`, and the `grad` of the
leaf.

## Measurement 4: operations and paths

A tensor that is added to itself again and again. Whoever follows every path doubles the work with each
row.
"""

# %%
class CountedAdd(AddBackward):
    asked = 0

    def apply(self, grad_output):
        CountedAdd.asked += 1
        return super().apply(grad_output)


print("operations       paths   operations asked         time")
for depth in (5, 10, 20):
    y = Tensor(1.0, requires_grad=True)
    for _ in range(depth):
        total = Tensor(0.0, requires_grad=True)
        total._grad_fn = CountedAdd(y, y)
        y = total
    CountedAdd.asked = 0
    begin = time.perf_counter()
    y.backward()
    passed = time.perf_counter() - begin
    print(f"{depth:10d} {2 ** depth:11,d} {CountedAdd.asked:18d} {passed * 1e3:9.2f} ms")

# %% [markdown]
"""
# Part 13. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| `grad` is None after backward() | the tensor is not on the way to the result, or requires no gradient | look at `result._grad_fn` and follow it back; was `Tensor(...)` made anew on the way? |
| gradients grow from step to step | they add up, by design | call `zero_grad()` before every step |
| needs a single number, but this tensor has shape ... | backward() was called on a table | `.sum()`, `.mean()`, a loss, or `backward(gradient=...)` |
| backward() has been here before | a second pass through the same graph | compute the result again; or `retain_graph=True` on the first pass |
| does not require a gradient | no weight was created with requires_grad=True, or no_grad() was active | check the weights first, then where the result was computed |
| returned a gradient of shape ... | a rule forgot what broadcasting did | `unbroadcast`, or `expand_reduced` for reductions |
| 'numpy.ndarray' object has no attribute 'backward' | code worked on `.data`, and the way back ends there | use tensor operations all the way to the loss |
| right numbers, but a layer never learns | its forward wraps an array by hand, `Tensor(x.data * 2)` | write it with tensor operations, or register a rule for it |
| gradients slightly off | the numbers of a tensor were changed between forward and backward | change weights only after backward() |
| RecursionError | a function calls itself for every operation | a loop with a stack, as in graph_order |

When you doubt a rule, do what the tests do: compare it with `numerical_gradient`. In float32 the two agree
in about three digits, not more: a small step makes a small difference of two nearly equal numbers.
"""

# %% [markdown]
"""
# Part 14. The same thing in PyTorch

```
Your TinyTorch                                      PyTorch

from tinytorch.core.tensor import Tensor            import torch
from tinytorch.core.autograd import enable_autograd, no_grad
x = Tensor([[1, 2]], requires_grad=True)            x = torch.tensor([[1., 2.]], requires_grad=True)
W = Tensor([[3], [4]], requires_grad=True)          W = torch.tensor([[3.], [4.]], requires_grad=True)
y = x.matmul(W)                                     y = x @ W
loss = (y * y).sum()                                loss = (y * y).sum()
loss.backward()                                     loss.backward()
print(x.grad, W.grad)                               print(x.grad, W.grad)
with no_grad(): ...                                 with torch.no_grad(): ...
```

| | yours | PyTorch |
|---|---|---|
| graph | Python objects behind `_grad_fn` | objects in C++ behind `grad_fn` |
| order of the pass | a list, made by a loop | a queue, several threads |
| `grad` is | a NumPy array | a tensor |
| who keeps `grad` | every tensor on the way | leaves, unless you call `retain_grad()` |
| second backward() | error, unless retain_graph=True | the same |
| equal maxima | share the gradient | share it in `amax`; `max(dim)` picks one |
| changed numbers | not noticed | each tensor counts its changes, and backward() complains |
| gradients of gradients | no | `create_graph=True` |
| saving memory by computing twice | no | checkpointing |
| rules | about 25 | more than 2,000 |

Until 2018 PyTorch had two kinds of tensor, one with gradients and one without. Version 0.4 merged them into
one class with a switch, `requires_grad`. That is the history behind the sleeping attributes of Module 01.
"""

# %% [markdown]
"""
# Part 15. Check your understanding

Answer first, then open the answer.

**1. Memory of a forward pass.** A network has layers of 784, 512, 256, 128 and 10 numbers. A batch of 64
examples goes through. How much memory do the inputs of its four linear layers take, which have to be kept
for the way back?

<details><summary>Answer 1</summary>

64 * (784 + 512 + 256 + 128) * 4 bytes = 64 * 1,680 * 4 = 430,080 bytes, about 0.43 MB. It grows with the
batch and with the depth. Without training, each could be thrown away as soon as the next layer has used it.

</details>

**2. Cost of a backward pass.** `y = x @ W` with x of shape (32, 512) and W of shape (512, 256) takes 8 ms
on some machine. What do you expect for the way back? And if x is data that requires no gradient?

<details><summary>Answer 2</summary>

Two products with the same number of multiplications: G @ W transposed and x transposed @ G. So about 16 ms.
For data only the second is needed: about 8 ms. That is why rules ask `requires_grad` before they compute.

</details>

**3. Forgetting zero_grad.** A loop never calls `zero_grad()`. What is in `grad` after 10 steps, and how
does learning go wrong?

<details><summary>Answer 3</summary>

The sum of all 10 gradients. It is about ten times as long as it should be, and it points into a mixture of
old and new directions, so the steps become too large and the loss swings or grows.

</details>

**4. Who needs gradients?** Why is `requires_grad` False unless somebody asks for it?

<details><summary>Answer 4</summary>

Most tensors are data. A batch of 32 colour pictures of 224 x 224 has 4,816,896 numbers, so its gradient
would take another 19,267,584 bytes, and the first layer would compute one product more, for a gradient that
nobody reads.

</details>

**5. Broadcasting.** `b` has shape (1, 256) and is added to a table of shape (64, 256). What shape has
`b.grad`, and how is it computed?

<details><summary>Answer 5</summary>

(1, 256), like `b`: the gradient of the result summed over the 64 rows. Each number of `b` was used 64
times.

</details>

**6. Paths.** `a = x + x`, `b = a + a`, `c = b + b`. How many paths lead from c to x? How often is each rule
asked, and what is the gradient of x?

<details><summary>Answer 6</summary>

2 * 2 * 2 = 8 paths, 3 rules, each asked once. The gradient is 8: each path contributes 1. Adding up at each
tensor before going on counts all paths without following them.

</details>
"""

# %% [markdown]
"""
# Part 16. Reflect

Two questions in your own words, 12 points each, read by a person: a few clear sentences with numbers. Each answer is
graded by the four criteria of Module 01: clear, correct under pressure, cost, memory. The question says which of them
counts most.
"""

# %% [markdown]
"""
**Question 1 (12 points, 6 of them for memory): follow the memory.** A batch of 128 examples goes through `Linear(784, 256)`, ReLU
and `Linear(256, 10)`, then into the cross-entropy. List what your graph keeps between the forward pass and
`backward()`, with shapes and bytes, and what `backward()` adds. What is given back when it is done, and
what stays? What changes with twice the batch, and what with `no_grad()`? Use Measurement 3.
"""

# %% [markdown] answer 12 reflect-memory
"""
### BEGIN SOLUTION
The graph keeps every tensor that an operation had as input. The data x (128, 784) is 401,408 bytes, the
weights (784, 256) 802,816, the bias 1,024, the second weights 10,240 and bias 40. In between: x @ W, the
sum with the bias, and the ReLU, (128, 256) each, 131,072 bytes each; then (128, 10) twice, 5,120 each. So
403,456 bytes of intermediate results; data and weights exist anyway. backward() adds a gradient for
everything that requires one: 814,120 bytes for the four parameters, and because every tensor on the way
keeps its grad, another 403,456. When it is done the operations release their inputs, so the intermediate
tensors and their gradients disappear; the parameters' gradients stay until zero_grad. Measurement 3 shows
it: the recorded chain grows by 400,000 bytes per operation, the others do not. Twice the batch doubles what
has 128 in its shape and nothing else; work doubles too. With no_grad() each intermediate result dies as
soon as the next exists, so the peak is two of them. Limits: the addition of the bias does not need the
numbers of its inputs, only their shapes, so this graph keeps more than necessary; and a program that holds
on to `loss` without backward() keeps everything.

**Rubric** (memory 6 points, the others 2 each). Clear: states first what is kept and why. Correct under pressure: names a limit,
such as a loss that is stored and keeps its graph, or inputs that are kept without need. Cost: says what
grows with the batch and what does not. Memory: shapes and bytes right within rounding, for intermediate
results, gradients, and what is left.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (12 points, 6 of them for cost): explain your measurements.** Use the tables of Measurements 1, 2 and 4 from your
own run, and quote their numbers. Why does the ratio in Measurement 1 grow with the number of weights? Which
ratio does counting predict in Measurement 2, where does your run differ, and why? What would Measurement 4
look like if every path were followed, and for which networks would that matter? What do finite differences need
less of than autograd?
"""

# %% [markdown] answer 12 reflect-cost
"""
### BEGIN SOLUTION
The answer quotes the run. Finite differences take two forward runs per weight, so with n weights its time grows like
n times the cost of a forward run, which itself grows with n: like n * n. Autograd takes one forward run and
a backward run of about twice that, whatever n is. So the ratio grows about like n. For a matrix product,
backward is two products of the same size, so the predicted ratio is 2. For the large size my run is near
it. For n = 16 fixed costs of Python dominate (the list, the dictionary, copying grad), so the ratio says
little; at large n it is a little above 2, because grad is copied or added as well. Along every path, the
third column would be 2 ** depth: over a million for depth 20. Every network in which a result is used twice
and joined again has such paths, for example one that adds a layer's input to its output. With the list, the
work is one visit per operation and edge. Finite differences keep nothing: no graph, 4 bytes per weight for
the answer. Autograd pays for its speed with memory, all intermediate results. Limits: finite differences in
float32 are exact to about three digits only, and at the corner of a ReLU they measure something between the two slopes.

**Rubric** (cost 6 points, the others 2 each). Clear: each claim is followed by the student's own numbers; invented numbers cost
these points. Correct under pressure: a limit of measuring or of the prediction is explained. Cost: two runs
per weight against a constant number; two products against one; operations against paths. Memory: says that
autograd keeps the graph and finite differences do not.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

`loss.backward()` now computes the gradient of every weight, in one pass over the graph, for everything you
built before. Export it, and it becomes `tinytorch/core/autograd.py`:

```
tito module complete 05
```

#| terms

**Next: Module 06, Optimizers.** In Part 11 every step was the gradient times 1. Module 06 makes better use
of the same gradients: it remembers earlier steps, and gives each weight a step size of its own.

## To read on

- Baydin and others (2018), *Automatic Differentiation in Machine Learning: a Survey*, JMLR 18. What you
  built is called reverse mode.
- Rumelhart, Hinton, Williams (1986), *Learning representations by back-propagating errors*, Nature 323.
- Paszke and others (2019), *PyTorch: An Imperative Style, High-Performance Deep Learning Library*, NeurIPS.
- Goodfellow, Bengio, Courville (2016), *Deep Learning*, chapter 6.
"""
