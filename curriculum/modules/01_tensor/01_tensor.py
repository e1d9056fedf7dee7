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
# Module 01: Tensor

#| facts

Pictures, sentences, sounds and the weights of a neural network are all stored as a block of numbers with a shape, a
**tensor**. You write a `Tensor` class that adds, multiplies, reshapes and sums, and measure what each of these costs.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites: none. You need Python (lists, functions, classes) and multiplication of two matrices by hand.
    |
    v
Focus of this module: Tensor. Storage, broadcasting, matrix multiplication, shapes, reductions.
    |
    v
Unlocks:
    Module 02 Activations   functions that bend the numbers of your tensor
    Module 03 Layers        weights and biases, stored in your tensor
    Module 04 Losses        one number that says how wrong a prediction is
    Module 05 Autograd      wakes up the gradient parts that sleep in your tensor
    and through them every later module
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** a tensor: construction, arithmetic, matrix multiplication, shape changes and reductions;
2. **predict** the shape of a broadcast result, and say why a pair of shapes does not fit;
3. **calculate** the memory a tensor takes before you create it, and tell a view from a copy;
4. **explain** why matrix multiplication costs on the order of n x n x n steps, and measure it;
5. **recognise** the same ideas in PyTorch.

What you will *not* build yet: gradients (Module 05), support for graphics cards, and the hundreds of further
operations of a production framework.

## How this notebook works

Each part goes **Build, Use, Reflect**: you fill in a small piece of code, run the tests below it, then look
at what you built. Replace the lines `raise NotImplementedError()` and leave everything else as it is.

- **Solution cells** say `TODO`. They are yours.
- **Test cells** are locked. When a test fails, its last line is a sentence that says where to look.
- Test cells with only a comment are **hidden** until grading: they try other values and corner cases of what the
  text above them describes.
- Run the cells from top to bottom. *Kernel, Restart Kernel and Run All Cells* is the honest final check.

The cells that begin with `#| export` become your own file `tinytorch/core/tensor.py`. Later modules import
it.
"""

# %% [markdown]
"""
## Setup

The only library used here is NumPy. It stores the numbers and does the fast arithmetic; everything around
it is yours.
"""

# %%
#| default_exp core.tensor

# %% given tensor-imports
#| export
import numpy as np

# %% given numpy-version
# Versions are compared as numbers. As text, "1.9" would count as newer than "1.20".
numpy_version = tuple(int(part) for part in np.__version__.split(".")[:2])
assert numpy_version >= (1, 20), f"NumPy {np.__version__} is too old: install 1.20 or newer and restart."

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
import itertools
import operator
from numbers import Integral, Real


#| include tests: explained, what_happened, outcome_of, fixed, expect_equal, expect_values, expect_promises, expect_error


#| include by_hand: ByHand, ListByHand, as_by_hand, by_hand

# %% [markdown]
"""
# Part 1. A box of numbers

## Rank and shape

The **rank** of a tensor is how many indices you need to reach one number. The **shape** says how long each of
these directions is.

```
rank 0, shape ()             one number            a temperature: 21.5
rank 1, shape (24,)          a row of numbers      the temperature at each hour of a day
rank 2, shape (7, 24)        a table               one row for each day of a week
rank 3, shape (52, 7, 24)    a stack of tables     one table for each week of a year
rank 4, shape (9, 52, 7, 24) a shelf of stacks     one stack for each of nine cities
```

One class covers all of them.

## One type of number

Every tensor here stores **float32**: a number in 4 bytes, with about 7 decimal digits. Python's floats take 8 bytes for
the number alone. Neural networks do not need the extra digits, and half the memory is moved in half the time.

Integers, booleans, nested lists and float64 arrays come in as well. Your first function turns all of these into one thing: a
float32 array. What is not made of numbers must be refused
*here*, with a sentence that helps, rather than fail three modules later.
"""

# %% solution as-float32
#| export
def as_float32(data, copy=True):
    """Return `data` as a float32 NumPy array.

    data: a number, a (nested) list or tuple of numbers, a NumPy array of any numeric type, or a Tensor.
    copy: with True the result never shares memory with `data`; with False it does if `data` is float32.
    Raises ValueError when the rows of a nested list differ in length, TypeError for anything but numbers.
    """
    # TODO: turn whatever comes in into a float32 array, or refuse it with a helpful message.
    # Steps:
    #   1. np.asarray(data) makes an array. It raises ValueError when rows have different lengths: catch
    #      that and raise a ValueError of your own that contains the words "different lengths" and says what
    #      to do.
    #   2. array.dtype.kind is one letter. "b", "i", "u" and "f" are booleans, integers, unsigned integers and
    #      floats. For any other letter raise TypeError; the message must contain the word "numbers".
    #   3. Return array.astype(np.float32, copy=copy).
    # Hint: `raise ValueError("...") from None` inside `except` hides NumPy's longer message. A Tensor needs no
    #   case of its own: its class comes further below, and np.asarray knows how to read it.
    # Shapes: 3.5 gives (), [1, 2, 3] gives (3,), [[1, 2], [3, 4], [5, 6]] gives (3, 2).
    ### BEGIN SOLUTION
    try:
        array = np.asarray(data)
    except ValueError:
        raise ValueError(
            "Tensor data must be rectangular, but its rows have different lengths. "
            "Rule: all lists of one level are equally long. Fix: pad the short ones or make several tensors."
        ) from None
    if array.dtype.kind not in "biuf":
        raise TypeError(
            f"Tensor data must be numbers, but this {type(data).__name__} holds something else "
            f"({array.dtype}). Fix: convert it first, for example with float(...)."
        )
    return array.astype(np.float32, copy=copy)
    ### END SOLUTION


# %% test 2 test-as-float32
@explained
def test_as_float32():
    """Numbers of every kind become float32 (2 points)."""
    for data, shape in [(3.5, ()), ([1, 2, 3], (3,)), ([[1, 2], [3, 4], [5, 6]], (3, 2)), ([], (0,))]:
        array = outcome_of(lambda: as_float32(data), f"as_float32({data}) must return an array.")
        assert isinstance(array, np.ndarray), \
            f"as_float32({data}) must return a NumPy array; return the array itself."
        assert array.shape == shape, \
            f"as_float32({data}) must have shape {shape}; np.asarray keeps the nesting as it is."
        assert array.dtype == np.float32, \
            f"as_float32({data}) must be float32; look at step 3, the astype call."


test_as_float32()

# %% test 2 test-refuses-bad-data
@explained
def test_refuses_bad_data():
    """What cannot be a tensor is refused with a message that helps (2 points)."""
    expect_error(ValueError, lambda: as_float32([[1, 2, 3], [4, 5]]), ["different lengths"],
                 "Rows of different lengths must raise a ValueError that says so; see step 1.")
    for data in (["cat", "dog"], None, [1 + 2j], np.array(["2026-01-01"], dtype="datetime64[D]")):
        expect_error(TypeError, lambda data=data: as_float32(data), ["numbers"],
                     f"as_float32({data}) must raise a TypeError that says a tensor holds numbers; see step 2.")


test_refuses_bad_data()

# %% [markdown]
"""
## The class

A `Tensor` keeps three things: the array `data`, the switch `requires_grad`, and `grad`, which is `None` for
now. The last two belong to the gradients of Module 05. They **sleep** until then: setting `requires_grad=True` changes no
number.

`shape`, `size` and `dtype` are computed from `data` whenever somebody asks, so that they never go stale. `@property`
makes `x.shape` call a function.

```
x = Tensor([[1, 2, 3], [4, 5, 6]])

x.data           the NumPy array            [[1. 2. 3.] [4. 5. 6.]]
x.shape          asked from data            (2, 3)
x.size           asked from data            6
x.dtype          asked from data            float32
x.requires_grad  sleeping until Module 05   False
x.grad           sleeping until Module 05   None
```

The constructor **copies** by default, so changing a list or array afterwards does not change the tensor.
Inside the module there are results that are fresh already; for those there is `copy=False`. Other classes may inherit from
`Tensor` and call its constructor.

Fill in the four regions. The other methods are given; the comments say what each is for.
"""

# %% solution tensor-class
#| export
class Tensor:
    """An n-dimensional array of float32 numbers.

    data: the numbers, a float32 np.ndarray of any shape.
    requires_grad: whether Module 05 shall compute a gradient for this tensor; without effect before that.
    grad: None, or after a backward pass a float32 np.ndarray of the same shape as data.
    """

    # NumPy must not take over mixed arithmetic: np.float32(2) * x has to ask x what to do.
    __array_ufunc__ = None

    def __init__(self, data, requires_grad=False, *, copy=True):
        """Store `data` as float32. For the errors see as_float32."""
        # TODO: set the three attributes data, requires_grad and grad.
        # Hint: as_float32(data, copy=copy) does the conversion. grad starts as None.
        ### BEGIN SOLUTION
        self.data = as_float32(data, copy=copy)
        self.requires_grad = bool(requires_grad)
        self.grad = None
        ### END SOLUTION

    @property
    def shape(self):
        """The length of every dimension: a tuple of ints, () for a single number."""
        # TODO: return the shape of self.data.
        ### BEGIN SOLUTION
        return self.data.shape
        ### END SOLUTION

    @property
    def size(self):
        """How many numbers the tensor holds: an int."""
        # TODO: return the number of elements of self.data.
        ### BEGIN SOLUTION
        return self.data.size
        ### END SOLUTION

    @property
    def dtype(self):
        """The type of the numbers: np.float32."""
        # TODO: return the dtype of self.data.
        ### BEGIN SOLUTION
        return self.data.dtype
        ### END SOLUTION

    def backward(self, gradient=None):
        """Do nothing. Module 05 gives this method its work: computing gradients."""

    def __repr__(self):
        numbers = np.array2string(self.data, separator=", ", prefix="Tensor(")
        flag = ", requires_grad=True" if self.requires_grad else ""
        return f"Tensor({numbers}, shape={self.data.shape}{flag})"

    def __iter__(self):
        # Without this method, looping over a single number would silently loop zero times.
        return (self[row] for row in range(len(self)))

    def __float__(self):
        return float(self.data.item())

    def __array__(self, dtype=None, copy=None):
        # Lets np.asarray(x), and so Tensor(x) and Tensor([x, y]), read the numbers.
        array = self.data if dtype is None else self.data.astype(dtype, copy=False)
        return array.copy() if copy else array


# %% test 2 test-creation
@explained
def test_creation():
    """A new tensor knows its numbers, its shape and its sleeping gradient (2 points)."""
    x = outcome_of(lambda: fixed([[1, 2, 3], [4, 5, 6]]), "A list of lists must work; look at __init__.")
    assert np.array_equal(x.data, [[1, 2, 3], [4, 5, 6]]), \
        "x.data must hold the numbers that were given; look at __init__."
    assert x.data.dtype == np.float32, "x.data must be float32; let __init__ call as_float32."
    expect_equal(lambda: x.shape, (2, 3), "x.shape must be the shape of x.data, as a tuple.")
    expect_equal(lambda: x.size, 6, "x.size must be the number of elements, not the number of rows.")
    expect_equal(lambda: x.dtype, np.dtype("float32"), "x.dtype must be the dtype of x.data.")
    assert x.grad is None, "x.grad must be None in a new tensor; set it in __init__."
    assert x.requires_grad is False, "requires_grad must be False unless somebody asks for it."
    assert Tensor([1.0], requires_grad=True).requires_grad is True, \
        "Tensor(..., requires_grad=True) must store True."


test_creation()

# %% test 2 test-creation-hidden
# Hidden checks (2 points): other kinds of input, who shares memory with whom, properties that do not go stale.
### BEGIN HIDDEN TESTS
@explained
def test_creation_hidden():
    """Tensors are made from many kinds of data."""
    # says: (nested) list or tuple of numbers, a NumPy array of any numeric type, or a Tensor
    for data in [np.arange(6).reshape(2, 3), np.linspace(0, 1, 4), np.float64(2.5), np.array([True, False])]:
        expect_equal(lambda: Tensor(data).data.dtype, np.dtype("float32"),
                     f"A tensor made from {type(data).__name__} must be float32.")
        expect_values(lambda: Tensor(data), data,
                      "A tensor made from a NumPy value must hold the same numbers.")
    first = fixed([[1.0, 2.0]])
    expect_values(lambda: Tensor(first), [[1.0, 2.0]], "Tensor(other_tensor) must hold the same numbers.")
    # says: Tensor(x) and Tensor([x, y]), read the numbers
    expect_values(lambda: Tensor([first, first]), [[[1.0, 2.0]], [[1.0, 2.0]]],
                  "A list of tensors must become one tensor.")
    # says: The constructor **copies** by default | with False it does if `data` is float32
    source = np.ones(3, dtype=np.float32)
    owner, sharer = Tensor(source), Tensor(source, copy=False)
    source[0] = 7
    assert owner.data[0] == 1, \
        "A tensor must not change when the array it was made from changes: copy by default."
    assert sharer.data[0] == 7, "Tensor(array, copy=False) must share memory with a float32 array."
    # says: are computed from `data` whenever somebody asks
    _ = owner.shape, owner.size
    owner.data = np.zeros((2, 5), dtype=np.float32)
    expect_equal(lambda: (owner.shape, owner.size), ((2, 5), 10),
                 "shape and size must follow data when data is replaced.")


test_creation_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
Try it. The given `__repr__` is what prints a tensor.
"""

# %%
print(Tensor([[1, 2, 3], [4, 5, 6]]))
print(Tensor(21.5, requires_grad=True))

# %% [markdown]
"""
## How the class grows

Python lets you add a method to a class that exists already: write a function whose first parameter is `self`,
then store it in the class.

```
def tensor_item(self):         an ordinary function
    ...

Tensor.item = tensor_item      from now on x.item() calls tensor_item(x)
```

So this notebook builds one class in small steps, and Module 05 will wake up `backward`. The lines that attach your
functions are there, below each of them.

### Getting numbers out

- `x.numpy()` gives the array itself, not a copy.
- `x.item()` gives a Python float, and only works if the tensor holds exactly one number.
- `len(x)` is the length of the first dimension. A single number has no length.
- `x[0]`, `x[1:3]`, `x[0, 2]` pick parts, with the rules of NumPy.

What `x[...]` returns is a Tensor again. It goes through the given helper `make_result`, like every operation from here
on. It wraps an array without copying it, and passes on `requires_grad`: a result needs a gradient as soon as one of the
tensors it was computed from does.
"""

# %% given tensor-helpers
#| export
def as_tensor(value):
    """Return `value` itself if it is a Tensor, else a new Tensor made from it."""
    return value if isinstance(value, Tensor) else Tensor(value)


def make_result(array, *operands):
    """Wrap `array`, computed from the tensors `operands`, in a Tensor without copying it.

    The result requires a gradient when at least one of the operands does.
    """
    return Tensor(array, requires_grad=any(operand.requires_grad for operand in operands), copy=False)


# %% solution tensor-access
#| export
def tensor_numpy(self):
    """Return the numbers as a NumPy array that shares memory with the tensor."""
    # TODO: return the array itself.
    ### BEGIN SOLUTION
    return self.data
    ### END SOLUTION


def tensor_item(self):
    """Return the only number as a Python float. Raises ValueError unless there is exactly one."""
    # TODO: return the number, or raise ValueError when self.size is not 1.
    # Hint: the array method .item() returns a Python float. The error message must contain the shape.
    ### BEGIN SOLUTION
    if self.size != 1:
        raise ValueError(
            f"item() needs exactly one number, but shape {self.shape} holds {self.size}. "
            "Fix: pick one with x[...] first."
        )
    return self.data.item()
    ### END SOLUTION


def tensor_len(self):
    """Return the length of the first dimension. Raises TypeError for a single number, which has none."""
    # TODO: return the length, or raise TypeError when self.shape is ().
    ### BEGIN SOLUTION
    if not self.shape:
        raise TypeError("a tensor of shape () is a single number and has no length. Fix: use x.item().")
    return self.shape[0]
    ### END SOLUTION


def tensor_getitem(self, key):
    """Return the part that `key` selects, as a Tensor. A slice shares memory with the tensor."""
    # TODO: index self.data with key and wrap the result.
    # Hint: make_result(array, self).
    ### BEGIN SOLUTION
    return make_result(self.data[key], self)
    ### END SOLUTION


Tensor.numpy = tensor_numpy
Tensor.item = tensor_item
Tensor.__len__ = tensor_len
Tensor.__getitem__ = tensor_getitem


# %% test 2 test-access
@explained
def test_access():
    """Numbers come out of a tensor as they went in (2 points)."""
    x = Tensor([[1, 2, 3], [4, 5, 6]])
    expect_equal(lambda: x.numpy() is x.data, True,
                 "numpy() must return the array itself, without copying it.")
    expect_equal(lambda: fixed([[2.5]]).item(), 2.5,
                 "item() must return the number as a Python float, whatever the rank.")
    expect_error(ValueError, x.item, ["(2, 3)"],
                 "item() on more than one number must raise a ValueError with the shape.")
    expect_error(ValueError, Tensor([]).item, ["(0,)"], "item() on no number must raise a ValueError with the shape.")
    expect_equal(lambda: len(x), 2, "len(x) must be the length of the first dimension.")
    expect_error(TypeError, lambda: len(Tensor(1.0)), [], "len() of a single number must raise a TypeError.")
    expect_values(lambda: x[1], [4, 5, 6], "x[1] must be the second row, as a Tensor; look at __getitem__.")
    expect_values(lambda: x[:, 1:], [[2, 3], [5, 6]], "x[:, 1:] must drop the first column.")
    expect_error(IndexError, lambda: x[2], [], "x[2] of two rows does not exist: let NumPy raise its IndexError.")


test_access()

# %% [markdown]
"""
## Memory

A float32 number takes 4 bytes, so the memory of a tensor follows from its shape: multiply the lengths, then
multiply by 4.

```
28 x 28 pixels, one picture          28 * 28 * 4              =          3,136 bytes
60,000 such pictures (MNIST)         60,000 * 784 * 4         =    188,160,000 bytes, about 188 MB
1.2 million colour pictures          1,200,000 * 224 * 224 * 3 * 4, about 723 GB
```

The last line is why nobody loads ImageNet at once. You can know this **before** creating the tensor: `bytes_needed`
plans, `memory_footprint` asks a tensor that exists.
"""

# %% solution tensor-memory
#| export
def bytes_needed(shape):
    """Return how many bytes a float32 tensor of `shape` takes, without creating it. The answer is an int."""
    # TODO: multiply the lengths of all dimensions, then multiply by the bytes of one number.
    # Hint: start with 4 and multiply in a loop. The empty shape () is one number: 4 bytes.
    ### BEGIN SOLUTION
    total = 4
    for length in shape:
        total *= length
    return total
    ### END SOLUTION


def tensor_memory_footprint(self):
    """Return how many bytes the numbers of this tensor take: an int."""
    # TODO: use the number of elements and the bytes of one element.
    # Hint: an array knows the bytes of one element as array.itemsize.
    ### BEGIN SOLUTION
    return self.data.size * self.data.itemsize
    ### END SOLUTION


Tensor.memory_footprint = tensor_memory_footprint


# %% test 2 test-memory
@explained
def test_memory():
    """Memory is counted in bytes, before and after a tensor is created (2 points)."""
    expect_equal(lambda: bytes_needed((28, 28)), 3_136,
                 "bytes_needed((28, 28)) must be 3136: 784 numbers of 4 bytes each.")
    expect_equal(lambda: bytes_needed(()), 4, "bytes_needed(()) must be 4: the empty shape is one number.")
    expect_equal(lambda: bytes_needed((1_200_000, 224, 224, 3)), 722_534_400_000,
                 "1.2 million colour pictures must come to 722534400000 bytes: count with Python's whole numbers.")
    expect_equal(lambda: bytes_needed((0, 5)), 0,
                 "A shape with a length of 0 holds no numbers and takes no bytes.")
    expect_equal(lambda: fixed(np.zeros((2, 3, 4))).memory_footprint(), 96,
                 "24 float32 numbers must take 96 bytes: memory_footprint() must count every element.")


test_memory()

# %% [markdown]
"""
# Part 2. Arithmetic and broadcasting

## Shapes that meet

Two tables of the same shape are added place by place. Often the shapes differ: one row of three offsets is added to
*every* row of a table, or every number multiplied by 2. **Broadcasting** acts as if the row had been copied, without
the memory of a copy.

The rule, in three steps:

1. Write both shapes so that they end at the same place. Fill the shorter one with 1 on the left.
2. Compare the lengths place by place, from right to left. They fit if they are equal, or if one of them is 1.
3. At each place the result takes the length that is not 1.

```
(2, 3, 4) with (3, 4)    filled: (1, 3, 4)    result: (2, 3, 4)
(8, 1, 6) with (7, 1)    filled: (1, 7, 1)    result: (8, 7, 6)
(2, 3)    with (2,)      filled: (1, 2)       error: 3 meets 2, and neither is 1
```

```diagram
table (2, 3)       row (3,), written (1, 3)        result (2, 3)

+---+---+---+      +----+----+----+                +----+----+----+
| 1 | 2 | 3 |   +  | 10 | 20 | 30 |             =  | 11 | 22 | 33 |
| 4 | 5 | 6 |      :    :    :    :  not copied    | 14 | 25 | 36 |
+---+---+---+      + - - + - - + - -+              +----+----+----+
```

In words: the row 10, 20, 30 is added to both rows of the table, as if it stood there twice.

The third example surprises many people: a tensor of shape `(2,)` lines up with the *columns*, because alignment
starts at the right. To add one number per row it needs the shape `(2, 1)`.

NumPy applies this rule, but does not say how to repair a misfit. Write a function whose message does.
"""

# %% solution broadcast-shape
#| export
def broadcast_shape(shape_a, shape_b):
    """Return the shape that results when tensors of these two shapes are combined, as a tuple.

    Raises ValueError, naming both shapes and the two lengths, when they do not fit.
    """
    # TODO: apply the three steps of the rule.
    # Steps:
    #   1. Fill the shorter shape with 1 on the left, until both are equally long.
    #   2. Go through the pairs of lengths. If they differ and neither is 1, raise ValueError. The message
    #      must contain both shapes and both lengths, for example:
    #      f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}. Rule: ... Fix: ..."
    #   3. Collect for each pair the length that is not 1 (or 1 if both are) and return a tuple.
    # Hint: (1,) * 2 is (1, 1), and (1,) * -3 is (). zip pairs two tuples up. A length of 0 is fine next to 1.
    # Shapes: (2, 3, 4) and (3, 4) give (2, 3, 4); (8, 1, 6) and (7, 1) give (8, 7, 6).
    ### BEGIN SOLUTION
    padded_a = (1,) * (len(shape_b) - len(shape_a)) + tuple(shape_a)
    padded_b = (1,) * (len(shape_a) - len(shape_b)) + tuple(shape_b)
    result = []
    for a, b in zip(padded_a, padded_b):
        if a != b and 1 not in (a, b):
            raise ValueError(
                f"cannot broadcast {shape_a} with {shape_b}: {a} meets {b}. "
                "Rule: compared from the right, lengths must be equal or one of them 1. "
                "Fix: reshape one tensor, for example to (n, 1) for one number per row."
            )
        result.append(b if a == 1 else a)
    return tuple(result)
    ### END SOLUTION


# %% test 2 test-broadcast-shape
@explained
def test_broadcast_shape():
    """The rule gives the shape of the result, or says why there is none (2 points)."""
    cases = [((2, 3), (2, 3), (2, 3)), ((2, 3, 4), (3, 4), (2, 3, 4)), ((3, 4), (2, 3, 4), (2, 3, 4)),
             ((8, 1, 6), (7, 1), (8, 7, 6)), ((2, 3), (), (2, 3))]
    for a, b, expected in cases:
        expect_equal(lambda: broadcast_shape(a, b), expected,
                     f"broadcast_shape({a}, {b}) must be the tuple {expected}; line both up at the right.")
    expect_error(ValueError, lambda: broadcast_shape((2, 3), (2,)), ["(2, 3)", "(2,)"],
                 "(2, 3) and (2,) do not fit, because 3 meets 2; the ValueError must name both shapes.")


test_broadcast_shape()

# %% test 1 test-broadcast-hidden
# Hidden check (1 point): other pairs of shapes, among them lengths of 0, and pairs that do not fit.
### BEGIN HIDDEN TESTS
@explained
def test_broadcast_hidden():
    """The broadcasting rule holds for every pair of shapes."""
    # says: A length of 0 is fine next to 1 | At each place the result takes the length that is not 1
    shapes = [(), (1,), (2,), (4,), np.ones((300, 2)).shape, np.ones((300, 2)).shape, (0, 3), (2, 1), (5, 1), (1, 6), (4, 4), (3, 4), (1, 1, 1), (4, 1, 2), (2, 3, 4)]
    for a, b in itertools.product(shapes, repeat=2):
        advice = f"broadcast_shape({a}, {b}) is wrong"
        try:
            expected = np.broadcast_shapes(a, b)
        except ValueError:
            # says: naming both shapes and the two lengths, when they do not fit | must contain both shapes and both lengths
            expect_error(ValueError, lambda: broadcast_shape(a, b), [str(a), str(b)],
                         f"{advice}: they do not fit, so raise a ValueError that names both as they were given.")
        else:
            expect_equal(lambda: broadcast_shape(a, b), expected, f"{advice}: where one length is 1, take the other.")
    message = ""
    try:
        broadcast_shape((2, 15), (2, 37))
    except ValueError as error:
        message = str(error)
    assert all(message.count(length) > 1 for length in ("15", "37")), \
        "The error for (2, 15) and (2, 37) must say which lengths meet, 15 and 37, besides both shapes."


test_broadcast_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## One engine for all operators

`x + y`, `x * y` and their relatives do the same four things. So write these once:

1. Turn both sides into tensors. `x + 2` becomes a tensor plus a tensor of shape `()`, so both are float32, and so is the
   result. What is not made of numbers is refused here, by your `as_float32`.
2. Let NumPy compute on the two arrays, in one call and without loops.
3. When NumPy refuses the shapes, call your `broadcast_shape`, which says what to do about it.
4. Wrap the result.

The operation itself comes in as a function: `np.add`, `np.multiply` and so on.
"""

# %% solution elementwise
#| export
def elementwise(operation, left, right):
    """Return operation(left, right), element by element, as a new Tensor of the broadcast shape.

    operation: a NumPy function of two arrays, such as np.add.
    left, right: Tensors, numbers or arrays. Raises ValueError when their shapes do not broadcast.
    """
    # TODO: convert, compute, explain, wrap: the four steps above.
    # Hint: as_tensor for step 1, make_result(array, left, right) for step 4. In step 3, call
    #   broadcast_shape inside `except ValueError:`; put a bare `raise` after it, for a ValueError that has
    #   nothing to do with shapes.
    # Shapes: (2, 3) with (3,) gives (2, 3); (2, 3) with a number gives (2, 3).
    ### BEGIN SOLUTION
    left, right = as_tensor(left), as_tensor(right)
    try:
        array = operation(left.data, right.data)
    except ValueError:
        broadcast_shape(left.shape, right.shape)
        raise
    return make_result(array, left, right)
    ### END SOLUTION


# %% [markdown]
"""
## Operators

When Python meets `x + y` it calls `x.__add__(y)`. When the left side does not know what to do, as in
`2 - x`, Python asks the right side for the **reflected** method: `x.__rsub__(2)`. The order matters there:
`2 - x` is not `x - 2`.

```
x + y    calls x.__add__(y)        and  2 + x  calls x.__radd__(2)
x - y    calls x.__sub__(y)        and  2 - x  calls x.__rsub__(2)
x * y    calls x.__mul__(y)        and  2 * x  calls x.__rmul__(2)
x / y    calls x.__truediv__(y)    and  2 / x  calls x.__rtruediv__(2)
-x       calls x.__neg__()
x ** 2   calls x.__pow__(2)
```

Each function is one line: call your engine with the right NumPy function and the right order. Leave NumPy's answers as they
are: 1 / 0 is inf, and nan stays nan, so that a broken computation is noticed.
"""

# %% solution operators
#| export
def tensor_add(self, other):
    """Return self + other, element by element."""
    # TODO: one line, with np.add.
    ### BEGIN SOLUTION
    return elementwise(np.add, self, other)
    ### END SOLUTION


def tensor_sub(self, other):
    """Return self - other, element by element."""
    # TODO: one line, with np.subtract.
    ### BEGIN SOLUTION
    return elementwise(np.subtract, self, other)
    ### END SOLUTION


def tensor_mul(self, other):
    """Return self * other, element by element. For the matrix product see matmul."""
    # TODO: one line, with np.multiply.
    ### BEGIN SOLUTION
    return elementwise(np.multiply, self, other)
    ### END SOLUTION


def tensor_truediv(self, other):
    """Return self / other, element by element."""
    # TODO: one line, with np.divide.
    ### BEGIN SOLUTION
    return elementwise(np.divide, self, other)
    ### END SOLUTION


Tensor.__add__ = tensor_add
Tensor.__sub__ = tensor_sub
Tensor.__mul__ = tensor_mul
Tensor.__truediv__ = tensor_truediv


# %% test 3 test-operators
@explained
def test_operators():
    """The four operators work between tensors, with and without broadcasting (3 points)."""
    x, y = Tensor([[1, -2], [3, 4]]), fixed([[10, 20], [-30, 40]])
    expect_values(lambda: x + y, [[11, 18], [-27, 44]], "x + y must add the numbers at the same place.")
    assert np.array_equal(x.data, [[1, -2], [3, 4]]), "x + y must return a new tensor and leave x unchanged."
    x = fixed([[1, -2], [3, 4]])
    expect_values(lambda: y - x, [[9, 22], [-33, 36]],
                  "y - x must subtract x from y; check the order of the two sides.")
    expect_values(lambda: x * y, [[10, -40], [-90, 160]],
                  "x * y must multiply element by element, not as matrices.")
    expect_values(lambda: x / y, [[0.1, -0.1], [-0.1, 0.1]],
                  "x / y must divide x by y; check the order of the two sides.")
    with np.errstate(all="ignore"):
        expect_values(lambda: fixed([1, -1, 0, 1e-39]) / fixed([0, 0, 0, 1e-39]), [np.inf, -np.inf, np.nan, 1],
                      "Divide by exactly what was given, also by 0 and by tiny numbers: np.divide alone.")
    expect_values(lambda: x + fixed([100, 200]), [[101, 198], [103, 204]],
                  "A row of shape (2,) must be added to every row.")


test_operators()

# %% solution operators-reflected
#| export
def tensor_rsub(self, other):
    """Return other - self: called for `2 - x`."""
    # TODO: one line. Which side comes first?
    ### BEGIN SOLUTION
    return elementwise(np.subtract, other, self)
    ### END SOLUTION


def tensor_rtruediv(self, other):
    """Return other / self: called for `2 / x`."""
    # TODO: one line.
    ### BEGIN SOLUTION
    return elementwise(np.divide, other, self)
    ### END SOLUTION


def tensor_neg(self):
    """Return -self."""
    # TODO: one line. Hint: minus x is x times -1.
    ### BEGIN SOLUTION
    return elementwise(np.multiply, self, -1.0)
    ### END SOLUTION


def tensor_pow(self, exponent):
    """Return self ** exponent, element by element; `exponent` is a number or a Tensor."""
    # TODO: one line, with np.power.
    ### BEGIN SOLUTION
    return elementwise(np.power, self, exponent)
    ### END SOLUTION


# Sums and products do not care about the order, so these two need no function of their own.
Tensor.__radd__ = tensor_add
Tensor.__rmul__ = tensor_mul
Tensor.__rsub__ = tensor_rsub
Tensor.__rtruediv__ = tensor_rtruediv
Tensor.__neg__ = tensor_neg
Tensor.__pow__ = tensor_pow


# %% test 3 test-scalars
@explained
def test_scalars():
    """Numbers may stand on either side (3 points)."""
    x = fixed([1, -2, 4])
    expect_values(lambda: x + 2, [3, 0, 6],
                  "x + 2 must add 2 to every element; does elementwise convert a plain number?")
    expect_values(lambda: 2 * x, [2, -4, 8], "2 * x must give the same as x * 2.")
    expect_values(lambda: 2 - x, [1, 4, -2], "2 - x must subtract x from 2, not 2 from x; look at __rsub__.")
    expect_values(lambda: 2 / x, [2, -1, 0.5], "2 / x must divide 2 by x, not x by 2; look at __rtruediv__.")
    expect_values(lambda: -x, [-1, 2, -4], "-x must change every sign; look at __neg__.")
    expect_values(lambda: x ** 2, [1, 4, 16], "x ** 2 must square every element; look at __pow__.")
    expect_values(lambda: fixed([0, -2]) ** 3, [0, -8],
                  "Powers of negative numbers and of 0 exist too; let np.power compute them.")
    expect_values(lambda: x ** -1, [1, -0.5, 0.25], "x ** -1 must be 1 / x; let np.power compute it.")
    row = np.array([10, 20, 30], dtype=np.float32)
    row.flags.writeable = False
    for left in (np.float32(2), row):
        for operate, name in ((operator.add, "+"), (operator.sub, "-"), (operator.mul, "*"), (operator.truediv, "/")):
            expect_values(lambda: operate(left, x), operate(left, np.float32([1, -2, 4])),
                          f"{left} {name} x must work: a NumPy number or array may stand on the left too.")


test_scalars()

# %% test 2 test-arithmetic-hidden
# Hidden checks (2 points): higher ranks, float32 results, the error for shapes that do not fit, operands
# that are not numbers.
### BEGIN HIDDEN TESTS
@explained
def test_arithmetic_hidden():
    """Arithmetic works for every rank and refuses what does not fit."""
    # says: element by element, as a new Tensor of the broadcast shape | `exponent` is a number or a Tensor
    rng = np.random.default_rng(1)
    a, b = rng.uniform(-2, 2, (2, 1, 4)), rng.uniform(-2, 2, (3, 1))
    for operate in (operator.add, operator.sub, operator.mul, operator.truediv):
        expect_values(lambda: operate(fixed(a), fixed(b)), operate(a, b),
                      f"The operator {operate.__name__} is wrong for rank 3 with rank 2.")
    expect_values(lambda: fixed(a) ** fixed([[2], [0], [3]]), a ** np.array([[2.0], [0], [3]]),
                  "The operator pow is wrong for rank 3 with rank 2.")
    expect_values(lambda: fixed(abs(a)) ** fixed(b), abs(a) ** b,
                  "The operator pow is wrong for exponents that are not whole.")
    # says: so both are float32, and so is the result
    expect_equal(lambda: (Tensor([1, 2]) / 3).data.dtype, np.dtype("float32"),
                 "A tensor divided by a number must stay float32.")

    def message_of(action):
        try:
            action()
        except ValueError as error:
            return str(error)
        return ""

    # says: call your `broadcast_shape`, which says what to do about it
    table, row = Tensor(np.ones((4, 3))), Tensor(np.ones(4))
    wanted = message_of(lambda: broadcast_shape((4, 3), (4,)))
    assert wanted and message_of(lambda: table + row) == wanted, \
        "An operator on shapes that do not fit must raise the error of your broadcast_shape; see elementwise."
    # says: for a ValueError that has nothing to do with shapes
    def broken(left, right):
        raise ValueError("broken")

    expect_error(ValueError, lambda: elementwise(broken, 1, 2), ["broken"], "A ValueError about anything else must be raised again.")
    # says: What is not made of numbers is refused
    expect_error(TypeError, lambda: table + "1", ["numbers"],
                 "Adding text must raise the TypeError of as_float32.")


test_arithmetic_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. Matrix multiplication

## Rows times columns

Nearly all the time of a neural network goes into one operation. For `A` of shape `(M, K)` and `B` of shape
`(K, N)`, the result has shape `(M, N)`, and the number in row i and column j is

```
result[i, j] = A[i, 0] * B[0, j] + A[i, 1] * B[1, j] + ... + A[i, K-1] * B[K-1, j]

A       (2, 3)
B          (3, 2)        the inner lengths, 3 and 3, must be equal
result  (2,    2)        the outer lengths remain
```

```diagram
                     B   +-----+-----+
                         |  1  |  0  |
                         |  0  |  1  |
                         |  2  |  2  |
                         +-----+-----+
                            |
A  +-----+-----+-----+   +--v--+-----+
   |  1  |  2  |  3  |-->|  7  |  8  |   7 = 1*1 + 2*0 + 3*2
   |  4  |  5  |  6  |   | 16  | 17  |
   +-----+-----+-----+   +-----+-----+
```

In words: row 0 of A meets column 0 of B, number by number, and the sum of the three products is the result in row 0, column 0.

Each of the M * N results takes K multiplications and K additions. For square matrices of side n that is n * n * n:
**twice the side, eight times the work**.

You write this twice: with three loops, so that every multiplication is visible, then with NumPy's compiled code. The
loops are for learning and for the measurement at the end; `x @ W` always uses the fast version.
"""

# %% solution matmul-loops
#| export
def matmul_loops(a, b):
    """Return the matrix product of two rank 2 Tensors, (M, K) and (K, N), by three loops: slow on purpose.

    Each multiplication takes two single numbers, read from a and b in loops of any style. NumPy computes nothing on
    a whole array, row or column here: the test refuses it.
    """
    # TODO: fill `result` one number at a time.
    # Steps: loop over the rows i of a, the columns j of b, and the inner index k.
    # Hint: start from np.zeros((rows, columns), dtype=np.float32); index the arrays a.data and b.data.
    # Shapes: (2, 3) and (3, 4) give (2, 4).
    ### BEGIN SOLUTION
    rows, inner = a.data.shape
    columns = b.data.shape[1]
    result = np.zeros((rows, columns), dtype=np.float32)
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                result[i, j] += a.data[i, k] * b.data[k, j]
    return make_result(result, a, b)
    ### END SOLUTION


# %% test 2 test-matmul-loops
@explained
def test_matmul_loops():
    """Three loops give the matrix product (2 points)."""
    a, b = by_hand([[1, 2, 3], [4, 5, 6]]), by_hand([[1, 0, 2, 0], [0, 1, 0, -1], [2, 2, 1, 0]])
    expect_values(lambda: matmul_loops(a, b), [[7, 8, 5, -2], [16, 17, 14, -5]],
                  "Each result is a row of a times a column of b; check the indices, and from which matrix the lengths come.")


test_matmul_loops()

# %% [markdown]
"""
## The version you will train with

`np.matmul` also handles the other ranks:

```
(3,)       @ (3,)         gives ()            two vectors: one number
(2, 3)     @ (3,)         gives (2,)          a matrix and a vector
(5, 2, 3)  @ (3, 4)       gives (5, 2, 4)     a stack of matrices: each one is multiplied
(5, 2, 3)  @ (5, 3, 4)    gives (5, 2, 4)     two stacks: pair by pair
```

Only the last two lengths are multiplied; everything before them is broadcast. Your method adds what NumPy
does not do: it insists on tensors, and it explains a misfit. Unlike `+`, the operator `@` does not accept plain numbers
or arrays: a weight that is not a Tensor could never get a
gradient in Module 05.
"""

# %% solution tensor-matmul
#| export
def tensor_matmul(self, other):
    """Return the matrix product self @ other.

    (..., M, K) @ (..., K, N) gives (..., M, N); leading dimensions broadcast, a vector is a row or a column.
    Raises TypeError unless `other` is a Tensor, ValueError naming both shapes when they do not fit.
    """
    # TODO: refuse what does not fit, then multiply with np.matmul.
    # Steps:
    #   1. If other is not a Tensor, raise TypeError. The message must contain the name of its type.
    #   2. Call np.matmul. It raises ValueError when the shapes do not fit or when one side is a single
    #      number: catch that and raise a ValueError with both shapes, as in f"{self.shape} @ {other.shape}",
    #      the rule (inner lengths must be equal) and a fix.
    #   3. Wrap the result.
    # Hint: type(other).__name__ is the name of the type.
    ### BEGIN SOLUTION
    if not isinstance(other, Tensor):
        raise TypeError(
            f"@ needs a Tensor on the right, not {type(other).__name__}. "
            "Fix: wrap it in Tensor(...), or use * to multiply by a number."
        )
    try:
        product = np.matmul(self.data, other.data)
    except ValueError:
        raise ValueError(
            f"cannot multiply {self.shape} @ {other.shape}. Rule: (..., M, K) @ (..., K, N), the inner "
            "lengths K must be equal, leading lengths must broadcast. Fix: check the order, or transpose one."
        ) from None
    return make_result(product, self, other)
    ### END SOLUTION


def tensor_rmatmul(self, other):
    """Refuse `array @ x`: called when the left side is no Tensor."""
    raise TypeError(f"@ needs a Tensor on the left too, not {type(other).__name__}. Fix: wrap it in Tensor(...).")


Tensor.matmul = tensor_matmul
Tensor.__matmul__ = tensor_matmul
Tensor.__rmatmul__ = tensor_rmatmul


# %% test 3 test-matmul
@explained
def test_matmul():
    """x @ y and x.matmul(y) give the matrix product (3 points)."""
    x, y = fixed([[1, 2, 3], [4, 5, 6]]), fixed([[1, 0], [0, 1], [2, 2]])
    expect_values(lambda: x @ y, [[7, 8], [16, 17]],
                  "x @ y must be the matrix product: rows of x times columns of y.")
    expect_values(lambda: x @ Tensor([1, 0, 1]), [4, 10], "A matrix times a vector must give a vector.")
    expect_values(lambda: x @ Tensor([np.nan, 0, 1]), [np.nan, np.nan], "nan must stay nan; let np.matmul see it.")


test_matmul()

# %% test 2 test-matmul-errors
@explained
def test_matmul_errors():
    """A misfit is explained (2 points)."""
    x = Tensor([[1, 2, 3], [4, 5, 6]])
    expect_error(ValueError, lambda: x @ Tensor([[1, 2], [3, 4]]), ["(2, 3) @ (2, 2)"],
                 "This misfit must raise a ValueError that shows both shapes, like this: (2, 3) @ (2, 2).")
    expect_error(TypeError, lambda: x @ 2.0, ["float"],
                 "x @ 2.0 must raise a TypeError that names the type of the right side; see step 1.")
    expect_error(TypeError, lambda: x @ np.ones((3, 2)), ["ndarray"],
                 "x @ array must raise a TypeError: @ works between tensors only.")


test_matmul_errors()

# %% test 2 test-matmul-hidden
# Hidden checks (2 points): stacks of matrices, vectors, an inner length of 0, and more misfits.
### BEGIN HIDDEN TESTS
@explained
def test_matmul_hidden():
    """The matrix product works for stacks and vectors and refuses what does not fit."""
    # says: leading dimensions broadcast, a vector is a row or a column
    rng = np.random.default_rng(2)
    for shape_a, shape_b in [((5, 2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((2, 1, 2, 3), (5, 3, 1)),
                             ((3,), (3,)), ((2, 0), (0, 4))]:
        a, b = rng.normal(size=shape_a), rng.normal(size=shape_b)
        expect_values(lambda: Tensor(a) @ Tensor(b), a @ b,
                      f"{shape_a} @ {shape_b} is wrong; use np.matmul for every rank.")
    # says: when the shapes do not fit or when one side is a single number
    for shape_a, shape_b in [((2, 3, 4), (5, 4, 2)), ((3,), (4, 2)), ((), (2, 2))]:
        x, y = Tensor(np.ones(shape_a)), Tensor(np.ones(shape_b))
        expect_error(ValueError, lambda: x @ y, [str(shape_a), str(shape_b)],
                     f"{shape_a} @ {shape_b} must raise a ValueError that names both shapes.")


test_matmul_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. Changing the shape

## The same numbers, read differently

In memory the numbers of a tensor lie in one long row. The shape only says how to read that row.

```diagram
memory            1    2    3    4    5    6
                  |    |    |    |    |    |
shape (6,)        +----+----+----+----+----+
shape (2, 3)      +----+----+    +----+----+
                     row 0          row 1
shape (3, 2)      +----+    +----+    +----+
                  row 0     row 1     row 2
```

In words: the six numbers stay where they are; shape (2, 3) reads them as two rows of three, shape (3, 2) as three rows of two.

So `reshape` need not touch a single number. It hands out a new tensor that reads the *same* memory: a **view**, as
quick for six billion numbers as for six. The price: change a number through the view and the original changes too.

```
x = Tensor([1, 2, 3, 4])
y = x.reshape(2, 2)
y.data[0, 0] = 99          now x.data[0] is 99 as well
```

| operation | result | extra memory |
|---|---|---|
| `reshape`, if the numbers lie in order | view | none |
| `transpose` | view | none |
| `x[1:3]` | view | none |
| `+ - * /`, `@`, `sum`, `mean`, `max` | new numbers | the size of the result |

One length may be given as -1: it is computed from the others. `x.reshape(32, -1)` makes 32 rows, whatever the
number of columns turns out to be.
"""

# %% solution tensor-reshape
#| export
def tensor_reshape(self, *shape):
    """Return the same numbers in another shape: x.reshape(2, 3), x.reshape((2, 3)) or x.reshape(2, -1).

    A view wherever the numbers lie in order in memory, else a copy. Raises ValueError when the sizes differ.
    """
    # TODO: work out the new shape, check it, and return a view.
    # Steps:
    #   1. reshape((2, 3)) arrives as shape == ((2, 3),): unpack a single tuple or list.
    #   2. If -1 is in shape, replace it by self.size divided by the product of the other lengths.
    #   3. If the product of all lengths is not self.size, raise ValueError with the old shape, the new
    #      shape and self.size. The same for two -1, or a -1 that has no whole answer.
    #   4. Wrap self.data.reshape(shape).
    # Hint: self.data.reshape(shape) does step 2 by itself and raises ValueError for step 3. You may catch
    #   that.
    # Shapes: (2, 3) as reshape(3, -1) gives (3, 2).
    ### BEGIN SOLUTION
    if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
        shape = tuple(shape[0])
    try:
        # NumPy would take any negative length for -1.
        if any(length < -1 for length in shape):
            raise ValueError
        array = self.data.reshape(shape)
    except (ValueError, TypeError):
        raise ValueError(
            f"cannot reshape {self.shape} to {shape}: there are {self.size} numbers to place. Rule: the "
            "lengths must multiply to that; at most one may be -1. Fix: change a length, or let it be -1."
        ) from None
    return make_result(array, self)
    ### END SOLUTION


Tensor.reshape = tensor_reshape


# %% test 2 test-reshape
@explained
def test_reshape():
    """The same numbers in another shape (2 points)."""
    x = Tensor([[1, 2, 3], [4, 5, 6]])
    expect_values(lambda: x.reshape(3, 2), [[1, 2], [3, 4], [5, 6]],
                  "reshape(3, 2) must read the numbers in the same order.")
    expect_values(lambda: x.reshape((3, 2)), [[1, 2], [3, 4], [5, 6]],
                  "reshape((3, 2)) must do the same as reshape(3, 2); see step 1.")
    expect_values(lambda: x.reshape(-1), [1, 2, 3, 4, 5, 6],
                  "reshape(-1) must lay all numbers out in one row; see step 2.")
    expect_values(lambda: x.reshape(3, -1), [[1, 2], [3, 4], [5, 6]],
                  "reshape(3, -1) must work out the 2 by itself; see step 2.")
    expect_error(ValueError, lambda: x.reshape(4, 2), ["(2, 3)", "(4, 2)", "6"],
                 "reshape(4, 2) must raise a ValueError that names the old shape, the new one and the six numbers there are.")


test_reshape()

# %% [markdown]
"""
## Swapping dimensions

`transpose` exchanges two dimensions: rows become columns. It is a view too. The numbers stay where they
are, only the **strides** change: the steps in memory from one number to the next, one for each dimension. After
that the numbers no longer lie in order, and a `reshape` of a transposed tensor has to copy.

Without arguments the last two dimensions are swapped, which is what matrix code needs most. With two
arguments, those two. Negative dimensions count from the end.

```
x.shape                     (10, 2, 3)
x.transpose().shape         (10, 3, 2)
x.transpose(0, 2).shape     (3, 2, 10)
```
"""

# %% solution tensor-transpose
#| export
def tensor_transpose(self, dim0=None, dim1=None):
    """Return a view with dimensions dim0 and dim1 swapped; without arguments, the last two.

    A tensor of rank 0 or 1 has no two dimensions; without arguments its shape stays as it is.
    Raises ValueError when only one dimension is given, or one that does not exist.
    """
    # TODO: find out which two dimensions to swap, then swap them.
    # Steps:
    #   1. Neither is given: use -2 and -1, or return make_result(self.data, self) if the rank is below 2.
    #   2. Only one is given: raise ValueError.
    #   3. A dimension that does not exist: np.swapaxes raises ValueError; raise one that names self.shape.
    # Hint: np.swapaxes(array, first, second) returns a view.
    ### BEGIN SOLUTION
    if dim0 is None and dim1 is None:
        if self.data.ndim < 2:
            return make_result(self.data, self)
        dim0, dim1 = -2, -1
    if dim0 is None or dim1 is None:
        raise ValueError(f"transpose needs two dimensions, not {dim0} and {dim1}. Fix: x.transpose(0, 1).")
    try:
        array = np.swapaxes(self.data, dim0, dim1)
    except (ValueError, TypeError):
        raise ValueError(
            f"cannot swap dimensions {dim0} and {dim1} of shape {self.shape}. "
            f"Rule: the rank is {self.data.ndim}, counting starts at 0. Fix: choose two that exist."
        ) from None
    return make_result(array, self)
    ### END SOLUTION


Tensor.transpose = tensor_transpose


# %% test 2 test-transpose
@explained
def test_transpose():
    """Two dimensions change places (2 points)."""
    x = Tensor([[1, 2, 3], [4, 5, 6]])
    expect_values(lambda: x.transpose(), [[1, 4], [2, 5], [3, 6]], "transpose() must turn rows into columns.")
    stack = Tensor(np.arange(24).reshape(4, 2, 3))
    expect_values(lambda: stack.transpose(), stack.data.swapaxes(1, 2),
                  "transpose() of rank 3 must swap only the last two dimensions.")
    expect_values(lambda: stack.transpose(0, 2), stack.data.swapaxes(0, 2),
                  "transpose(0, 2) must swap the first and the third dimension.")
    vector = Tensor([1, 2])
    expect_values(lambda: vector.transpose(), [1, 2], "transpose() of a vector must return its numbers in the same shape.")
    assert vector.transpose() is not vector, "transpose() of a vector must be a Tensor of its own, as step 1 says."
    for one in ({"dim0": 0}, {"dim1": 0}):
        expect_error(ValueError, lambda one=one: x.transpose(**one), [],
                     f"transpose with only one dimension, {one}, must raise a ValueError; see step 2.")


test_transpose()

# %% test 2 test-views
@explained
def test_views():
    """reshape, transpose and slices share memory; arithmetic does not (2 points)."""
    x = Tensor([[1, 2, 3], [4, 5, 6]])
    for name, view in [("x.reshape(3, 2)", lambda: x.reshape(3, 2)), ("x.transpose()", lambda: x.transpose()),
                       ("the row x[0]", lambda: x[0]), ("every second column x[:, ::2]", lambda: x[:, ::2])]:
        advice = f"A change through {name} must be visible in x: return a view, do not copy."
        changed = outcome_of(view, advice)
        changed.data[...] = changed.data + 10
        assert changed.data.flat[0] == x.data[0, 0], advice
    advice = "A change in the result of x + x must not be visible in x: arithmetic makes new numbers."
    (x + x).data[...] = 0
    assert x.data[0, 0] == 41, advice


test_views()

# %% test 2 test-shapes-hidden
# Hidden checks (2 points): other shapes with -1, the reshape of a transposed tensor, shapes and dimensions
# that are not possible.
### BEGIN HIDDEN TESTS
@explained
def test_shapes_hidden():
    """Shapes change without losing or mixing up numbers."""
    # says: Return the same numbers in another shape | replace it by self.size divided by
    stack = Tensor(np.arange(24).reshape(2, 3, 4))
    for shape in [(4, -1), (-1, 6), (2, -1, 2), (24,), (1, 24, 1)]:
        expect_values(lambda: stack.reshape(*shape), stack.data.reshape(shape),
                      f"reshape{shape} is wrong for 24 numbers.")
    # says: unpack a single tuple or list
    expect_values(lambda: stack.reshape([6, 4]), stack.data.reshape(6, 4),
                  "reshape must accept a list as well as a tuple.")
    # says: Return the same numbers in another shape
    expect_values(lambda: Tensor(5.0).reshape(1, 1), [[5.0]], "A single number must be reshaped to (1, 1).")
    expect_values(lambda: Tensor([[5.0]]).reshape(), 5.0, "reshape() without lengths must give the shape ().")
    # says: a `reshape` of a transposed tensor has to copy
    for turned in (stack.data.swapaxes(1, 2), stack.data.T, stack.data[0].T):
        expect_values(lambda: Tensor(turned, copy=False).reshape(-1, 4), turned.reshape(-1, 4),
                      "Reshaping a transposed tensor must read its numbers in the transposed order.")
    # says: Negative dimensions count from the end
    expect_values(lambda: stack.transpose(-3, 1), stack.data.swapaxes(-3, 1),
                  "transpose must accept negative dimensions.")
    # says: If the product of all lengths is not self.size | The same for two -1, or a -1 that has no whole answer
    for bad in [(5, 5), (-2, 12), (-1, -1), (7, -1)]:
        expect_error(ValueError, lambda bad=bad: stack.reshape(*bad), ["(2, 3, 4)"],
                     f"reshape{bad} of 24 numbers must raise a ValueError that names the old shape.")
    # says: raise one that names self.shape
    expect_error(ValueError, lambda: stack.transpose(0, 3), ["(2, 3, 4)"],
                 "transpose of a dimension that does not exist must raise a ValueError with the shape.")


test_shapes_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. Reductions

## Which dimension disappears?

`sum`, `mean` and `max` combine many numbers into fewer. The argument `axis` names the dimension that
**disappears**:

```
x = [[1, 2, 3],
     [4, 5, 6]]                      shape (2, 3)

x.sum()                21            shape ()      everything is combined
x.sum(axis=0)          [5, 7, 9]     shape (3,)    the 2 rows are combined: one result per column
x.sum(axis=1)          [6, 15]       shape (2,)    the 3 columns are combined: one result per row
x.sum(axis=1, keepdims=True)         shape (2, 1)  the same, but the place is kept with length 1
```

`keepdims=True` is made for broadcasting: `x - x.mean(axis=1, keepdims=True)` subtracts from every row its own mean;
without it the shapes `(2, 3)` and `(2,)` would not fit.

The given helper `reduced_size` says how many numbers go into each result, and refuses an axis that does not
exist. `axis` may be a tuple, of no axes too, and negative axes count from the end. The sum of no numbers is 0. But a
mean or a
maximum of no numbers does not exist, so those two must raise an error. Where nan is among the numbers, all three are nan.
"""

# %% given reduced-size
#| export
def reduced_size(shape, axis):
    """Return how many numbers a reduction over `axis` combines into each result.

    axis: None for all, an int, or a tuple of ints. Raises ValueError for an axis that does not exist.
    """
    rank, count = len(shape), 1
    for one in range(rank) if axis is None else axis if isinstance(axis, tuple) else (axis,):
        if not isinstance(one, (int, np.integer)) or not -rank <= one < rank:
            raise ValueError(
                f"axis {one!r} does not exist in shape {shape}. Rule: the rank is {rank}, axes count from 0. "
                "Fix: choose an axis that exists, or None for all numbers."
            )
        count *= shape[one]
    return count


# %% solution tensor-sum
#| export
def tensor_sum(self, axis=None, keepdims=False):
    """Return the sum over `axis`. Raises ValueError for an axis that does not exist."""
    # TODO: call reduced_size for its check, then sum with NumPy and wrap the result.
    # Hint: np.sum takes the arguments axis and keepdims. Pass both on. With dtype=np.float64 it adds up in
    #   float64; float32 gets 6003.5 instead of 6000 for 60,000 rows of 0.1, because small numbers are lost
    #   next to a large sum. Tensors are float32 again by themselves.
    # Shapes: (2, 3) over axis 1 gives (2,), with keepdims (2, 1).
    ### BEGIN SOLUTION
    reduced_size(self.shape, axis)
    return make_result(np.sum(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)
    ### END SOLUTION


Tensor.sum = tensor_sum


# %% solution tensor-mean-max
#| export
def tensor_mean(self, axis=None, keepdims=False):
    """Return the mean over `axis`. Raises ValueError for an axis that does not exist or is empty.

    What is not a number (nan) is not left out: the result is nan too, so that a broken computation is noticed.
    """
    # TODO: refuse to average no numbers at all, then use np.mean, in float64 as above.
    # Hint: reduced_size(self.shape, axis) is 0 in that case. The message must contain the shape.
    ### BEGIN SOLUTION
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no mean over axis {axis}. Fix: check x.size first.")
    return make_result(np.mean(self.data, axis=axis, keepdims=keepdims, dtype=np.float64), self)
    ### END SOLUTION


def tensor_max(self, axis=None, keepdims=False):
    """Return the maximum over `axis`, nan where there is one. For the errors see the mean."""
    # TODO: the same with np.max.
    ### BEGIN SOLUTION
    if reduced_size(self.shape, axis) == 0:
        raise ValueError(f"shape {self.shape} has no maximum over axis {axis}. Fix: check x.size first.")
    return make_result(np.max(self.data, axis=axis, keepdims=keepdims), self)
    ### END SOLUTION


Tensor.mean = tensor_mean
Tensor.max = tensor_max


# %% test 3 test-reductions
@explained
def test_reductions():
    """sum, mean and max over everything, over an axis, with and without keepdims (3 points)."""
    x = fixed([[1, 2, 3], [4, 5, 9]])
    expect_values(lambda: x.sum(), 24, "sum() must add all numbers and give a tensor of shape ().")
    expect_values(lambda: x.sum(axis=0), [5, 7, 12],
                  "sum(axis=0) must combine the rows: one result per column.")
    expect_values(lambda: x.mean(), 4, "mean() must be the sum divided by the number of elements.")
    expect_values(lambda: x.mean(axis=1), [2, 6],
                  "mean(axis=1) must divide each sum by the 3 numbers in a row, not by all 6.")
    expect_values(lambda: x.max(), 9, "max() must be the largest of all numbers.")
    expect_values(lambda: x.max(axis=0), [4, 5, 9], "max(axis=0) must be the largest number of each column.")
    expect_values(lambda: fixed([[-1, -2], [-4, -3]]).max(axis=1), [-1, -3], "The largest number may be negative.")
    many = fixed(np.full((60_000, 2), 0.1))
    expect_values(lambda: many.sum(axis=0), [6000, 6000], "A long sum must be added up in float64; see the hint.")
    for axis, turned in itertools.product((None, 0, 1, (0, 1)), (many, Tensor(many.data.T, copy=False))):
        numbers = turned.data.astype(np.float64)
        expect_values(lambda: turned.sum(axis=axis), numbers.sum(axis=axis), f"A long sum over axis {axis} needs float64; see the hint.")
        expect_values(lambda: turned.mean(axis=axis), numbers.mean(axis=axis), f"A long mean over axis {axis} needs float64; see the hint.")
    expect_values(lambda: x.sum(axis=1, keepdims=True), [[6], [18]],
                  "keepdims=True must keep the place of the axis with length 1.")
    expect_values(lambda: x - x.mean(axis=1, keepdims=True), [[-1, 0, 1], [-2, -1, 3]],
                  "Subtracting the mean of each row needs mean(axis=1, keepdims=True) to have shape (2, 1).")


test_reductions()

# %% test 2 test-reductions-hidden
# Hidden checks (2 points): negative axes, several axes at once, tensors without elements, an axis that does
# not exist.
### BEGIN HIDDEN TESTS
@explained
def test_reductions_hidden():
    """Reductions work over any axis and refuse what does not exist."""
    # says: `axis` may be a tuple, of no axes too, and negative axes count from the end | axis: None for all
    numbers = np.random.default_rng(3).normal(size=(2, 3, 4)) - 5
    x = Tensor(numbers)
    for axis in [-1, 0, 1, (0, 2), (), None]:
        for kept in [False, True]:
            hint = f"over axis {axis} with keepdims={kept} is wrong; pass both arguments on to NumPy."
            for name in ["sum", "mean", "max"]:
                expected = getattr(numbers, name)(axis=axis, keepdims=kept)
                expect_values(lambda: getattr(x, name)(axis=axis, keepdims=kept), expected, f"{name} {hint}")
    # says: Where nan is among the numbers, all three are nan
    for name in ["sum", "mean", "max"]:
        expect_values(lambda: getattr(fixed([[1, np.nan], [2, 3]]), name)(axis=1)[0], np.nan,
                      f"The {name} of numbers with nan among them must be nan.")
    # says: The sum of no numbers is 0
    empty = Tensor(np.zeros((0, 3)))
    expect_values(lambda: empty.sum(axis=0), [0, 0, 0], "The sum of no numbers must be 0.")
    # says: Return how many numbers a reduction over `axis` combines into each result
    for name in ["mean", "max"]:
        expect_values(lambda: getattr(empty, name)(axis=1), np.zeros(0),
                      f"{name}(axis=1) of no rows with 3 numbers each has no results: an empty tensor, no error.")
    # says: raise an error | The message must contain the shape
    expect_error(ValueError, empty.mean, ["(0, 3)"],
                 "The mean of no numbers must raise a ValueError that names the shape.")
    expect_error(ValueError, empty.max, ["(0, 3)"],
                 "The maximum of no numbers must raise a ValueError that names the shape.")
    # says: refuses an axis that does not exist
    for reduction in (x.sum, x.mean, x.max):
        expect_error(ValueError, lambda reduction=reduction: reduction(axis=3), ["(2, 3, 4)"],
                     "An axis that does not exist must raise a ValueError; reduced_size does that for you.")


test_reductions_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 6. Putting it together

## Two promises to Module 05

Your tensor does not compute gradients yet, but it already keeps track of **who will need one**. If `W`
requires a gradient, then so does everything computed from `W`. `make_result` takes care of that, provided
that every operation uses it. Code that reaches into `.data` and wraps the answer by hand, as in
`Tensor(x.data + y.data)`, gives the right numbers and breaks the promise.

The other promise you know from Part 4: arithmetic, `@` and reductions make a **new** Tensor with new numbers, also where
nothing changes, as in `x + 0`.
"""

# %% test 1 test-requires-grad
@explained
def test_requires_grad():
    """Results are new numbers, and require a gradient when an operand does, for every rank (1 point)."""
    w = Tensor([[1, 2], [3, 4]], requires_grad=True)
    for name, action in {"w.reshape(4)": lambda: w.reshape(4), "w.transpose()": lambda: w.transpose(), "w[0]": lambda: w[0]}.items():
        advice = f"The result of {name} must require a gradient, as w does: wrap it with make_result."
        assert outcome_of(action, advice).requires_grad is True, advice
    table, row, one = [[1, -2], [3, 4]], [5, -6], 2
    pairs = [(table, table), (table, row), (row, table), (row, row), (table, one), (one, row), (one, one), ([table], row)]
    pairs += [([[1, np.nan]], [2, 3])]
    for name, operate in {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}.items():
        expect_promises(operate, pairs, f"x {name} y must keep both promises.", operands=2)
    expect_promises(operator.pow, [([[1, 2]], [2, 3]), ([1, 2], -2), (3, [1, 2])], "x ** y must keep both promises.", operands=2)
    expect_promises(operator.matmul, [(table, table), (table, row), (row, table), (row, row), ([table], table)],
                    "x @ y must keep both promises.", operands=2)
    expect_promises(matmul_loops, [(table, table)], "matmul_loops(x, y) must keep both promises.", operands=2)
    for name, action in {
        "x + 0": lambda x: x + 0, "x - 0": lambda x: x - 0, "x * 1": lambda x: x * 1, "x / 1": lambda x: x / 1, "-x": lambda x: -x,
        "x ** 1": lambda x: x ** 1, "2 + x": lambda x: 2 + x, "2 - x": lambda x: 2 - x, "2 * x": lambda x: 2 * x, "1 / x": lambda x: 1 / x,
        "x.sum()": lambda x: x.sum(), "x.mean()": lambda x: x.mean(), "x.max()": lambda x: x.max(), "x.sum(axis=0)": lambda x: x.sum(axis=0),
        "x.mean(axis=0)": lambda x: x.mean(axis=0), "x.max(axis=0)": lambda x: x.max(axis=0)}.items():
        expect_promises(action, [table, row, [row], [[5]], [table, table], [[np.nan, 1]]], f"{name} must keep both promises.")


test_requires_grad()

# %% [markdown]
"""
## The heart of a neural network

A layer takes a batch of examples `x`, one per row, and computes `y = x @ W + b`. Two examples with three features each
go in, two scores per example come out:

```
x  (2, 3)     two examples, three features
W  (3, 2)     three features in, two scores out
b  (2,)       one offset per score, broadcast over the rows
y  (2, 2)     two scores for each example
```

Compute `y` by hand before you run the test. Row 0, column 0 is `1*1 + 2*0 + 3*1 + 10 = 14`.
"""

# %% test 2 test-forward-pass
@explained
def test_forward_pass():
    """A layer, its mean score and its largest score per example (2 points)."""
    x = Tensor([[1, 2, 3], [4, 5, 6]])
    W = Tensor([[1, 0], [0, 1], [1, -1]], requires_grad=True)
    b = Tensor([10, 20], requires_grad=True)
    y = outcome_of(lambda: x @ W + b, "x @ W + b must work; check x @ W first, then the broadcast of b.")
    expect_values(lambda: y.mean(), 18, "The mean of all scores is wrong; check mean().")
    expect_values(lambda: y.max(axis=1), [19, 20],
                  "The largest score of each example is wrong; check max(axis=1).")


test_forward_pass()

# %% [markdown]
"""
# Part 7. Measure

The cells below measure *your* code on *this* machine. Nothing here is graded, but you need the results for the reflection.
"""

# %%
import time
import tracemalloc


#| include measuring: best_seconds, allocated_bytes


# %% [markdown]
"""
## Measurement 1: what does a batch cost?

A batch of colour pictures has the shape `(batch, 3, height, width)`. The columns are your formula, your tensor's
answer, and what Python really set aside, which includes the `Tensor` object around the numbers.
"""

# %%
print("batch   bytes_needed   memory_footprint   measured")
for batch in (1, 4, 16):
    shape = (batch, 3, 224, 224)
    pixels = np.zeros(shape, dtype=np.float32)
    planned = bytes_needed(shape)
    reported = Tensor(pixels, copy=False).memory_footprint()
    measured = allocated_bytes(lambda: Tensor(pixels))
    print(f"{batch:5d} {planned:14,d} {reported:18,d} {measured:10,d}")

# %% [markdown]
"""
## Measurement 2: view or copy?

The same four million numbers, three ways. Before you run the cell, write down which lines will need extra
memory.
"""

# %%
x = Tensor(np.ones((2000, 2000)))
print("operation                      time          extra bytes   shares memory with x")
for name, action in [("x.reshape(4000, 1000)", lambda: x.reshape(4000, 1000)),
                     ("x.transpose()", lambda: x.transpose()),
                     ("x.transpose().reshape(-1)", lambda: x.transpose().reshape(-1)),
                     ("x + 0", lambda: x + 0)]:
    seconds, extra = best_seconds(action, repeats=2), allocated_bytes(action)
    shared = "yes" if np.shares_memory(action().data, x.data) else "no"
    print(f"{name:26s} {seconds * 1e6:10,.1f} us {extra:15,d}   {shared}")
del x

# %% [markdown]
"""
## Measurement 3: loops against compiled code

Both do the same n * n * n multiplications. By what factor does the time of the loops grow when n doubles, and how far
are the two columns apart?
"""

# %%
print("    n   multiplications        loops       NumPy    loops / NumPy   loops: times the row above")
previous = None
for n in (12, 24, 48):
    a, b = Tensor(np.ones((n, n))), Tensor(np.ones((n, n)))
    slow, fast = best_seconds(lambda: matmul_loops(a, b), repeats=2), best_seconds(lambda: a @ b, repeats=5)
    growth = f"{slow / previous:.1f}" if previous else "-"
    print(f"{n:5d} {n ** 3:17,d} {slow * 1e3:9.2f} ms {fast * 1e3:8.3f} ms {slow / fast:16,.0f}   {growth}")
    previous = slow

# %% [markdown]
"""
## Growth at a glance

| operation | work for n numbers, or matrices of side n | why |
|---|---|---|
| `reshape`, `transpose` | the same for every n | only shape and steps change |
| `+ - * /` | grows like n | every number is visited once |
| `sum`, `mean`, `max` | grows like n | every number is visited once |
| `@` for side n | grows like n * n * n | n * n results, n multiplications each |
"""

# %% [markdown]
"""
# Part 8. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| cannot multiply (2, 3) @ (2, 2) | the inner lengths 3 and 2 differ | print both shapes; swap the order or transpose one |
| cannot broadcast (2, 3) with (2,) | shapes are aligned at the right, 3 meets 2 | `v.reshape(-1, 1)` for one number per row |
| cannot reshape (3, 4) to (5, 5) | 12 numbers cannot fill 25 places | let one length be -1, or check where the 12 comes from |
| different lengths | a nested list is not rectangular | pad the short rows |
| 'Tensor' object has no attribute ... | a function was written but not attached, or a name is misspelt | run the cell with the line `Tensor.name = ...` again |
| unsupported operand type(s) for + | `__add__` or `__radd__` is missing in the class | run the operator cells again, from top to bottom |
| NotImplementedError | a region is still empty, or an earlier cell was not run | find the cell in the traceback |
| numbers change that you did not touch | a view was changed | use `x + 0` or `Tensor(x)` where you need a copy |
"""

# %% [markdown]
"""
# Part 9. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `from tinytorch.core.tensor import Tensor` | `import torch` |
| `x = Tensor([[1, 2], [3, 4]])` | `x = torch.tensor([[1, 2], [3, 4]], dtype=torch.float32)` |
| `y = x + 2` | `y = x + 2` |
| `z = y @ w` | `z = y @ w` |
| `m = z.mean()` | `m = z.mean()` |
| `v = x.reshape(4)` | `v = x.reshape(4)` |
| `t = x.transpose()` | `t = x.transpose(0, 1)` |

And below the surface:

| | yours | PyTorch |
|---|---|---|
| numbers stored in | a NumPy array | its own storage, written in C++ |
| types | float32 | many; integers stay integers unless you ask |
| runs on | the processor | the processor, graphics cards and more |
| broadcasting, axes, views | as here | the same rules |
| gradients | asleep until Module 05 | always available |
| operations | about 20 | more than 2,000 |

Your `x + y` calls NumPy's compiled loops; your `x @ y` ends in a linear algebra library (BLAS) that has been tuned for
decades. PyTorch is layered in the same way.
"""

# %% [markdown]
"""
# Part 10. Check your understanding

Answer first, then open the answer.

**1. Memory.** How much memory does a batch of 32 colour pictures of 224 x 224 pixels take?

<details><summary>Answer 1</summary>

32 * 3 * 224 * 224 = 4,816,896 numbers, times 4 bytes = 19,267,584 bytes, about 19 MB. For 128 pictures it
is four times as much, about 77 MB. The batch size is the knob that people turn first when memory runs out.

</details>

**2. Broadcasting.** You add a tensor of shape (768,) to one of shape (32, 512, 768). How many bytes does
broadcasting save?

<details><summary>Answer 2</summary>

A real copy of the small tensor in the large shape would take 32 * 512 * 768 * 4 = 50,331,648 bytes, about
50 MB. Stored once it takes 768 * 4 = 3,072 bytes. The *result* still takes 50 MB: broadcasting saves the
copy of the input, not the output.

</details>

**3. Shapes.** What is the shape of (32, 1, 768) + (512, 768)?

<details><summary>Answer 3</summary>

Filled on the left the second shape is (1, 512, 768). From the right: 768 meets 768, 1 meets 512, 32 meets 1.
So the result has the shape (32, 512, 768).

</details>

**4. Scaling.** A product of two 1000 x 1000 matrices takes 100 ms. What do you expect for 2000 x 2000?

<details><summary>Answer 4</summary>

About 800 ms: the side doubles, and 2 * 2 * 2 = 8. The memory of each matrix only grows by a factor of 4.

</details>

**5. Views.** `y = x.reshape(-1)`, then `y.data[0] = 5`. What happens to `x`? And with `y = (x +
0).reshape(-1)`?

<details><summary>Answer 5</summary>

In the first case `x` changes, because `y` is a view of the same memory. In the second case `x + 0` made new
numbers, so only those change.

</details>

**6. Axes.** `x` has the shape (32, 10): 32 examples, 10 scores each. Which call gives the best score of
each example, and which shape does it have?

<details><summary>Answer 6</summary>

`x.max(axis=1)`, shape (32,). The axis that is named disappears. With `keepdims=True` the shape is (32, 1),
ready to be subtracted from `x`.

</details>
"""

# %% [markdown]
"""
# Part 11. Reflect

Two questions in your own words, 6 points each, read by a person: a few clear sentences with numbers. Each answer is graded by
four criteria; the question says which of them counts most:

- **Clear:** the claim comes first, in full sentences, with the right words (shape, view, axis, inner length).
- **Correct under pressure:** an edge case or a limit of the claim is named.
- **Cost:** work is counted, or a growth rate is given and justified.
- **Memory:** it is said what is allocated and what is shared, in bytes where possible.
"""

# %% [markdown]
"""
**Question 1 (6 points, 3 of them for memory): follow the memory.** A batch of 64 colour pictures of 224 x 224 pixels is stored as
a Tensor `x`. The program computes `flat = x.reshape(64, -1)`, then `centred = flat - flat.mean(axis=0)`,
then `columns = centred.transpose()`. Which lines allocate memory, and how many bytes? How much is held when
the last line is done? Name one situation in which `reshape` would have had to copy.
"""

# %% [markdown] answer 6 reflect-memory
"""
### BEGIN SOLUTION
`x` holds 64 * 3 * 224 * 224 = 9,633,792 numbers, 38,535,168 bytes (about 39 MB). `reshape` is a view: 0 new
bytes, the same time for any size. `flat.mean(axis=0)` makes 150,528 numbers, 602,112 bytes, and visits
every number of `flat` once. The subtraction broadcasts that row without copying it, but its result is a new
38,535,168 bytes; that is one visit per number again. `transpose` is a view. At the end `x` and `centred`
are held, about 77 MB; the mean had no name and is released, so the peak was 0.6 MB higher. `reshape` has to
copy when the numbers do not lie in order, for example `columns.reshape(-1)`. With a batch of 0 pictures,
`mean` raises an error.

**Rubric** (memory 3 points, the others 1 each). Clear: says first which lines allocate. Correct under pressure: a reshape after a transpose copies, or an
empty batch has no mean. Cost: one visit per number for the mean and for the difference, none for the views. Memory: 38,535,168 bytes
for x and for the difference, 602,112 for the mean, 0 for the views, about 77 MB at the end.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): explain your measurement.** Use the table of Measurement 3 from your own run, and
quote its numbers. By what factor did the loops slow down when n doubled, and what does counting
multiplications predict? Both columns do the same multiplications: why is one so much faster? Predict the
time of your loops for n = 1024, and say how far you trust the prediction. How much memory do the three
matrices take at that size?
"""

# %% [markdown] answer 6 reflect-complexity
"""
### BEGIN SOLUTION
The time of the loops grew by about 8 with each doubling (the answer quotes the run), as n * n * n predicts:
twice the side is 8 times the multiplications. NumPy does the same multiplications, but in compiled code: no
Python object per number, no type check per step, several numbers per instruction, and blocks of the
matrices kept in the fast cache. From n = 48 to n = 1024 the side grows 21.3 times and the work 9,709 times,
so t(48) * 9,709 is the prediction: minutes instead of milliseconds. I trust the order of magnitude only:
small sizes include fixed costs, other programs disturb the clock, and 1024 no longer fits the fastest
cache. For very small n the NumPy column is nearly flat, because the fixed cost of the call dominates, so
the ratio is smaller there. Three matrices of 1024 * 1024 take 3 * 4,194,304 = 12,582,912 bytes: memory
grows like n * n, far more slowly than the work.

**Rubric** (cost 3 points, the others 1 each). Clear: quotes the student's own table. Correct under pressure: a reason to doubt the prediction. Cost: a
factor near 8 per doubling, because n * n * n; the reason for the gap is compiled code, no Python object per number, several numbers
per instruction and the cache, not fewer multiplications. Memory: three matrices of 4,194,304 bytes, about 12.6 MB.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

A `Tensor` class with arithmetic, broadcasting, matrix multiplication, views and reductions, and you know what each
costs. Export it, and it becomes `tinytorch/core/tensor.py`, which every later module imports:

```
tito module complete 01
```

#| terms

**Next: Module 02, Activations.** Stacked layers of sums and products are no stronger than one layer. Module 02 adds the
small non-linear functions that
change this.

## To read on

- Harris and others (2020), *Array programming with NumPy*, Nature 585. Where arrays, views and broadcasting
  come from.
- Lawson and others (1979), *Basic Linear Algebra Subprograms for Fortran Usage*, ACM TOMS 5. The library
  below your `@`.
- Goodfellow, Bengio, Courville (2016), *Deep Learning*, chapter 2. The linear algebra used in this course.
"""
