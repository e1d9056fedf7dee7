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
# Module 09: Spatial

#| facts

A Linear layer sees a picture as a row of numbers. It does not know which of them are neighbours, and what it learns in one
corner it has to learn again in all others. In this notebook you build layers that look at a picture through a small window:
first with seven loops, to count what that costs; then as one matrix product, to train with it; at last with gradients.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        pictures are Tensors (batch, channels, height, width)
    Module 02 Activations   ReLU, after each convolution
    Module 03 Layers        Layer, Linear, Sequential, whole_number
    Module 04 Losses        what a network for pictures is trained by
    Module 05 Autograd      Function and register_operation, for rules of your own
    Module 06 Optimizers    a step for the kernels
    Module 07 Training      Trainer
    Module 08 DataLoader    batches of pictures
    |
    v
Focus of this module: Conv2d, MaxPool2d, AvgPool2d, Flatten.
    |
    v
Unlocks:
    Milestone 04            a network of convolutions against one without
    Module 14 Profiling     where the time of a network goes
    Module 18 Acceleration  what is faster than one matrix product
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **compute** the shape of what a window with stride and padding leaves of a picture;
2. **count** the multiply-accumulates of a convolution, by seven loops and by a formula;
3. **explain** why a convolution needs so few parameters, and draw starting weights for layers with ReLU;
4. **turn** a convolution into one matrix product, without a loop over pictures, rows or columns;
5. **derive** the gradients of windows that overlap, and of a maximum with equal numbers;
6. **measure** what the fast way costs in memory.

What you will *not* build: dilated, grouped and transposed convolutions.

## How this notebook works

As in Module 01. The cells that begin with `#| export` become your own file `tinytorch/core/spatial.py`.
"""

# %% [markdown]
"""
## Setup

The exported part needs a few names of Modules 01, 03 and 05. The rest is for the tests and measurements.
"""

# %%
#| default_exp core.spatial

# %% given spatial-imports
#| export
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tinytorch.core.autograd import Function, register_operation
from tinytorch.core.layers import Layer, whole_number
from tinytorch.core.tensor import Tensor, make_result

# %% given other-imports
from tinytorch.core.activations import ReLU
from tinytorch.core.dataloader import DataLoader, TensorDataset
from tinytorch.core.layers import Linear, Sequential
from tinytorch.core.losses import CrossEntropyLoss
from tinytorch.core.optimizers import SGD
from tinytorch.core.training import Trainer
from tinytorch.datasets import load_tinydigits

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
import functools
import itertools
import sys
from numbers import Integral, Real


#| include tests: explained, what_happened, outcome_of, fixed, locked, expect_equal, expect_values, expect_promises, expect_error


#| include gradients: expect_array, slopes, read_only, expect_rule, random_arrays


#| include by_hand: ByHand, ListByHand, as_by_hand, by_hand


def by_window(x, kernel, stride, padding, fill, action):
    """The results of action(window) for one place after the other, in float64: slow on purpose, for comparison only."""
    (height, width), (down, right), (above, beside) = kernel, stride, padding
    x = np.pad(x, [(0, 0), (0, 0), (above, above), (beside, beside)], constant_values=fill)
    rows, columns = range(0, x.shape[2] - height + 1, down), range(0, x.shape[3] - width + 1, right)
    return np.stack([np.stack([action(x[:, :, row:row + height, column:column + width]) for column in columns], -1)
                     for row in rows], -2)


def convolved(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """What a convolution must give, for arrays."""
    y = by_window(x, weight.shape[2:], stride, padding, 0, lambda window: np.einsum("bcij,ocij->bo", window, weight))
    return y if bias is None else y + bias[:, None, None]


def lines_run(action):
    """How many lines of Python `action` runs: as many for large pictures as for small ones, unless there is a loop."""
    count, before = 0, sys.gettrace()

    def watch(frame, event, argument):
        nonlocal count
        count += event == "line"
        return watch

    sys.settrace(watch)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


def expect_no_loop(layer, channels, advice):
    """Fail with `advice` if the layer runs more lines for a large batch of large pictures than for a small one."""
    small, large = (fixed(np.ones(shape)) for shape in ((2, channels, 6, 6), (9, channels, 24, 24)))
    few, many = (outcome_of(lambda: [layer(x), lines_run(lambda: layer(x))][1], advice) for x in (small, large))
    assert many <= few + 4, f"{advice} (It ran {few} lines for 2 pictures of 6 x 6, and {many} for 9 of 24 x 24.)"


# Shapes of x and weight, stride, padding: square and not, overlapping and with gaps, rows and columns that are left over.
CASES = [((2, 1, 4, 5), (2, 1, 2, 2), (1, 1), (0, 0)), ((2, 2, 5, 4), (3, 2, 3, 2), (2, 1), (1, 0)),
         ((1, 3, 6, 7), (2, 3, 2, 3), (3, 2), (0, 2))]

# %% [markdown]
"""
# Part 1. A window over a picture

## The same question everywhere

A **kernel** is a small table of weights. Put it on a picture: multiply each weight by the number below it, and add up the
products. Move on, and ask the same question at the next place. All answers together are a new picture, a **feature map**:
large where the kernel found what it looks for. Doing this is called **convolution**.

```diagram
picture 4 x 4         kernel 2 x 2       feature map 3 x 3

 1  2  0  1            1 -1               1  3  2      top left:
 0  2  1  3            0  1              -2  4 -1      1*1 + 2*(-1) + 0*0 + 2*1 = 1
 1  0  3  1                               3 -2  2
 2  2  1  0
```

In words: the kernel 1, -1 over 0, 1 lies on the top left corner of the picture, on 1, 2 over 0, 2; the sum of the four products
is 1, and that is the first number of the feature map. Then it moves one column to the right.

A colour picture has several **channels**, one table of numbers for each colour. The kernel then has a table for each of them,
and adds up the products of all. One kernel gives one feature map; a layer has many kernels, and its maps are the channels of
its output.

## Stride, padding, and what is left

Two settings decide at which places the kernel lies:

- **Stride** is the step from one place to the next. With stride 2, every second place is left out, down and to the right.
- **Padding** is a frame of zeros around the picture, on all four sides, so that the kernel can also lie on its border.

Kernel, stride and padding have two numbers each, (down, right). How many places are there along one side? The first is 0, and a
place counts only if the whole kernel lies on the padded picture. What is left over at the end is ignored.
"""

# %% given two-numbers
#| export
def two_numbers(name, value, least=1):
    """Return `value` as a tuple of two ints, (down, right); a single whole number stands for both.

    Raises ValueError, naming `name`, unless it is one or two whole numbers of at least `least` (0 or 1).
    """
    pair = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    if len(pair) != 2:
        raise ValueError(f"{name} must be a whole number or two, (down, right), not {value!r}. Fix: {name}=3 or {name}=(3, 5).")
    return tuple(0 if each == 0 and least == 0 else whole_number(name, each) for each in pair)


# %% solution output-size
#| export
def output_size(size, kernel, stride=1, padding=0):
    """Return at how many places along one side a kernel can lie: an int.

    size, kernel: lengths of the picture and of the kernel on this side. padding: zeros on each of its two ends.
    Raises ValueError, with both lengths, when the kernel is longer than the padded side.
    """
    # TODO: refuse what does not fit, then count the places.
    # Hint: the last place where the kernel can lie is padded - kernel. // rounds down.
    # Sizes: 5 with kernel 3 has the places 0, 1, 2; with stride 2 the places 0 and 2.
    ### BEGIN SOLUTION
    padded = size + 2 * padding
    if kernel > padded:
        raise ValueError(f"a kernel of length {kernel} does not fit into a padded length of {padded}. Rule: the kernel lies "
                         "wholly on the padded picture. Fix: a smaller kernel, more padding, or less pooling before.")
    return (padded - kernel) // stride + 1
    ### END SOLUTION


# %% test 3 test-output-size
@explained
def test_output_size():
    """The places of a kernel are counted (3 points)."""
    for settings, places in [((5, 3), 3), ((5, 3, 2), 2), ((6, 3, 2), 2), ((5, 3, 1, 1), 5), ((224, 3, 2, 1), 112),
                             ((4, 4, 3), 1), ((7, 2, 3), 2), ((1, 3, 2, 1), 1), ((128, 5, 2, 2), 64)]:
        expect_equal(lambda: output_size(*settings), places,
                     f"output_size{settings} must be {places}: count the places that lie wholly on the padded side.")
    for settings, words in [((2, 3), ["2", "3"]), ((3, 6, 1, 1), ["5", "6"])]:
        expect_error(ValueError, lambda: output_size(*settings), words,
                     f"output_size{settings}: a kernel that is too long must be a ValueError with kernel and padded length.")


test_output_size()

# %% [markdown]
"""
# Part 2. Seven loops

## Nothing hidden

For each picture, each kernel, each row and each column of the output: add up the products, for each channel, each row and each
column of the kernel. Seven loops, one inside the other, and in the middle a multiplication and an addition. Together they are
called a **multiply-accumulate**, and their number says what a convolution costs.

Output place (row, column) begins at row `row * stride` and column `column * stride` of the picture.
"""

# %% solution conv2d-loops
#| export
def conv2d_loops(x, weight, stride=1):
    """Return (y, count): a convolution by seven loops, a Tensor (B, O, OH, OW), and its multiply-accumulates, an int.

    x: a Tensor (B, C, H, W). weight: a Tensor (O, C, height, width). stride: one whole number for both directions. Each
    multiplication takes two single numbers, read in loops of any style. NumPy computes nothing on a whole array, row or
    column here: the test refuses it. x and weight stay as they are.
    """
    # TODO: fill a table of zeros one number at a time, and count.
    # Steps:
    #   1. The shape of the output, with output_size for each side.
    #   2. Four loops for the place in the output, three for the place in the kernel.
    #   3. In the innermost: multiply, add to the output, count 1.
    # Hint: x.data[b, c, i, j] and weight.data[o, c, i, j] are single numbers.
    # Shapes: (2, 3, 5, 5) and (4, 3, 2, 2) give (2, 4, 4, 4), in 2 * 4 * 4 * 4 * 3 * 2 * 2 multiply-accumulates.
    ### BEGIN SOLUTION
    pictures, channels, height, width = x.data.shape
    kernels, _, kernel_height, kernel_width = weight.data.shape
    rows, columns = output_size(height, kernel_height, stride), output_size(width, kernel_width, stride)
    y, count = np.zeros((pictures, kernels, rows, columns), dtype=np.float32), 0
    for b in range(pictures):
        for o in range(kernels):
            for row in range(rows):
                for column in range(columns):
                    for c in range(channels):
                        for i in range(kernel_height):
                            for j in range(kernel_width):
                                number = x.data[b, c, row * stride + i, column * stride + j]
                                y[b, o, row, column] += number * weight.data[o, c, i, j]
                                count += 1
    return Tensor(y), count
    ### END SOLUTION


# %% test 6 test-conv2d-loops
@explained
def test_conv2d_loops():
    """Seven loops give a convolution, and their work is counted (6 points)."""
    picture = [[[[1, 2, 0, 1], [0, 2, 1, 3], [1, 0, 3, 1], [2, 2, 1, 0]]]]
    result = outcome_of(lambda: conv2d_loops(by_hand(picture), by_hand([[[[1, -1], [0, 1]]]])),
                        "conv2d_loops must work for one small picture.")
    assert isinstance(result, tuple) and len(result) == 2, "conv2d_loops must return two things: the output and the count."
    expect_values(lambda: result[0], [[[[1, 3, 2], [-2, 4, -1], [3, -2, 2]]]],
                  "The example of Part 1 must give 1, 3, 2 in its first row; neither picture nor kernel is turned round.")
    expect_equal(lambda: result[1], 36, "9 places with 4 weights each are 36 multiply-accumulates.")
    for shape, kernels, stride, count in [((2, 3, 4, 5), (2, 3, 2, 3), 1, 648), ((1, 2, 5, 7), (3, 2, 1, 2), 2, 108)]:
        x, weight = random_arrays(shape, kernels, seed=1)
        y, counted = outcome_of(lambda: conv2d_loops(by_hand(x), by_hand(weight), stride),
                                "conv2d_loops must work for several pictures, channels and kernels that are not square.")
        expect_values(lambda: y, convolved(x, weight, stride=(stride, stride)),
                      f"x {shape}, weight {kernels}, stride {stride}: each output is the sum over all channels and weights, at "
                      "the rows and columns from row * stride and column * stride on.")
        expect_equal(lambda: counted, count, f"x {shape}, weight {kernels}, stride {stride} take {count} multiply-accumulates.")


test_conv2d_loops()

# %% [markdown]
"""
## Without running them

The count follows from the shapes alone: one factor for each of the seven loops. Measurement 1 uses it for a whole batch.
"""

# %% solution conv2d-macs
#| export
def conv2d_macs(x_shape, weight_shape, stride=1, padding=0):
    """Return how many multiply-accumulates a convolution takes: an int. Nothing is computed but this number.

    x_shape: (B, C, H, W). weight_shape: (O, C, height, width). stride, padding: one or two whole numbers. Places on the
    frame count like all others.
    """
    # TODO: seven factors.
    # Hint: two_numbers("stride", stride) and two_numbers("padding", padding, 0) give (down, right).
    ### BEGIN SOLUTION
    (down, right), (above, beside) = two_numbers("stride", stride), two_numbers("padding", padding, 0)
    pictures, channels, height, width = x_shape
    kernels, _, kernel_height, kernel_width = weight_shape
    rows = output_size(height, kernel_height, down, above)
    columns = output_size(width, kernel_width, right, beside)
    return pictures * kernels * rows * columns * channels * kernel_height * kernel_width
    ### END SOLUTION


# %% test 3 test-conv2d-macs
@explained
def test_conv2d_macs():
    """The work of a convolution is known before it is done (3 points)."""
    for settings, count in [(((1, 1, 4, 4), (1, 1, 2, 2)), 36), (((2, 3, 4, 5), (2, 3, 2, 3)), 648),
                            (((1, 2, 5, 7), (3, 2, 1, 2), 2), 108), (((1, 2, 5, 7), (3, 2, 1, 2), (1, 3)), 120),
                            (((1, 1, 4, 4), (1, 1, 3, 3), 1, 1), 144), (((1, 1, 3, 4), (1, 1, 3, 2), (1, 2), (0, 1)), 18),
                            (((16, 64, 56, 56), (128, 64, 3, 3), 1, 1), 3_699_376_128)]:
        expect_equal(lambda: conv2d_macs(*settings), count,
                     f"conv2d_macs{settings} must be {count}: a factor for each of the seven loops.")


test_conv2d_macs()

# %% test 1 test-loops-hidden
# Hidden check (1 point): one row, one column.
### BEGIN HIDDEN TESTS
@explained
def test_loops_hidden():
    """What is left over is ignored, and a kernel may be as large as the picture."""
    # says: Output place (row, column) begins at row `row * stride` and column `column * stride` of the picture
    # says: x and weight stay as they are
    x, weight = random_arrays((2, 2, 3, 6), (2, 2, 3, 2), seed=2)
    y, count = outcome_of(lambda: conv2d_loops(fixed(x), fixed(weight), 3), "A stride of 3 must work.")
    expect_values(lambda: y, convolved(x, weight, stride=(3, 3)), "Row 0 and the columns 0 and 3 must be computed.")
    # says: one factor for each of the seven
    expect_equal(lambda: count, 96, "2 pictures, 2 kernels, 2 places, 2 channels and 6 weights are 96 multiply-accumulates.")


test_loops_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. Few parameters

## Weight sharing

A Linear layer from a picture to a feature has a weight for every number of the picture. A kernel has a weight for every number
of its *window*, and uses the same ones at every place: **weight sharing**. So the number of parameters does not depend on the
size of the picture.

```diagram
Linear                                  Conv2d

 all of the picture --> 1 number         window --> 1 number, at each place
 all of the picture --> 1 number         window --> 1 number, at each place
        ...                                     ...
 C * H * W weights and a bias            C * height * width weights and a bias
 for each output                         for each kernel, whatever H and W
```

In words: a Linear layer has, for each output, a weight for every number of the picture; a convolution has, for each kernel, a
weight for every number of the window and uses it at each place.

Sharing is an assumption: what is worth finding in one place is worth finding in all. Such an assumption, built into a network,
is an **inductive bias**. If it holds, less has to be learned. It also gives a promise: if the picture moves by one column, so
does its feature map. That is **translation equivariance**.
"""

# %% solution parameter-counts
def parameter_counts(in_channels, height, width, outputs, kernel):
    """Return (dense, conv): how many parameters, biases included, two layers for pictures (in_channels, height, width) have.

    dense: those of a Linear layer from the whole picture to `outputs` numbers. conv: those of a convolution with `outputs`
    kernels of kernel = (height, width). Both are ints.
    """
    # TODO: weights and biases of each.
    ### BEGIN SOLUTION
    dense = in_channels * height * width * outputs + outputs
    conv = in_channels * kernel[0] * kernel[1] * outputs + outputs
    return dense, conv
    ### END SOLUTION


# %% test 3 test-parameter-counts
@explained
def test_parameter_counts():
    """Parameters are counted, with and without weight sharing (3 points)."""
    cases = [((1, 4, 5, 2, (3, 3)), 42, 20), ((3, 8, 8, 10, (2, 5)), 1930, 310), ((2, 1, 7, 1, (1, 1)), 15, 3)]
    for settings, dense, conv in cases:
        counts = outcome_of(lambda: parameter_counts(*settings), "parameter_counts must work for every picture and kernel.")
        assert isinstance(counts, tuple) and len(counts) == 2, "Return two numbers: dense and conv."
        expect_equal(lambda: counts[0], dense, f"parameter_counts{settings}: the Linear layer has {dense}, biases included.")
        expect_equal(lambda: counts[1], conv, f"parameter_counts{settings}: the convolution has {conv}, biases included.")


test_parameter_counts()

# %% [markdown]
"""
## Where to start

Your Linear layers begin with the Xavier rule: standard deviation sqrt(1 / inputs) keeps numbers at their size. It does not know
of ReLU, which sets about half of all numbers to zero. What is left has half the mean square, and after ten layers a thousandth of
it. **He initialization** makes up for that with a factor of two: standard deviation sqrt(2 / fan-in). The **fan-in** of a
number is how many products it is the sum of; for a convolution, the weights of one kernel.

Draw from `np.random`, as `xavier_weight` does, so that `np.random.seed` still decides all weights of a network.
"""

# %% solution he-weight
#| export
def he_weight(out_channels, in_channels, kernel):
    """Return random starting weights: a Tensor (out_channels, in_channels, height, width) that requires a gradient.

    kernel: (height, width). The numbers are normally distributed, with mean 0 and standard deviation sqrt(2 / fan-in)
    (He and others, 2015).
    """
    # TODO: draw, scale, wrap.
    # Hint: np.random.randn(2, 3) draws 2 x 3 numbers with standard deviation 1.
    ### BEGIN SOLUTION
    std = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
    return Tensor(np.random.randn(out_channels, in_channels, *kernel) * std, requires_grad=True)
    ### END SOLUTION


# %% test 4 test-he-weight
@explained
def test_he_weight():
    """Weights begin at the size that ReLU needs (4 points)."""
    np.random.seed(0)
    for settings in [(40, 10, (5, 3)), (400, 2, (1, 4)), (8, 100, (4, 4))]:
        out_channels, in_channels, kernel = settings
        weight = outcome_of(lambda: he_weight(*settings), "he_weight must work for every number of channels and every kernel.")
        assert isinstance(weight, Tensor) and weight.requires_grad, "he_weight must return a Tensor that requires a gradient."
        assert weight.shape == (out_channels, in_channels, *kernel), \
            f"he_weight{settings} must have shape {(out_channels, in_channels, *kernel)}, not {weight.shape}."
        wanted = np.sqrt(2 / (in_channels * kernel[0] * kernel[1]))
        assert abs(weight.data.std() / wanted - 1) < 0.1, \
            f"he_weight{settings} must have a standard deviation near {wanted:.3f}: two, divided by the weights of one kernel."
        assert abs(weight.data.mean()) < 0.1 * wanted and np.abs(weight.data).max() > 2.5 * wanted, \
            "The numbers must be normally distributed around 0: use np.random.randn."
    np.random.seed(1)
    first, second = he_weight(2, 2, (2, 2)), he_weight(2, 2, (2, 2))
    assert not np.array_equal(first.data, second.data), "Every call must draw new numbers."
    np.random.seed(1)
    expect_values(lambda: he_weight(2, 2, (2, 2)), first.data, "After np.random.seed(1) the same numbers must come again.")


test_he_weight()

# %% [markdown]
"""
The class keeps its settings as pairs, (down, right), so that nothing else has to ask whether a number or a pair was given. The
bias is one number for each kernel, added at every place, and begins with zeros.
"""

# %% solution conv2d-class
#| export
class Conv2d(Layer):
    """A convolution: every kernel looks at a window of all channels, at all places of a picture.

    in_channels, out_channels: channels of input and output; the second is the number of kernels. kernel_size, stride, padding:
    tuples (down, right). weight: a Tensor (out_channels, in_channels, height, width) drawn by he_weight. bias: a Tensor
    (out_channels,) of zeros, or None with bias=False. Both require a gradient.
    """

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        """Create the parameters. kernel_size, stride and padding are one or two whole numbers.

        Raises ValueError, naming what is wrong, unless padding is from 0 and all others from 1.
        """
        # TODO: check and keep the five settings, then create weight and bias, under the names in the docstring.
        # Hint: whole_number("in_channels", in_channels); two_numbers("padding", padding, 0).
        ### BEGIN SOLUTION
        self.in_channels = whole_number("in_channels", in_channels)
        self.out_channels = whole_number("out_channels", out_channels)
        self.kernel_size = two_numbers("kernel_size", kernel_size)
        self.stride = two_numbers("stride", stride)
        self.padding = two_numbers("padding", padding, 0)
        self.weight = he_weight(self.out_channels, self.in_channels, self.kernel_size)
        self.bias = Tensor(np.zeros(self.out_channels), requires_grad=True) if bias else None
        ### END SOLUTION

    def parameters(self):
        """Return a new list: [weight, bias], or [weight] without bias."""
        ### BEGIN SOLUTION
        return [self.weight] if self.bias is None else [self.weight, self.bias]
        ### END SOLUTION


# %% test 4 test-conv2d-class
@explained
def test_conv2d_class():
    """A layer knows its settings and its parameters (4 points)."""
    np.random.seed(0)
    plain = outcome_of(lambda: Conv2d(3, 32, 5), "Conv2d(3, 32, 5) must make a layer.")
    other = outcome_of(lambda: Conv2d(2, 4, (3, 5), stride=(2, 1), padding=[0, 2], bias=False), "Pairs must be settings, too.")
    for layer, wanted in [(plain, (3, 32, (5, 5), (1, 1), (0, 0))), (other, (2, 4, (3, 5), (2, 1), (0, 2)))]:
        found = (layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride, layer.padding)
        assert found == wanted, f"The settings must be kept as {wanted}, with tuples (down, right), not as {found}."
    assert plain.weight.shape == (32, 3, 5, 5) and other.weight.shape == (4, 2, 3, 5), \
        "The weight must have shape (out_channels, in_channels, height, width)."
    expect_values(lambda: plain.bias, np.zeros(32), "The bias must begin as 32 zeros, one for each kernel.")
    assert plain.bias.requires_grad and plain.weight.requires_grad, "Weight and bias must require a gradient."
    assert other.bias is None, "With bias=False the bias must be None."
    for layer, wanted in [(plain, [plain.weight, plain.bias]), (other, [other.weight])]:
        found = layer.parameters()
        assert isinstance(found, list) and [id(each) for each in found] == [id(each) for each in wanted], \
            "parameters() must list weight and bias themselves, in this order, and no bias where there is none."
        found.clear()
        assert layer.parameters(), "parameters() must return a new list: whoever empties it must not empty that of the layer."
    for settings, name in [((0, 1, 3), "in_channels"), ((1, 2.5, 3), "out_channels"), ((1, 1, 0), "kernel_size"),
                           ((1, 1, (3, 3, 3)), "kernel_size"), ((1, 1, 3, 0), "stride"), ((1, 1, 3, 1, -1), "padding")]:
        expect_error(ValueError, lambda: Conv2d(*settings), [name], f"Conv2d{settings} must be a ValueError that names {name}.")


test_conv2d_class()

# %% test 1 test-layer-hidden
# Hidden check (1 point): where the weights come from.
### BEGIN HIDDEN TESTS
@explained
def test_layer_hidden():
    """The layer begins with he_weight."""
    # says: drawn by he_weight
    np.random.seed(3)
    layer = Conv2d(8, 50, (2, 4))
    assert abs(layer.weight.data.std() / np.sqrt(2 / 64) - 1) < 0.1, "The layer must draw its weight by the He rule."
    # says: so that `np.random.seed` still decides all weights of a network
    np.random.seed(3)
    expect_values(lambda: Conv2d(8, 50, (2, 4)).weight, layer.weight.data, "np.random.seed must decide the weights.")


test_layer_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. One matrix product

## Windows that cost nothing

Matrix products are what a processor does best, so the convolution should become one. The first step: all windows at once. You
know that a view reads the memory of another array. Windows overlap, so they are a view in which the same number appears many
times; none is copied.

`sliding_window_view(array, (height, width), axis=(2, 3))` gives this view for a stride of 1. Its shape is (B, C, places down,
places right, height, width). A larger stride leaves places out, which slicing can do, and slicing makes a view again.
"""

# %% solution windows
#| export
def windows(array, kernel, stride, writeable=False):
    """Return all windows of an array (B, C, H, W): a view (B, C, OH, OW, height, width) that copies nothing.

    kernel, stride: tuples (down, right). [b, c, row, column] is the window at this place of the output. writeable: whether
    one may write through the view. The array may lie in memory in any order.
    """
    # TODO: every window, then those that the stride does not leave out.
    # Hint: sliding_window_view(..., writeable=writeable). array[::3] takes every third row.
    ### BEGIN SOLUTION
    down, right = stride
    return sliding_window_view(array, kernel, axis=(2, 3), writeable=writeable)[:, :, ::down, ::right]
    ### END SOLUTION


# %% test 5 test-windows
@explained
def test_windows():
    """All windows of a picture are there, and none is copied (5 points)."""
    # Two pictures that lie in memory column by column.
    array = np.arange(-60, 60, dtype=np.float32).reshape(2, 2, 6, 5).swapaxes(2, 3)
    for kernel, stride, shape in [((2, 3), (1, 1), (2, 2, 4, 4, 2, 3)), ((3, 2), (2, 1), (2, 2, 2, 5, 3, 2)),
                                  ((2, 2), (1, 3), (2, 2, 4, 2, 2, 2)), ((5, 6), (4, 4), (2, 2, 1, 1, 5, 6))]:
        view = outcome_of(lambda: windows(array, kernel, stride), "windows must work for every kernel and stride that fit.")
        assert view.shape == shape, f"Of {array.shape}, kernel {kernel}, stride {stride}: shape {shape}, yours is {view.shape}."
        row, column = shape[2] - 1, shape[3] - 1
        top, left = row * stride[0], column * stride[1]
        assert np.array_equal(view[1, 1, row, column], array[1, 1, top:top + kernel[0], left:left + kernel[1]]), \
            f"The window at row {row}, column {column} must begin at row {top}, column {left} of the picture. (This one lies " \
            "in memory column by column.)"
        assert np.shares_memory(view, array), "The windows must be a view: they read the memory of the picture."
    assert not windows(array, (2, 2), (1, 1)).flags.writeable, "Without writeable=True nobody may write through the view."
    outcome_of(lambda: windows(array, (2, 2), (2, 2), writeable=True)[..., 0, 0].fill(7),
               "With writeable=True one must be able to write through the view.")
    assert (array[0, 0, 0, :4] == [7, -55, 7, -45]).all(), "What is written to a window must stand in the picture itself."


test_windows()

# %% [markdown]
"""
## Windows as columns

The second step: a matrix. Put the numbers of each window into one **column**, channel after channel, and the columns beside each
other. A kernel, its weights in the same order, is a row. Row times column is the sum of the products, so all kernels times all
columns is the convolution. This is known as **im2col**.

```diagram
picture 3 x 3, kernel 2 x 2      columns: 4 weights x 4 places

 1 2 3                             1 2 4 5    top left of each window
 4 5 6                             2 3 5 6    top right
 7 8 9                             4 5 7 8    bottom left
                                   5 6 8 9    bottom right

weight as a row (1, 4)  @  columns (4, 4)  =  feature map (1, 4) --> 2 x 2
```

In words: the four windows of the picture become four columns of four numbers; the first column is the window 1, 2, 4, 5; the
kernel as a row of four weights, times this matrix, gives the four numbers of the feature map.

Now the numbers must be copied, each as often as windows contain it. That is the price, and you will measure it.
"""

# %% given pad-pictures
#| export
def pad_pictures(array, padding, value=0.0):
    """Return an array (B, C, H, W) with `value` all around each picture; padding: tuple (above and below, left and right)."""
    above, beside = padding
    if not (above or beside):
        return array
    pictures, channels, height, width = array.shape
    padded = np.full((pictures, channels, height + 2 * above, width + 2 * beside), value, dtype=array.dtype)
    padded[:, :, above:above + height, beside:beside + width] = array
    return padded


def unpad_pictures(array, padding):
    """Return the part of an array (B, C, H, W) that is left without the frame: a view."""
    above, beside = padding
    return array[:, :, above:array.shape[2] - above, beside:array.shape[3] - beside]


# %% solution columns
#| export
def columns(array, kernel, stride):
    """Return the windows of an array (B, C, H, W) as columns: an array (B, C * height * width, OH * OW).

    kernel, stride: tuples (down, right). Row c * height * width + i * width + j of a picture's matrix holds the numbers at
    [i, j] of all windows of channel c, in the order of the places, row by row. Nothing is kept of an earlier call.
    """
    # TODO: bring the axes of the windows into the order (picture; channel, i, j; row, column), then reshape.
    # Hint: array.transpose(0, 2, 1) puts axis 2 before axis 1. Take the lengths from the shape of the windows: with -1 for one of
    #   them, a batch without pictures cannot be reshaped.
    # Shapes: (2, 3, 5, 5), kernel (2, 2), stride (1, 1) give (2, 12, 16).
    ### BEGIN SOLUTION
    view = windows(array, kernel, stride)
    pictures, channels, rows, places, height, width = view.shape
    return view.transpose(0, 1, 4, 5, 2, 3).reshape(pictures, channels * height * width, rows * places)
    ### END SOLUTION


# %% test 5 test-columns
@explained
def test_columns():
    """Windows become columns, in the order of the weights (5 points)."""
    square = np.arange(1, 10, dtype=np.float32).reshape(1, 1, 3, 3)
    expect_array(lambda: columns(square, (2, 2), (1, 1)), [[[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]]],
                 "The drawing: the first column must be 1, 2, 4, 5, the second 2, 3, 5, 6.")
    for shape, kernel, stride in [((2, 3, 4, 5), (2, 3), (1, 1)), ((2, 2, 5, 7), (3, 2), (2, 3)), ((0, 2, 3, 3), (2, 2), (1, 1))]:
        array = read_only(random_arrays(shape, seed=3)[0])
        wanted = np.stack([array[:, :, i:i + stride[0] * output_size(shape[2], kernel[0], stride[0]):stride[0],
                                 j:j + stride[1] * output_size(shape[3], kernel[1], stride[1]):stride[1]]
                           for i in range(kernel[0]) for j in range(kernel[1])], axis=2)
        wanted = wanted.reshape(shape[0], shape[1] * kernel[0] * kernel[1], wanted.shape[3] * wanted.shape[4])
        expect_array(lambda: columns(array, kernel, stride), wanted,
                     f"Pictures {shape}, kernel {kernel}, stride {stride}: a matrix for each picture, with a row for each weight "
                     "of a kernel, channel by channel, and a column for each place.")
    square *= -1
    expect_array(lambda: columns(square, (2, 2), (1, 1))[0, 0], [-1, -2, -4, -5],
                 "When the numbers of the picture have changed, so must its columns: keep none of an earlier call.")


test_columns()

# %% given ensure-pictures
#| export
def ensure_pictures(name, x, channels=None):
    """Return x. Raises TypeError unless it is a Tensor, ValueError unless it is (batch, channels, height, width).

    channels: how many of them there must be, None for any number.
    """
    if not isinstance(x, Tensor):
        raise TypeError(f"{name} needs a Tensor, not {type(x).__name__}. Fix: wrap it in Tensor(...).")
    if x.data.ndim != 4:
        raise ValueError(f"{name} expects 4 dimensions, (batch, channels, height, width), not {x.shape}. "
                         "Fix: x.reshape(1, 3, 32, 32) for one picture of 3 channels.")
    if channels is not None and x.shape[1] != channels:
        raise ValueError(f"{name} cannot take an input of shape {x.shape}. Rule: it has {x.shape[1]} channels, here {channels} "
                         "are needed. Fix: the out_channels of one layer are the in_channels of the next.")
    return x


# %% [markdown]
"""
## The layer

Pad, make columns, multiply, add the bias, and give the result its shape. The weight becomes a matrix with a row for each kernel.
There is no loop over pictures, rows or columns any more: a product of (O, K) and (B, K, P) gives (B, O, P).

The layer stays as it is: it keeps nothing of x. Autograd remembers x and the parameters, not the columns. Every call reads the
parameters as they are now: somebody may have given them other arrays since, such as those of a file.
"""

# %% solution conv2d-forward
#| export
def conv2d_forward(self, x):
    """Return the feature maps of the Tensor x (B, in_channels, H, W): a Tensor (B, out_channels, OH, OW).

    It requires a gradient if x or a parameter does. OH and OW are as output_size says, which raises ValueError where the
    kernel does not fit. For the other errors see ensure_pictures. x and the layer stay as they are.
    """
    ensure_pictures(f"Conv2d({self.in_channels}, {self.out_channels})", x, self.in_channels)
    # TODO: output sizes first, then padded, columns, product, bias, shape.
    # Hint: bias.data[:, None] is a column that broadcasts over the places. make_result(array, x, *self.parameters()) wraps it.
    ### BEGIN SOLUTION
    rows, places = (output_size(*each) for each in zip(x.shape[2:], self.kernel_size, self.stride, self.padding))
    matrix = columns(pad_pictures(x.data, self.padding), self.kernel_size, self.stride)
    y = self.weight.data.reshape(self.out_channels, matrix.shape[1]) @ matrix
    if self.bias is not None:
        y += self.bias.data[:, None]
    return make_result(y.reshape(len(x), self.out_channels, rows, places), x, *self.parameters())
    ### END SOLUTION


Conv2d.forward = conv2d_forward


# %% given layer-with
def layer_with(weight, bias=None, stride=1, padding=0):
    """For the tests: a Conv2d with these numbers, which cannot be written to."""
    outputs, inputs, *kernel = np.shape(weight)
    layer = Conv2d(inputs, outputs, tuple(kernel), stride, padding, bias=bias is not None)
    layer.weight.data[...] = weight
    if bias is not None:
        layer.bias.data[...] = bias
    return locked(layer)


# %% test 6 test-conv2d-forward
@explained
def test_conv2d_forward():
    """The layer computes what seven loops compute, at once (6 points)."""
    layer = layer_with([[[[1, -1], [0, 1]]]], [0.5])
    picture = fixed([[[[1, 2, 0, 1], [0, 2, 1, 3], [1, 0, 3, 1], [2, 2, 1, 0]]]])
    expect_values(lambda: layer(picture), [[[[1.5, 3.5, 2.5], [-1.5, 4.5, -0.5], [3.5, -1.5, 2.5]]]],
                  "The example of Part 1, with a bias of 0.5, must give 1.5, 3.5, 2.5 in its first row.")
    for shape, kernels, stride, padding in CASES:
        x, weight, bias = random_arrays(shape, kernels, kernels[:1], seed=4)
        for with_bias in (bias, None):
            layer = layer_with(weight, with_bias, stride, padding)
            for pictures in (x, -3 * x[:1]):
                expect_values(lambda: layer(fixed(pictures)), convolved(pictures, weight, with_bias, stride, padding),
                              f"x {pictures.shape}, weight {kernels}, stride {stride}, padding {padding}, "
                              f"{'a' if with_bias is not None else 'no'} bias: compare with the formula, also for another batch.")
    layer.weight.data = -2 * layer.weight.data
    expect_values(lambda: layer(fixed(x)), convolved(x, -2 * weight, None, stride, padding),
                  "When a parameter has been given another array, the layer must use it from then on.")
    layer = layer_with(random_arrays((2, 3, 3, 3), seed=5)[0], [1, -1])
    expect_no_loop(layer, 3, "No loop over pictures, rows or columns: use one matrix product with the columns.")
    expect_values(lambda: layer(fixed(np.ones((0, 3, 4, 4)))), np.zeros((0, 2, 2, 2)),
                  "A batch of no pictures gives no feature maps.")


test_conv2d_forward()

# %% test 2 test-conv2d-errors
@explained
def test_conv2d_errors():
    """What is no batch of pictures is refused (2 points)."""
    layer = Conv2d(3, 2, (2, 5))
    for shape, words in [((3, 8, 8), ["(3, 8, 8)"]), ((1, 4, 8, 8), ["(1, 4, 8, 8)", "3"]), ((1, 3, 1, 8), ["1", "2"]),
                         ((1, 3, 8, 4), ["4", "5"])]:
        expect_error(ValueError, lambda: layer(fixed(np.ones(shape))), words,
                     f"An input of shape {shape} must be a ValueError that says so; use ensure_pictures and output_size.")
    expect_error(TypeError, lambda: layer(np.ones((1, 3, 8, 8))), ["ndarray"],
                 "An array must be a TypeError; keep ensure_pictures.")


test_conv2d_errors()

# %% test 1 test-forward-hidden
# Hidden check (1 point): the layer and its input stay as they are.
### BEGIN HIDDEN TESTS
@explained
def test_forward_hidden():
    """Nothing is kept and nothing is shared."""
    # says: The layer stays as it is: it keeps nothing of x
    x, weight, bias = random_arrays((2, 2, 4, 4), (3, 2, 1, 1), (3,), seed=6)
    layer = layer_with(weight, bias)
    before = set(vars(layer))
    assert layer(fixed(x)).requires_grad, "The parameters require a gradient, so the result does."
    for parameter in layer.parameters():
        parameter.requires_grad = False
    # says: It requires a gradient if x or a parameter does
    expect_promises(layer, [x, x * -1, np.full((1, 2, 2, 2), np.nan)],
                    "Nothing but x requires a gradient, and the kernel is 1 x 1.")
    assert set(vars(layer)) == before, "forward must keep nothing in the layer."


test_forward_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. Gradients

## Three products

`y = W @ columns + bias`, for each picture. You know the rules of a product and of a sum from Module 05. With `g`, the gradient of
the output as a matrix (O, P) for each picture:

- the **bias** was added at every place of every picture, so its gradient is the sum of `g` over all of them;
- the gradient of the **weight** is `g @ columns.T`, summed over the pictures, since all of them used the same weight;
- the gradient of the **columns** is `W.T @ g`.

## Folding back

The columns are copies of the numbers of the picture. A number that was copied into four columns has an effect through all four,
so its gradient is the **sum** of theirs. `fold` does this: it adds every number of a column to the place that it was copied from.

```diagram
gradient of the columns (4, 4)        folded: gradient of the picture 3 x 3

 1 1 1 1    top left                    1 3 2        middle: it is bottom right of
 2 2 2 2    top right                   4 10 6       the first window, bottom left of
 3 3 3 3    bottom left                 3 7 4        the second, top right of the third,
 4 4 4 4    bottom right                             top left of the last: 4 + 3 + 2 + 1
```

In words: the gradient is 1 at the top left of each window, 2 at the top right, 3 at the bottom left, 4 at the bottom right. The
middle of the picture lies in all four windows and gets 4 + 3 + 2 + 1 = 10; each corner lies in one and gets one of the numbers.

A trap lies here: `view += numbers` on windows that overlap does not add up, because NumPy reads all old numbers before it
writes the new ones. But the numbers at one place [i, j] of the windows belong to different windows and never meet. So go through
the places of the *kernel*, and add for all windows at once: a loop over height x width, whatever the size of the picture.
"""

# %% solution fold
#| export
def fold(matrix, shape, kernel, stride):
    """Return an array of `shape` (B, C, H, W): every number of the columns added to the place that it came from.

    matrix: an array (B, C * height * width, OH * OW) in the order of columns(). kernel, stride: tuples (down, right).
    Places in no window get 0. The matrix stays as it is.
    """
    # TODO: zeros, a writeable view of their windows, and one addition for each place [i, j] of the kernel.
    # Hint: np.ndindex(height, width) gives all pairs (i, j). view[..., i, j] has shape (B, C, OH, OW).
    ### BEGIN SOLUTION
    pictures = np.zeros(shape, dtype=np.float32)
    view = windows(pictures, kernel, stride, writeable=True)
    shares = matrix.reshape(*shape[:2], *kernel, *view.shape[2:4])
    for i, j in np.ndindex(*kernel):
        view[..., i, j] += shares[:, :, i, j]
    return pictures
    ### END SOLUTION


# %% test 4 test-fold
@explained
def test_fold():
    """Every number goes back to where it came from, and what meets is added (4 points)."""
    matrix = read_only([[[1] * 4, [2] * 4, [3] * 4, [4] * 4]])
    expect_array(lambda: fold(matrix, (1, 1, 3, 3), (2, 2), (1, 1)), [[[[1, 3, 2], [4, 10, 6], [3, 7, 4]]]],
                 "The drawing: the middle must get 4 + 3 + 2 + 1, the corners 1, 2, 3 and 4.")
    apart = [[[[1, 2, 1, 2], [3, 4, 3, 4], [1, 2, 1, 2], [3, 4, 3, 4], [0, 0, 0, 0]]]]
    expect_array(lambda: fold(-matrix, (1, 1, 5, 4), (2, 2), (2, 2)), -np.array(apart),
                 "With stride 2 nothing meets, and the last row of five is in no window: it gets 0.")
    for shape, kernel, stride in [((2, 3, 5, 6), (2, 3), (1, 2)), ((2, 2, 4, 5), (3, 2), (1, 1))]:
        array, = random_arrays(shape, seed=7)
        matrix, = random_arrays(columns(array, kernel, stride).shape, seed=8)
        folded = outcome_of(lambda: fold(read_only(matrix), shape, kernel, stride), "fold must work for every kernel and stride.")
        assert folded.shape == shape, f"fold must return the shape that it was given, {shape}, not {folded.shape}."
        for place in [(0, 0, 0, 0), (1, 1, 2, 3), (1, 0, 3, 4)]:
            one = np.zeros(shape, dtype=np.float32)
            one[place] = 1
            assert abs(folded[place] - (columns(one, kernel, stride) * matrix).sum()) < 1e-4, \
                f"Pictures {shape}, kernel {kernel}, stride {stride}: {place} must get the sum of all its copies."


test_fold()

# %% [markdown]
"""
## The rule of a convolution

The constructor is given. `apply` makes the columns anew: keeping them from the forward pass would save that time and cost many
times the memory of x. Incoming gradients may lie in memory in any order and may not be written to. Inputs that require no
gradient get None, and nothing is computed for them: the first layer of a network need not fold anything.
"""

# %% solution conv2d-backward
#| export
class Conv2dBackward(Function):
    """The rule of a convolution of x with weight, plus bias. bias may be None; stride, padding: tuples (down, right)."""

    def __init__(self, x, weight, bias, stride, padding):
        super().__init__(*(each for each in (x, weight, bias) if each is not None))
        self.stride, self.padding = stride, padding

    def apply(self, grad_output):
        """Return the gradients of x, weight and, if there is one, bias: a tuple of arrays or None."""
        # TODO: the three products of the text, each only if it is needed.
        # Steps:
        #   1. grad_output (B, O, OH, OW) as a matrix (O, P) for each picture.
        #   2. weight: the product with the columns of the padded x, summed over the pictures, in the weight's shape.
        #   3. bias: sum over pictures, rows and columns.
        #   4. x: fold the gradient of the columns to the padded shape, then take off the frame with unpad_pictures.
        # Hint: matrix.transpose(0, 2, 1) transposes the matrix of each picture.
        ### BEGIN SOLUTION
        x, weight, *bias = self.saved_tensors
        kernels, _, *kernel = weight.shape
        gradient = grad_output.reshape(len(x), kernels, grad_output.shape[2] * grad_output.shape[3])
        padded = pad_pictures(x.data, self.padding)
        grad_x = grad_weight = grad_bias = None
        if x.requires_grad:
            shares = weight.data.reshape(kernels, weight.size // kernels).T @ gradient
            grad_x = unpad_pictures(fold(shares, padded.shape, kernel, self.stride), self.padding)
        if weight.requires_grad:
            matrix = columns(padded, kernel, self.stride)
            grad_weight = (gradient @ matrix.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
        if bias and bias[0].requires_grad:
            grad_bias = grad_output.sum(axis=(0, 2, 3), dtype=np.float64).astype(np.float32)
        return (grad_x, grad_weight, grad_bias)[:len(self.saved_tensors)]
        ### END SOLUTION


register_operation(Conv2d, "forward", lambda layer, x: Conv2dBackward(x, layer.weight, layer.bias, layer.stride, layer.padding))


# %% test 7 test-conv2d-backward
@explained
def test_conv2d_backward():
    """The gradients of x, weight and bias are those that finite differences measure (7 points)."""
    for shape, kernels, stride, padding in CASES:
        arrays = random_arrays(shape, kernels, kernels[:1], seed=9)
        advice = f"x {shape}, weight {kernels}, stride {stride}, padding {padding}."
        expect_rule(lambda x, w, b: Conv2dBackward(x, w, b, stride, padding),
                    lambda x, w, b: convolved(x, w, b, stride, padding), arrays, advice)
        expect_rule(lambda x, w: Conv2dBackward(x, w, None, stride, padding),
                    lambda x, w: convolved(x, w, None, stride, padding), arrays[:2], f"{advice} Without bias.")
    weight, whole, folds = Tensor(np.ones((1, 1, 2, 2)), requires_grad=True), fold, []
    globals()["fold"] = lambda *given, **named: [folds.append(given), whole(*given, **named)][1]
    try:
        x, gradient = fixed(np.ones((1, 1, 3, 3))), read_only(np.ones((1, 1, 2, 2)))
        outcome_of(lambda: Conv2dBackward(x, weight, None, (1, 1), (0, 0)).apply(gradient),
                   "The rule must work where only the weight requires a gradient.")
    finally:
        globals()["fold"] = whole
    assert folds == [], "For an x that requires no gradient nothing must be computed: do not fold what you throw away."


test_conv2d_backward()

# %% test 1 test-backward-hidden
# Hidden check (1 point): two layers, one picture.
### BEGIN HIDDEN TESTS
@explained
def test_backward_hidden():
    """Gradients flow through two convolutions."""
    # says: You know the rules of a product and of a sum from Module 05
    (x, one, two) = random_arrays((2, 1, 5, 5), (2, 1, 2, 2), (1, 2, 3, 3), seed=10)
    first, second, picture = layer_with(one, [0.5, -0.5]), layer_with(two, None, 1, 1), Tensor(x, requires_grad=True)
    outcome_of(lambda: (second(first(picture)) * Tensor(-2)).sum().backward(), "Two layers must train together.")

    def formula(x, one, bias, two):
        return -2 * convolved(convolved(x, one, bias), two, padding=(1, 1)).sum()

    arrays = [x, one, np.array([0.5, -0.5]), two]
    for place, tensor in enumerate((picture, first.weight, first.bias, second.weight)):
        expect_array(lambda: tensor.grad, slopes(formula, arrays, place, 1), "Every input of two layers must get its gradient.")


test_backward_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 6. Pooling

## Smaller pictures

**Pooling** makes a picture smaller: of every window it keeps one number, the largest or the mean, for each channel by itself. It
has no parameters. A window of 2 x 2 with stride 2 leaves a quarter of the numbers, and so a quarter of the work for all layers
after it. It also forgets a little of *where* something was found: a digit that is moved by a column is still the same digit.

Each number of the output then sees more of the picture. The part of the picture that a number depends on is its **receptive
field**: two convolutions of 3 x 3 see 5 x 5, with a pooling of 2 x 2 between them 8 x 8.

Rules that both classes share are given: without a stride, windows lie side by side; padding is at most half of the kernel, so
that each window sees something of the picture.

- **MaxPool2d** pads with minus infinity: a zero would win against negative numbers. If several numbers of a window are equally
  large, the **first** of them, row by row, gets the whole gradient. (Your `max` of Module 05 shared it; PyTorch does both, too.)
- **AvgPool2d** pads with zeros, and they count: it always divides by height x width.

Both keep nan: windows that contain one give nan, and all others are as they would be without it. A number may win in several
windows that overlap, so gradients are added, as in `fold`.
"""

# %% given pool-class
#| export
class Pool2d(Layer):
    """What both kinds of pooling share. kernel_size, stride, padding: tuples (down, right); without stride, kernel_size."""

    def __init__(self, kernel_size, stride=None, padding=0):
        """Keep the settings. Raises ValueError, naming what is wrong, also where padding is more than half of the kernel."""
        self.kernel_size = two_numbers("kernel_size", kernel_size)
        self.stride = self.kernel_size if stride is None else two_numbers("stride", stride)
        self.padding = two_numbers("padding", padding, 0)
        if any(2 * frame > length for frame, length in zip(self.padding, self.kernel_size)):
            raise ValueError(f"padding {self.padding} is more than half of the kernel {self.kernel_size}. Rule: every window "
                             "sees something of the picture. Fix: less padding, or a larger kernel.")

    def padded_windows(self, x, value):
        """Return the windows of the Tensor x (B, C, H, W), padded with `value`: a view (B, C, OH, OW, height, width)."""
        ensure_pictures(type(self).__name__, x)
        for size, *settings in zip(x.shape[2:], self.kernel_size, self.stride, self.padding):
            output_size(size, *settings)
        return windows(pad_pictures(x.data, self.padding, value), self.kernel_size, self.stride)


# %% solution max-pool
#| export
class MaxPool2d(Pool2d):
    """The largest number of every window. For the settings see Pool2d."""

    def forward(self, x):
        """Return a Tensor (B, C, OH, OW) for the Tensor x (B, C, H, W). nan anywhere in a window gives nan."""
        view = self.padded_windows(x, -np.inf)
        # TODO: the largest number of each window, for all windows at once.
        # Hint: view.max(axis=...) works. np.maximum over view[..., i, j], for each place of the kernel, is several times faster.
        ### BEGIN SOLUTION
        largest = view[..., 0, 0].copy()
        for i, j in np.ndindex(*self.kernel_size):
            np.maximum(largest, view[..., i, j], out=largest)
        return make_result(largest, x)
        ### END SOLUTION


# %% test 3 test-max-pool
@explained
def test_max_pool():
    """Of every window the largest number is left (3 points)."""
    picture = fixed([[[[1, 5, -2, -1], [2, 0, -3, -4], [-9, -8, 7, 7], [-6, -7, 7, 3]]]])
    expect_values(lambda: MaxPool2d(2)(picture), [[[[5, -1], [-6, 7]]]],
                  "The windows side by side have the maxima 5, -1, -6 and 7.")
    expect_values(lambda: MaxPool2d(2, padding=1)(fixed([[[[-1, -2], [-3, -4e30]]]])), [[[[-1, -2], [-3, -4e30]]]],
                  "The frame must never win, also where all numbers are negative.")
    x, = random_arrays((2, 3, 5, 7), seed=11)
    for kernel, stride, padding in [((2, 3), None, (1, 0)), ((3, 2), (1, 2), (1, 1)), ((2, 2), (3, 1), (0, 0))]:
        layer = MaxPool2d(kernel, stride, padding)
        wanted = by_window(x, kernel, stride or kernel, padding, -np.inf, lambda w: w.max(axis=(2, 3)))
        expect_values(lambda: layer(fixed(x)), wanted,
                      f"Kernel {kernel}, stride {stride}, padding {padding}: the largest number of each window of each channel.")
    expect_no_loop(MaxPool2d(2), 2, "No loop over pictures, rows or columns: take the maximum of all windows at once.")


test_max_pool()

# %% solution max-pool-backward
#| export
class MaxPool2dBackward(Function):
    """The rule of max pooling: the first of the largest numbers of a window gets its gradient.

    kernel_size, stride, padding: tuples (down, right). result: the maxima, an array (B, C, OH, OW).
    """

    needs_result = True

    def __init__(self, x, kernel_size, stride, padding):
        super().__init__(x)
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def apply(self, grad_output):
        (x,) = self.saved_tensors
        padded = pad_pictures(x.data, self.padding, -np.inf)
        # TODO: zeros of the padded shape, windows of both, and for each place of the kernel: who wins there, and has not yet won?
        # Hint: a boolean array of the windows that still look for their winner. Take off the frame at the end.
        ### BEGIN SOLUTION
        gradient = np.zeros_like(padded)
        numbers, shares = (windows(each, self.kernel_size, self.stride, each is gradient) for each in (padded, gradient))
        looking = np.ones(grad_output.shape, dtype=bool)
        for i, j in np.ndindex(*self.kernel_size):
            wins = looking & (numbers[..., i, j] == self.result)
            shares[..., i, j] += wins * grad_output
            looking &= ~wins
        return (unpad_pictures(gradient, self.padding),)
        ### END SOLUTION


register_operation(MaxPool2d, "forward", lambda pool, x: MaxPool2dBackward(x, pool.kernel_size, pool.stride, pool.padding))


# %% test 4 test-max-pool-backward
@explained
def test_max_pool_backward():
    """The winner of each window gets its gradient (4 points)."""
    for values, gradient, wanted in [([[1, 2], [3, -4]], [[10]], [[0, 0], [10, 0]]), ([[0, 2], [2, 0]], [[3]], [[0, 3], [0, 0]]),
                                     ([[7, 7], [7, 3]], [[-5]], [[-5, 0], [0, 0]]),
                                     ([[2, 2.00001], [-1, 0]], [[4]], [[0, 4], [0, 0]])]:
        x = Tensor([[values]], requires_grad=True)
        outcome_of(lambda: MaxPool2d(2)(x).backward([[gradient]]), "backward through a MaxPool2d must work.")
        expect_array(lambda: x.grad, [[wanted]], f"Of the window {values} the first largest number, row by row, gets all of it.")
    x = Tensor([[[[0, -1], [-2, 0]]]], requires_grad=True)
    outcome_of(lambda: MaxPool2d(2, padding=1)(x).backward([[[[1, -2], [3, 4]]]]), "A padded MaxPool2d must work.")
    expect_array(lambda: x.grad, [[[[1, -2], [3, 4]]]],
                 "Each window sees one number: it wins against the frame, also if it is 0.")
    rng = np.random.default_rng(12)
    for kernel, stride, padding in [((2, 2), (2, 2), (0, 0)), ((3, 2), (1, 1), (1, 1)), ((2, 3), (3, 2), (1, 0))]:
        # All numbers differ, so that no small change makes another one win.
        x = rng.permutation(56).reshape(1, 2, 4, 7) - 45.0
        expect_rule(lambda t: MaxPool2dBackward(t, kernel, stride, padding),
                    lambda t: by_window(t, kernel, stride, padding, -np.inf, lambda w: w.max(axis=(2, 3))), [x],
                    f"Kernel {kernel}, stride {stride}, padding {padding}: add up where windows overlap.")


test_max_pool_backward()

# %% solution avg-pool
#| export
class AvgPool2d(Pool2d):
    """The mean of every window; zeros of the frame count. For the settings see Pool2d."""

    def forward(self, x):
        """Return a Tensor (B, C, OH, OW) for the Tensor x (B, C, H, W)."""
        view = self.padded_windows(x, 0.0)
        # TODO: the mean of each window, for all windows at once.
        ### BEGIN SOLUTION
        total = view[..., 0, 0].copy()
        for i, j in list(np.ndindex(*self.kernel_size))[1:]:
            total += view[..., i, j]
        return make_result(total / np.float32(np.prod(self.kernel_size)), x)
        ### END SOLUTION


class AvgPool2dBackward(Function):
    """The rule of average pooling. kernel_size, stride, padding: tuples (down, right)."""

    def __init__(self, x, kernel_size, stride, padding):
        super().__init__(x)
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding

    def apply(self, grad_output):
        # TODO: every number of a window gets an equal share of its gradient; shares of several windows add up.
        ### BEGIN SOLUTION
        (x,) = self.saved_tensors
        gradient = pad_pictures(np.zeros_like(x.data), self.padding)
        shares = windows(gradient, self.kernel_size, self.stride, writeable=True)
        share = grad_output / np.float32(np.prod(self.kernel_size))
        for i, j in np.ndindex(*self.kernel_size):
            shares[..., i, j] += share
        return (unpad_pictures(gradient, self.padding),)
        ### END SOLUTION


register_operation(AvgPool2d, "forward", lambda pool, x: AvgPool2dBackward(x, pool.kernel_size, pool.stride, pool.padding))


# %% test 2 test-avg-pool
@explained
def test_avg_pool():
    """Of every window the mean is left (2 points)."""
    expect_values(lambda: AvgPool2d(2)(fixed([[[[1, 5, -2, -1], [2, 0, -3, -4]]]])), [[[[2, -2.5]]]],
                  "The two windows have the means 2 and -2.5.")
    expect_values(lambda: AvgPool2d(2, padding=1)(fixed([[[[4, -8], [12, 16]]]])), [[[[1, -2], [3, 4]]]],
                  "Zeros of the frame count: each mean is a quarter of the one number in its window.")
    x, = random_arrays((2, 3, 5, 7), seed=13)
    for kernel, stride, padding in [((2, 3), None, (1, 0)), ((3, 2), (1, 2), (1, 1)), ((2, 2), (3, 1), (0, 0))]:
        layer = AvgPool2d(kernel, stride, padding)
        expect_values(lambda: layer(fixed(x)), by_window(x, kernel, stride or kernel, padding, 0, lambda w: w.mean(axis=(2, 3))),
                      f"Kernel {kernel}, stride {stride}, padding {padding}: the mean of each window of each channel.")
    expect_no_loop(AvgPool2d(2), 2, "No loop over pictures, rows or columns: take the mean of all windows at once.")


test_avg_pool()

# %% test 2 test-avg-pool-backward
@explained
def test_avg_pool_backward():
    """Each number of a window gets an equal share (2 points)."""
    for kernel, stride, padding in [((2, 2), (2, 2), (0, 0)), ((3, 2), (1, 1), (1, 1)), ((2, 3), (3, 2), (1, 0))]:
        expect_rule(lambda t: AvgPool2dBackward(t, kernel, stride, padding),
                    lambda t: by_window(t, kernel, stride, padding, 0, lambda w: w.mean(axis=(2, 3))),
                    random_arrays((1, 2, 4, 7), seed=14),
                    f"Kernel {kernel}, stride {stride}, padding {padding}: a share for each number, added where windows overlap.")


test_avg_pool_backward()

# %% test 1 test-pooling-hidden
# Hidden check (1 point): nan, and results that stay.
### BEGIN HIDDEN TESTS
@explained
def test_pooling_hidden():
    """Pooling keeps what every operation promises."""
    x, broken = random_arrays((2, 2, 4, 4), (2, 2, 4, 4), seed=15)
    broken[1, 1, 1, 1] = np.nan
    for layer in (MaxPool2d(2), AvgPool2d(2, 1), MaxPool2d(1), AvgPool2d(1)):
        # says: nan anywhere in a window gives nan
        expect_promises(layer, [x, -5 * x, broken], f"{type(layer).__name__}({layer.kernel_size}, {layer.stride}).")
        # says: all others are as they would be without it
        with np.errstate(invalid="ignore"):
            found = np.isnan(layer(fixed(broken)).data)
        wanted = by_window(np.isnan(broken), layer.kernel_size, layer.stride, (0, 0), False, lambda w: w.any(axis=(2, 3)))
        assert np.array_equal(found, wanted), "Only windows with nan give nan."


test_pooling_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 7. Putting it together

One piece is missing between convolutions and the Linear layer that decides: `Flatten` makes a row of the numbers of each picture.
Use `reshape` of your Tensor, and its gradient comes by itself.
"""

# %% solution flatten
#| export
class Flatten(Layer):
    """Makes a row of each example: (B, C, H, W) becomes (B, C * H * W)."""

    def forward(self, x):
        """Return the Tensor x (B, ...) as a Tensor (B, features), in the order of reshape. Raises ValueError for shape ()."""
        # TODO: keep the first length, multiply all others.
        # Hint: int(np.prod(())) is 1.
        ### BEGIN SOLUTION
        if x.shape == ():
            raise ValueError("Flatten needs a batch, not a single number of shape (). Fix: reshape it to (1,) first.")
        return x.reshape(x.shape[0], int(np.prod(x.shape[1:])))
        ### END SOLUTION


# %% given digit-network
def pictures():
    """Return TinyDigits as two datasets, to learn from and to test, each of pictures (1, 8, 8) and classes."""
    images, labels, test_images, test_labels = load_tinydigits()
    return (TensorDataset(Tensor(images.reshape(-1, 1, 8, 8)), Tensor(labels)),
            TensorDataset(Tensor(test_images.reshape(-1, 1, 8, 8)), Tensor(test_labels)))


def reader(seed, lr=0.05):
    """Return a trainer for a network of convolutions that reads digits."""
    np.random.seed(seed)
    model = Sequential(Conv2d(1, 8, 3, padding=1), ReLU(), MaxPool2d(2), Conv2d(8, 16, 3, padding=1), ReLU(),
                       Flatten(), Linear(256, 10))
    return Trainer(model, SGD(model.parameters(), lr=lr, momentum=0.9), CrossEntropyLoss())


# %% test 2 test-network
@explained
def test_network():
    """Convolutions, pooling and a Linear layer learn together (2 points)."""
    for shape, flat in [((2, 3, 4, 5), (2, 60)), ((3, 2), (3, 2)), ((4,), (4, 1)), ((0, 2, 3, 3), (0, 18))]:
        numbers, = random_arrays(shape, seed=16)
        expect_values(lambda: Flatten()(fixed(numbers)), numbers.reshape(flat),
                      f"Flatten must make {flat} of {shape}, with the numbers in the order of reshape.")
    expect_error(ValueError, lambda: Flatten()(fixed(5.0)), ["()"], "A single number has no batch: a ValueError with its shape.")
    train, test = pictures()
    trainer = reader(seed=0)
    trainer.loss_fn(trainer.model(Tensor(train.tensors[0].data[:4])), Tensor(train.tensors[1].data[:4])).backward()
    missing = [each.shape for each in trainer.model.parameters() if each.grad is None or not each.grad.any()]
    assert not missing, f"After backward() every parameter must have a gradient; those with the shapes {missing} have none."
    loader = DataLoader(train, 32, shuffle=True, seed=0)
    outcome_of(lambda: [trainer.train_epoch(loader) for _ in range(2)], "Two epochs of training must work.")
    accuracy = trainer.evaluate(DataLoader(test, 100))[1]
    assert accuracy > 0.7, f"After two epochs more than 70 % of the test images must be read; yours has {accuracy:.0%}."


test_network()

# %% [markdown]
"""
# Part 8. Measure

The cells below measure *your* layers on *this* machine. Run them more than once and change the sizes. Nothing here is
graded, but you need the results for the reflection.
"""

# %%
import time
import tracemalloc


#| include measuring: best_seconds, peak_bytes


# %% [markdown]
"""
## Measurement 1: seconds for a batch

A batch of 128 pictures of CIFAR-10, (3, 32, 32), and 32 kernels of 5 x 5. How many multiply-accumulates? The loops do a small
part of them; what they take for one says what the whole batch would take. Your layer does all of them.
"""

# %%
np.random.seed(0)
layer = Conv2d(3, 32, 5)
batch, part = Tensor(np.random.randn(128, 3, 32, 32)), Tensor(np.random.randn(1, 3, 8, 8))
macs = conv2d_macs(batch.shape, layer.weight.shape)
_, done = conv2d_loops(part, layer.weight)
slow = best_seconds(lambda: conv2d_loops(part, layer.weight)) / done
fast = best_seconds(lambda: layer(batch)) / macs
print(f"the batch takes {macs:,d} multiply-accumulates; the loops did {done:,d}")
print("                 ns for each      in a second      seconds for the batch")
for name, seconds in [("loops", slow), ("matrix product", fast)]:
    print(f"{name:15s} {seconds * 1e9:12.3f} {1 / seconds:16,.0f} {seconds * macs:22.3f}")
print(f"ratio {slow / fast:,.0f}")

# %% [markdown]
"""
## Measurement 2: parameters

A Linear layer from the whole picture to 32 numbers, and a convolution with 32 kernels of 3 x 3, for pictures of three channels.
"""

# %%
print("picture          Linear     Conv2d     ratio")
for side in (8, 32, 224):
    dense, conv = parameter_counts(3, side, side, 32, (3, 3))
    print(f"{side:3d} x {side:3d} {dense:15,d} {conv:10,d} {dense / conv:9,.1f}")

# %% [markdown]
"""
## Measurement 3: memory of the columns

Pictures (16, 8, 32, 32), padded so that the size stays. What is held at the peak of a forward pass, beside x?
"""

# %%
pixels = Tensor(np.random.randn(16, 8, 32, 32))
print(f"x takes {pixels.data.nbytes:,d} bytes")
print("kernel        MACs      time, ms    peak, bytes    peak / x")
for side in (1, 3, 5, 7):
    layer = Conv2d(8, 8, side, padding=side // 2)
    seconds, peak = best_seconds(lambda: layer(pixels)), peak_bytes(lambda: layer(pixels))
    macs = conv2d_macs(pixels.shape, layer.weight.shape, 1, side // 2)
    print(f"{side} x {side} {macs:13,d} {seconds * 1e3:12.2f} {peak:14,d} {peak / pixels.data.nbytes:11.1f}")

# %% [markdown]
"""
## Measurement 4: where the time goes

One layer, forward and backward, taken apart. Which of it is arithmetic, and which moves numbers only?
"""

# %%
layer, kernel, stride = Conv2d(8, 16, 3), (3, 3), (1, 1)
matrix, flat = columns(pixels.data, kernel, stride), layer.weight.data.reshape(16, 72)
g = layer(pixels).data.reshape(16, 16, 900)
parts = {
    "windows": lambda: windows(pixels.data, kernel, stride),
    "columns": lambda: columns(pixels.data, kernel, stride),
    "product, forward": lambda: flat @ matrix,
    "product, weight": lambda: (g @ matrix.transpose(0, 2, 1)).sum(axis=0),
    "product, columns": lambda: flat.T @ g,
    "fold": lambda: fold(matrix, pixels.shape, kernel, stride),
    "ReLU": lambda: ReLU()(pixels),
    "MaxPool2d": lambda: MaxPool2d(2)(pixels),
}
for name, action in parts.items():
    print(f"{name:17s} {best_seconds(action, repeats=5) * 1e3:8.3f} ms")

# %% [markdown]
"""
## Measurement 5: a digit that moves

Two networks learn the same digits: one of convolutions, one of Linear layers. Then all test pictures move by one column.
"""

# %%
train, test = pictures()
moved = np.zeros_like(test.tensors[0].data)
moved[..., 1:] = test.tensors[0].data[..., :-1]
shifted = TensorDataset(Tensor(moved), test.tensors[1])
np.random.seed(2)
dense = Sequential(Flatten(), Linear(64, 32), ReLU(), Linear(32, 10))
optimizer = SGD(dense.parameters(), lr=0.05, momentum=0.9)
trainers = {"convolutions": reader(2), "Linear layers": Trainer(dense, optimizer, CrossEntropyLoss())}
print("                parameters   seconds an epoch     as they are     moved")
for name, trainer in trainers.items():
    loader = DataLoader(train, 32, shuffle=True, seed=2)
    start = time.perf_counter()
    for _ in range(5):
        trainer.train_epoch(loader)
    seconds = (time.perf_counter() - start) / 5
    right = [trainer.evaluate(DataLoader(each, 100))[1] for each in (test, shifted)]
    size = sum(each.size for each in trainer.model.parameters())
    print(f"{name:14s} {size:11,d} {seconds:18.3f} {right[0]:15.1%} {right[1]:9.1%}")

# %% [markdown]
"""
# Part 9. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| Conv2d(3, 32) expects 4 dimensions, not (3, 32, 32) | the batch is missing | `x.reshape(1, 3, 32, 32)`, or a DataLoader |
| Conv2d(3, 32) cannot take (8, 32, 32, 3) | channels come last, as in many picture files | transpose the data once |
| a kernel of length 3 does not fit | strides and pooling have left too little | print the shape after each layer |
| a Linear layer cannot take (32, 64) | the sizes before Flatten were guessed | compute them with output_size |
| the border of the map is near zero | zeros of the frame dilute it | that is what padding costs |
| max pooling gives zeros at the border | the frame was filled with zeros | minus infinity |
| gradients too small where windows overlap | `+=` on all windows at once | one place of the kernel after the other |
| the machine runs out of memory | columns are many times as large as x | a smaller batch |
"""

# %% [markdown]
"""
# Part 10. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `Conv2d(3, 32, 5, stride=1, padding=0, bias=True)` | `torch.nn.Conv2d`, the same settings |
| `MaxPool2d(2)`, `AvgPool2d(2)`, `Flatten()` | the same names in `torch.nn` |
| `columns(x, (5, 5), (1, 1))` | `torch.nn.functional.unfold(x, 5)` |
| `fold(matrix, shape, kernel, stride)` | `torch.nn.functional.fold` |

And below the surface:

| | yours | PyTorch |
|---|---|---|
| starting weights | normal, sqrt(2 / fan-in) | uniform from -sqrt(1 / fan-in) to sqrt(1 / fan-in) |
| how | im2col and one product | chosen by shape: a direct loop in blocks that fit the cache, im2col, Winograd, Fourier |
| columns | all of them in memory | often never made, only addressed |
| channels | before height and width | the same; a format with channels last can be faster |
"""

# %% [markdown]
"""
# Part 11. Check your understanding

Answer first, then open the answer.

**1. Shapes.** A batch (32, 3, 128, 128) goes through Conv2d(3, 64, 5, stride=2, padding=2), then MaxPool2d(2). Which shapes?

<details><summary>Answer 1</summary>

(128 + 4 - 5) // 2 + 1 = 64: (32, 64, 64, 64). Pooling halves both sides: (32, 64, 32, 32).

</details>

**2. Parameters.** How many has Conv2d(3, 64, 3)? How many a Linear layer from (3, 224, 224) to 64 numbers?

<details><summary>Answer 2</summary>

64 * 27 + 64 = 1,792. The Linear layer: 150,528 * 64 + 64 = 9,633,856, over five thousand times as many.

</details>

**3. Work.** 32 pictures (3, 224, 224), 64 kernels of 3 x 3 with padding 1: how many multiply-accumulates? What changes with
kernels of 7 x 7 and padding 3?

<details><summary>Answer 3</summary>

32 * 64 * 224 * 224 * 3 * 9 = 2,774,532,096. The places stay the same, so 49 / 9 times as many: 5.4 times.

</details>

**4. Memory.** How large is the output of Conv2d(3, 256, 7, stride=2, padding=3) for (64, 3, 224, 224)? And the columns?

<details><summary>Answer 4</summary>

112 * 112 places. Output: 64 * 256 * 12,544 * 4 bytes = 822,083,584, 822 MB. Columns: 64 * 147 * 12,544 * 4 = 472 MB, against
38.5 MB for x: 12.25 times as much, because stride 2 leaves three of four windows out.

</details>

**5. Receptive field.** Conv2d 3 x 3, MaxPool2d 2, Conv2d 3 x 3, Conv2d 3 x 3. How much of the picture does one number see?

<details><summary>Answer 5</summary>

3, then 4; after the pooling each step is worth two columns: 4 + 2 * 2 = 8, then 8 + 2 * 2 = 12. So 12 x 12.

</details>
"""

# %% [markdown]
"""
# Part 12. Reflect

Two questions in your own words, 10 points each. They are read by a person. A few clear sentences with numbers beat a page of
text. Each answer is graded by the four criteria of Module 01: clear, correct under pressure, cost, memory. The question says
which of them counts most.
"""

# %% [markdown]
"""
**Question 1 (10 points, 4 of them for memory): what does the matrix product cost in memory?** Use Measurement 3 from your own
run, and quote its numbers. How does the peak grow with the kernel, and why? What would it be with stride 2? What does training
hold between forward and backward, and what would it hold if the columns were kept? How much of its time would that save? What
would you do for pictures of 1,000 x 1,000, and where does that end to help?
"""

# %% [markdown] answer 10 reflect-memory
"""
### BEGIN SOLUTION
The columns hold every number of x once for each window it is in, so about height * width times (the answer quotes the run). x
has 524,288 bytes; for 5 x 5 the columns are 25 times that, 13.1 MB, and with the padded copy and the output the peak is about
27 times x. For 7 x 7 it is 49 times and a little more. A kernel of 1 x 1 copies nothing: its peak is the output. With stride 2
a quarter of the places are left, so a quarter of the columns. Between forward and backward autograd holds x, the parameters and
the output; the columns are made again in backward. Kept, they would add 25 times x for every layer, all at the same time, while
made anew only those of one layer exist. That costs one more copy, here a small part of the three products. In backward the
gradient of the columns is as large again. For large pictures I would go through the batch in parts, or through bands of rows,
so that only the columns of one part exist; the sums stay the same. Limit: too small parts make the products so small that the
fixed cost of a call counts.

**Rubric** (memory 4 points, the others 2 each). Clear: says what is copied and how often, with numbers of the student's own run.
Correct under pressure: a limit (1 x 1 copies nothing, stride, borders, parts that are too small). Cost: making columns anew costs
a copy, little against the products. Memory: about height * width times x, the peak of the run explained, and what is held between
forward and backward, with and without columns.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (10 points, 4 of them for cost): where do time and parameters go?** Use Measurements 1, 2, 4 and 5 from your own
run, and quote their numbers. How many multiply-accumulates does the batch take, and why is the matrix product so much faster,
although it does the same number? Which parts of a layer are arithmetic and which move numbers? Compare parameters and work of a
convolution and a Linear layer: which of the two does weight sharing save, and when does its assumption fail?
"""

# %% [markdown] answer 10 reflect-cost
"""
### BEGIN SOLUTION
128 * 32 * 28 * 28 * 3 * 25 = 240,844,800, about 241 million (the answer quotes the run). The loops take some hundred
nanoseconds for each, so more than a minute for the batch; the product takes some hundredths of a second, a thousand times less
or better. It does the same multiplications, but not one by one: no Python between them, several numbers in one instruction, and
numbers that are used many times while they lie in the cache. windows costs next to nothing, it is a view; columns and fold only
move and add numbers; the three products are the arithmetic, and backward has two of them. Parameters: 98,336 against 896 for
(3, 32, 32), 109 times fewer, and the ratio grows with the picture since only the Linear layer does. Work is not saved: 896
parameters are used at 1,024 or 900 places each, 27 * 32 * 900 = 777,600 multiply-accumulates for a picture against 98,304.
Memory for parameters is saved, memory for feature maps is spent. In Measurement 5 the network of convolutions also loses less
when the digits move. The assumption fails where the place itself matters: faces that are always centred, tables whose columns
mean different things.

**Rubric** (cost 4 points, the others 2 each). Clear: each claim is followed by the student's own numbers; invented numbers cost
these points. Correct under pressure: says when the assumption fails, or a limit of the prediction (small sizes, fixed cost of
calls). Cost: the count with its factors, why the same work is faster, arithmetic against moving, sharing saves no work. Memory:
parameters saved, feature maps or columns spent.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

Layers that look at pictures through a window, fast enough to train with. Export your work, and it becomes
`tinytorch/core/spatial.py`; `tinytorch.nn` offers its names:

```
tito module complete 09
```

#| terms

**Next.** Milestone 04 sets a network of your convolutions against one without, on the same pictures. Then the course turns from
pictures to text: Module 10, Tokenization.

## To read on

- LeCun, Bottou, Bengio and Haffner (1998), *Gradient-Based Learning Applied to Document Recognition*, Proceedings of the IEEE.
  Convolutions, pooling, and why.
- He, Zhang, Ren and Sun (2015), *Delving Deep into Rectifiers*, ICCV. The factor of two, derived.
- Simonyan and Zisserman (2014), *Very Deep Convolutional Networks*, arXiv 1409.1556. Many small kernels against few large ones.
- Chellapilla, Puri and Simard (2006), *High Performance Convolutional Neural Networks for Document Processing*. Convolution as a
  matrix product.
"""
