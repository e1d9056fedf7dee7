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
# Module 08: DataLoader

#| facts

Until now you cut your batches by hand, and every epoch saw them in the same order. In this notebook you build what
stands between a heap of examples and the training loop: something that knows the examples, something that makes
batches of them in a new order for every epoch, and something that changes pictures a little so that a network never
sees the same one twice. Then you measure it, because a network that waits for its data learns nothing.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        a batch is one of them
    Module 02 Activations   ReLU, in the network that reads digits
    Module 03 Layers        whole_number, and the layers of that network
    Module 04 Losses        what a batch is compared by
    Module 05 Autograd      gradients of a batch
    Module 06 Optimizers    a step for each batch
    Module 07 Training      Trainer: for inputs, targets in dataloader
    |
    v
Focus of this module: Dataset, TensorDataset, DataLoader; RandomHorizontalFlip, RandomCrop, Compose.
    |
    v
Unlocks:
    Module 09 Spatial       networks for pictures, fed by your DataLoader
    Milestone 03            its digits come from your DataLoader, once it is built
    Milestone 04            natural images, flipped and cropped by your transforms
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **separate** how data is kept from how it is used, with an abstract class of two methods;
2. **collate** samples into batches, whatever the samples are made of;
3. **shuffle** millions of samples without moving one of them, so that the run can be repeated;
4. **write an iterator** that makes each batch when it is asked for, and not before;
5. **measure** throughput against batch size, and find out whether data or arithmetic is the bottleneck.

What you will *not* build: loading in several processes, and batches of samples that differ in length.

## How this notebook works

As in Module 01. The cells that begin with `#| export` become your own file `tinytorch/core/dataloader.py`.
"""

# %% [markdown]
"""
## Setup

The exported part needs two of your modules: `as_float32` of Module 01 reads numbers of any kind, `whole_number` of
Module 03 refuses what is none. The network and the digits are for the tests and measurements.
"""

# %%
#| default_exp core.dataloader

# %% given dataloader-imports
#| export
from abc import ABC, abstractmethod

import numpy as np

from tinytorch.core.layers import whole_number
from tinytorch.core.tensor import Tensor, as_float32

# %% given other-imports
from tinytorch.core.activations import ReLU
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
import random as python_random
from numbers import Integral, Real


#| include tests: explained, what_happened, outcome_of, fixed, expect_equal, expect_values, expect_error


def expect_tuple(action, expected, advice):
    """Fail with `advice` unless action() returns a tuple of Tensors with the numbers `expected`."""
    result = outcome_of(action, advice)
    assert isinstance(result, tuple), f"{advice} (You returned {type(result).__name__}, not a tuple.)"
    assert len(result) == len(expected), f"{advice} (Your tuple has {len(result)} parts.)"
    for part, numbers in zip(result, expected):
        expect_values(lambda: part, numbers, advice)


def shared_generators():
    """The state of the two generators that all parts of a program share."""
    kind, keys, place, *_ = np.random.get_state()
    return kind, tuple(keys), place, python_random.getstate()


# %% [markdown]
"""
# Part 1. Samples

## Two questions are enough

Data may lie in memory, in a million files or in another city, or it may be computed when it is needed. A training
loop should not care. All that it has to know is **how many** samples there are, and **which** one has the number
`idx`. Whatever answers these two questions is a dataset:

```
len(dataset)      how many samples are there?
dataset[idx]      the sample with the number idx, from 0 to len(dataset) - 1
```

```diagram
tensors in memory --+
pictures on disk ---+--> Dataset -------> DataLoader ---------> Trainer
computed on demand -+    len(), [idx]     batches, new order    one epoch
```

In words: whatever keeps the data stands behind a Dataset, which answers len() and [idx]; the DataLoader asks it and gives
batches to the Trainer.

The class `Dataset` below is an **abstract class**: it says what its subclasses must be able to do and does nothing
itself. `Dataset()` is a TypeError, and so is an object of a subclass that forgot one of the two methods. The mistake
shows up when the object is made, and not hours later in the middle of an epoch.
"""

# %% given dataset-class
#| export
class Dataset(ABC):
    """What all datasets have in common: they know how many samples they have, and give each by its number."""

    @abstractmethod
    def __len__(self):
        """Return how many samples there are, an int from 0."""

    @abstractmethod
    def __getitem__(self, idx):
        """Return the sample with the number `idx`: a tuple such as (input, target). Raises IndexError if there is none."""


# %% [markdown]
"""
## Which number is allowed?

Numbers of samples go from 0 to `length - 1`. NumPy would take -1 for the last one; in a dataset a negative number is
nearly always a mistake in somebody's arithmetic, and it would silently train on another sample. So refuse it. (Python relies on
the IndexError, too: `for sample in dataset` asks for 0, 1, 2, ... and stops at the first one.)
"""

# %% solution checked-index
#| export
def checked_index(idx, length):
    """Return `idx` as an int, the number of one of `length` samples.

    Raises TypeError unless it is a whole number (int or np.integer), IndexError unless 0 <= idx < length.
    """
    # TODO: refuse what is no number of a sample.
    # Steps:
    #   1. No whole number, such as 1.5 or a slice: TypeError. Its message must contain repr(idx).
    #   2. Below 0, or not below length: IndexError. Its message must contain idx and length.
    # Hint: isinstance(value, (int, np.integer)).
    ### BEGIN SOLUTION
    if not isinstance(idx, (int, np.integer)):
        raise TypeError(f"a sample has a whole number, not {idx!r}. Fix: ask for one sample at a time, dataset[3].")
    if not 0 <= idx < length:
        raise IndexError(f"index {idx} is out of range for a dataset of {length} samples. Rule: 0 <= index < {length}. "
                         "Fix: the first sample is 0, the last len(dataset) - 1.")
    return int(idx)
    ### END SOLUTION


# %% test 2 test-checked-index
@explained
def test_checked_index():
    """Only numbers of samples are accepted (2 points)."""
    for idx in (0, 2, 4, np.int64(4)):
        expect_equal(lambda: checked_index(idx, 5), int(idx), f"Of 5 samples there is one with the number {idx}.")
    for idx, length in [(5, 5), (100, 5), (-1, 5), (0, 0)]:
        expect_error(IndexError, lambda: checked_index(idx, length), [str(idx), str(length)],
                     f"Of {length} samples none has the number {idx}: that must be an IndexError with both numbers.")
    for idx in (1.5, 2.0, "1", slice(0, 2), None):
        expect_error(TypeError, lambda: checked_index(idx, 5), [repr(idx)],
                     f"{idx!r} is no whole number: that must be a TypeError that shows it; see step 1.")


test_checked_index()

# %% [markdown]
"""
## Data in memory

The simplest dataset holds Tensors that have one row for each sample. Sample `idx` is a tuple: row `idx` of each of
them.

```
features (4, 2)     labels (4,)      dataset[2]
[[ 1, -2],          [0,              (Tensor([5, -6]), Tensor(1.0))
 [ 3, -4],           1,
 [ 5, -6],           1,
 [ 7, -8]]           0]
```

It keeps the tensors themselves, not copies: nothing is gained by holding the same data twice. What must agree is the
**first** length, since row 2 of one belongs to row 2 of the other.
"""

# %% solution tensor-dataset
#| export
class TensorDataset(Dataset):
    """A dataset of Tensors that are equally long: sample idx is the tuple of their rows idx.

    tensors: a tuple with the Tensors that were given.
    """

    def __init__(self, *tensors):
        """Keep the tensors; they are not copied.

        Raises TypeError for anything but Tensors, ValueError for no tensors, for a tensor of shape (), which has no
        rows, and for tensors whose first lengths differ.
        """
        # TODO: check, then keep.
        # Steps:
        #   1. No tensors at all: ValueError.
        #   2. For each: no Tensor is a TypeError with the name of its type, shape () a ValueError with "()".
        #   3. Another first length than that of the first tensor: ValueError with both lengths.
        #   4. Keep the tuple in self.tensors.
        # Hint: type(tensor).__name__ is the name of a type.
        ### BEGIN SOLUTION
        if not tensors:
            raise ValueError("TensorDataset needs at least one Tensor. Fix: TensorDataset(features, labels).")
        for place, tensor in enumerate(tensors):
            if not isinstance(tensor, Tensor):
                raise TypeError(f"TensorDataset takes Tensors, but number {place} is a {type(tensor).__name__}. "
                                "Fix: wrap it in Tensor(...).")
            if tensor.shape == ():
                raise ValueError(f"tensor {place} has shape (), a single number without rows. Rule: the first dimension "
                                 "counts the samples. Fix: reshape it to (1,).")
            if len(tensor) != len(tensors[0]):
                raise ValueError(f"tensor {place} has {len(tensor)} rows, tensor 0 has {len(tensors[0])}. Rule: row 3 of "
                                 "each belongs to sample 3, so all have the same first length. Fix: compare the shapes.")
        self.tensors = tensors
        ### END SOLUTION

    def __len__(self):
        """Return the common first length, an int from 0."""
        ### BEGIN SOLUTION
        return len(self.tensors[0])
        ### END SOLUTION

    def __getitem__(self, idx):
        """Return row idx of each tensor, a tuple of Tensors. For the errors see checked_index."""
        ### BEGIN SOLUTION
        idx = checked_index(idx, len(self))
        return tuple(tensor[idx] for tensor in self.tensors)
        ### END SOLUTION


# %% test 3 test-tensor-dataset
@explained
def test_tensor_dataset():
    """Samples are rows that belong together (3 points)."""
    features, labels = fixed([[1, -2], [3, -4], [5, -6], [7, -8]]), fixed([0, 1, 1, 0])
    dataset = outcome_of(lambda: TensorDataset(features, labels), "Two tensors of four rows must make a dataset.")
    expect_equal(lambda: len(dataset), 4, "Four rows are four samples.")
    expect_tuple(lambda: dataset[2], ([5, -6], 1), "Sample 2 must be row 2 of the features and label 2, in a tuple.")
    expect_tuple(lambda: dataset[np.int64(3)], ([7, -8], 0), "Sample 3 must be the last row of each.")
    other = TensorDataset(fixed([[-1], [-2]]))
    expect_tuple(lambda: other[1], ([-2],), "With one tensor a sample is a tuple with one part.")
    expect_tuple(lambda: dataset[1], ([3, -4], 1), "A second dataset must leave the first one as it was.")
    expect_equal(lambda: len(TensorDataset(fixed(np.ones((0, 2))))), 0, "A Tensor of no rows is a dataset of no samples.")


test_tensor_dataset()

# %% test 2 test-dataset-errors
@explained
def test_dataset_errors():
    """What is no dataset is refused (2 points)."""
    four, three = fixed(np.ones((4, 2))), fixed([1, 2, -3])
    for tensors in [(four, three), (three, four), (four, four, three)]:
        expect_error(ValueError, lambda: TensorDataset(*tensors), ["4", "3"],
                     "Tensors of 4 and 3 rows cannot be paired: a ValueError with both lengths, also for the last one.")
    expect_error(ValueError, lambda: TensorDataset(), [], "No tensors at all must be a ValueError; see step 1.")
    expect_error(TypeError, lambda: TensorDataset(four, np.ones(4)), ["ndarray"],
                 "A NumPy array must be a TypeError that names its type; see step 2.")
    expect_error(ValueError, lambda: TensorDataset(fixed(5.0)), ["()"],
                 "A single number has no rows: a ValueError with its shape; see step 2.")
    dataset = TensorDataset(four)
    for idx in (4, -1):
        expect_error(IndexError, lambda: dataset[idx], [str(idx)], f"Of four samples none is {idx}; use checked_index.")


test_dataset_errors()

# %% test 1 test-dataset-hidden
# Hidden check (1 point): no copies.
### BEGIN HIDDEN TESTS
@explained
def test_dataset_hidden():
    """The dataset holds nothing twice."""
    # says: It keeps the tensors themselves, not copies
    features = Tensor([[1, -1], [2, -2]])
    dataset = TensorDataset(features, Tensor([-1, 1]))
    features.data[1, 0] = 9
    expect_tuple(lambda: dataset[1], ([9, -2], 1), "The dataset must keep the tensors themselves: no copies.")
    # says: a tuple with the Tensors that were given
    assert isinstance(dataset.tensors, tuple) and dataset.tensors[0] is features, "tensors must be the tuple that was given."


test_dataset_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 2. From samples to a batch

## Collation

A layer wants one Tensor with a row for each example, not thirty-two small ones. Putting samples together is called
**collation**: take the first part of every sample and stack them along a new first dimension, then the second part, and so on.

```diagram
sample 0   ( [ 1, -2], 0 )                   batch[0]        batch[1]
sample 1   ( [ 3, -4], 1 )   -- collate -->  [[ 1, -2],      [0,
sample 2   ( [ 5, -6], 1 )                    [ 3, -4],       1,
                                              [ 5, -6]]       1]
             (2,)     ()                      (3, 2)          (3,)
```

In words: three samples, each of a vector of 2 numbers and a single number, become a Tensor of shape (3, 2) and one of shape (3,).

What a sample is made of decides what the batch is:

| sample | batch |
|---|---|
| a Tensor, an array or a number | one Tensor, with a new first dimension |
| a tuple or a list of parts | a tuple: each part collated by itself |
| a part that is a tuple again | the same once more, as deep as it goes |

All samples of a batch must be alike. Two pictures of different size cannot be stacked, and somebody has to say so
in words that help. A batch is always **new memory**: whoever changes a batch must not change the dataset.
"""

# %% solution collate
#| export
def collate(batch):
    """Return the samples of the list `batch` as one batch, with a new first dimension; () for no samples.

    Samples that are tuples or lists give a tuple, part by part; Tensors, arrays and numbers give a Tensor.
    The batch shares no memory with its samples, and the list stays as it is.
    Raises ValueError when samples differ in shape or in their number of parts, TypeError for what is no number.
    """
    # TODO: groups of parts first, then numbers.
    # Steps:
    #   1. No samples: the empty tuple.
    #   2. If any sample is a tuple or a list, all must be, with the same number of parts, else ValueError. Collect
    #      the first parts of all samples in a list and collate it, then the second parts, ...
    #   3. Else read the numbers of every sample with as_float32(sample, copy=False). All shapes must be equal, else ValueError
    #      with both shapes. Stack the arrays.
    # Hint: zip(*batch) groups by place: zip(*[(1, 2), (3, 4)]) gives (1, 3), then (2, 4). np.stack copies.
    ### BEGIN SOLUTION
    if len(batch) == 0:
        return ()
    if any(isinstance(sample, (tuple, list)) for sample in batch):
        counts = [len(sample) if isinstance(sample, (tuple, list)) else None for sample in batch]
        for place, count in enumerate(counts):
            if count is None or count != counts[0]:
                raise ValueError(f"sample {place} of the batch is not made like sample 0: one of them has more parts, or none. "
                                 "Rule: all samples of a batch are alike. Fix: look at dataset[idx] for two of them.")
        return tuple(collate(list(parts)) for parts in zip(*batch))
    arrays = [as_float32(sample, copy=False) for sample in batch]
    for place, array in enumerate(arrays):
        if array.shape != arrays[0].shape:
            raise ValueError(f"sample {place} of the batch has shape {array.shape}, sample 0 has {arrays[0].shape}. Rule: what "
                             "is stacked has one shape. Fix: crop or pad the samples to one size.")
    return Tensor(np.stack(arrays), copy=False)
    ### END SOLUTION


# %% test 4 test-collate
@explained
def test_collate():
    """Samples of any make become a batch (4 points)."""
    samples = [(fixed([1, -2]), 0), (fixed([3, -4]), 1), (fixed([5, -6]), 1)]
    expect_tuple(lambda: collate(samples), ([[1, -2], [3, -4], [5, -6]], [0, 1, 1]),
                 "The three samples of the drawing must become Tensors of shape (3, 2) and (3,), in a tuple.")
    assert len(samples) == 3 and len(samples[0]) == 2, "The list of samples must stay as it is: read it, take nothing out."
    expect_tuple(lambda: collate(samples[2:]), ([[5, -6]], [1]), "A batch of one sample has a first length of 1.")
    for batch, numbers in [([fixed([[1, -1]]), fixed([[2, -2]])], [[[1, -1]], [[2, -2]]]),
                           ([np.array([1, 2]), np.array([-3, 4])], [[1, 2], [-3, 4]]), ([2, -3, np.float32(0.5)], [2, -3, 0.5])]:
        expect_values(lambda: collate(batch), numbers,
                      "Samples that are Tensors, NumPy arrays or numbers must become one Tensor, not a tuple.")
    expect_tuple(lambda: collate([[fixed([1]), 5], [fixed([-2]), 6]]), ([[1], [-2]], [5, 6]),
                 "A list of parts means the same as a tuple of parts.")
    expect_tuple(lambda: collate([[fixed([1]), 5], (fixed([-2]), 6)]), ([[1], [-2]], [5, 6]),
                 "Also when some samples are lists and others tuples.")
    nested = [((fixed([1, -1]), 7), -5), ((fixed([2, -2]), 8), -6)]
    expect_tuple(lambda: collate(nested)[0], ([[1, -1], [2, -2]], [7, 8]),
                 "A part that is a tuple must be collated like a sample.")
    expect_equal(lambda: collate([]), (), "No samples must give the empty tuple.")


test_collate()

# %% test 2 test-collate-errors
@explained
def test_collate_errors():
    """Samples that differ are refused in words that help (2 points)."""
    small, large = fixed([1, -2]), fixed([1, -2, 3])
    for batch in ([small, small, large], [large, small], [(small, 0), (small, 1), (large, 0)]):
        expect_error(ValueError, lambda: collate(batch), ["(2,)", "(3,)"],
                     "Samples of shape (2,) and (3,) must be a ValueError with both shapes, also if the last one differs.")
    expect_error(ValueError, lambda: collate([fixed([[1, -1]]), fixed([1, -1])]), ["(1, 2)", "(2,)"],
                 "Shapes that would broadcast are not equal: ValueError.")
    for batch in ([(small, 0), (small, 0, 1)], [(small, 0, 1), (small, 0)], [(small, 0), small], [small, (small, 0)]):
        expect_error(ValueError, lambda: collate(batch), [],
                     "Samples with another number of parts, or without parts, must be a ValueError; see step 2.")
    for text in ("seven", None):
        expect_error(TypeError, lambda: collate([(small, 0), (small, text)]), ["numbers"],
                     f"{text!r} is no number: as_float32 refuses it with a TypeError, let it do so.")


test_collate_errors()

# %% test 1 test-collate-hidden
# Hidden check (1 point): new memory.
### BEGIN HIDDEN TESTS
@explained
def test_collate_hidden():
    """A batch is new memory."""
    # says: A batch is always **new memory**
    for batch in ([Tensor([1, -2])], [Tensor([1, -2]), Tensor([3, -4])]):
        result = collate(batch)
        assert not any(np.shares_memory(result.data, sample.data) for sample in batch), \
            "Whoever changes the batch must not change the samples: it must have memory of its own."
    # says: the same once more, as deep as it goes
    deep = [(1, (2, (3, fixed([4, -4])))), (-1, (-2, (-3, fixed([5, -5]))))]
    result = outcome_of(lambda: collate(deep), "Tuples in tuples in tuples must be collated.")
    expect_tuple(lambda: result[1][1], ([3, -3], [[4, -4], [5, -5]]), "The innermost parts must be collated as well.")


test_collate_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. The order of an epoch

## Shuffle the index, not the data

If the examples are sorted by class, the first batches hold only zeros and the last only nines, and the network forgets the
one while it learns the other. If the order is always the same, each example always meets the same neighbours. So every
epoch gets a new random order: **shuffling**.

Nobody has to move the data for that. It is enough to shuffle the *numbers* of the samples:

```diagram
order of epoch 0, batch_size 2        order of epoch 1

 3  0 | 4  1 | 2                       1  4 | 0  2 | 3
batch 0 batch 1 batch 2               batch 0 batch 1 batch 2

data   s0  s1  s2  s3  s4              data   s0  s1  s2  s3  s4     stays where it is
```

In words: in epoch 0 the numbers 3 and 0 make the first batch, 4 and 1 the second, 2 is left for the third; in epoch 1 the
order is another, and the data s0 to s4 has not moved.

The last batch is smaller when the samples do not divide evenly: 5 samples in batches of 2 are 3 batches. Nobody throws
the rest away. The number of batches is samples / batch_size, rounded **up**.

## Chance that can be repeated

A run that cannot be repeated cannot be debugged. A random number **generator** is a machine with a state; its **seed** is
the state that it begins with. Three rules make shuffling repeatable:

- The loader has a generator of its own, `np.random.default_rng(seed)`, made once, with the loader. Two loaders with
  the same seed give the same orders, epoch for epoch, whatever else happens in the program.
- Every epoch goes on where the generator stands. Making it anew in each epoch would give the same order for ever.
- It draws nothing from the generators that all of the program shares, `np.random` and `random`. Otherwise new weights would
  depend on how much data was loaded before.

Without a seed (`None`), every loader begins somewhere else.
"""

# %% given ensure-dataset
#| export
def ensure_dataset(dataset):
    """Return `dataset`. Raises TypeError unless it answers len(dataset) and dataset[idx]: a list of samples does."""
    if hasattr(dataset, "__len__") and hasattr(dataset, "__getitem__"):
        return dataset
    raise TypeError(f"a {type(dataset).__name__} is no dataset: it does not answer len(dataset) and dataset[idx]. "
                    "Fix: pass an object of a subclass of Dataset, such as TensorDataset(features, labels).")


# %% solution dataloader-class
#| export
class DataLoader:
    """Gives the samples of a dataset in batches: `for inputs, targets in loader`. Every loop is one epoch.

    dataset: answers len(dataset) and dataset[idx]. batch_size: samples in a batch; the last batch may have fewer.
    shuffle: whether every epoch has a new random order. seed: None, or a whole number from 0 that decides the orders.
    """

    def __init__(self, dataset, batch_size, shuffle=False, seed=None):
        """Load nothing yet. Raises TypeError for what is no dataset, ValueError unless batch_size is a whole number from 1."""
        # TODO: check, keep dataset, batch_size and shuffle under these names, and make the generator.
        # Hint: ensure_dataset(dataset), and whole_number("batch_size", batch_size) of Module 03.
        ### BEGIN SOLUTION
        self.dataset = ensure_dataset(dataset)
        self.batch_size = whole_number("batch_size", batch_size)
        self.shuffle = shuffle
        self.rng = np.random.default_rng(seed)
        ### END SOLUTION

    def __len__(self):
        """Return the number of batches of an epoch, an int. Loads no sample."""
        ### BEGIN SOLUTION
        return -(-len(self.dataset) // self.batch_size)
        ### END SOLUTION

    def _collate_batch(self, batch):
        """Return the samples of the list `batch` as one batch; see collate."""
        return collate(batch)


# %% given numbered
class Numbered(Dataset):
    """For the tests: sample i is (Tensor([i, -i]), i). Keeps in `asked` which samples were asked for."""

    def __init__(self, count):
        self.count, self.asked = count, []

    def __len__(self):
        return self.count

    def __getitem__(self, idx):
        if not 0 <= idx < self.count:
            raise IndexError(f"sample {idx} of {self.count}")
        self.asked.append(int(idx))
        return Tensor([idx, -idx]), int(idx)


# %% test 2 test-length
@explained
def test_length():
    """The number of batches is rounded up (2 points)."""
    for samples, batch_size, batches in [(10, 4, 3), (8, 4, 2), (9, 4, 3), (3, 10, 1), (5, 1, 5), (0, 4, 0)]:
        dataset = Numbered(samples)
        expect_equal(lambda: len(DataLoader(dataset, batch_size)), batches,
                     f"{samples} samples in batches of {batch_size} are {batches} batches, the last one may be smaller.")
        assert dataset.asked == [], "Neither a new loader nor its length may load a sample."
    loader = DataLoader(Numbered(5), batch_size=2, shuffle=True)
    assert loader.batch_size == 2 and loader.shuffle and isinstance(loader.dataset, Numbered), \
        "dataset, batch_size and shuffle must be kept under these names."
    for batch_size in (0, -2, 2.5, "8"):
        expect_error(ValueError, lambda: DataLoader(Numbered(5), batch_size), ["batch_size"],
                     f"batch_size={batch_size!r} must be refused by name; use whole_number.")
    expect_error(TypeError, lambda: DataLoader(None, 4), ["NoneType"], "None is no dataset; use ensure_dataset.")


test_length()

# %% [markdown]
"""
Now the order itself, as a function of its own.
"""

# %% solution loader-order
#| export
def loader_order(self):
    """Return the numbers of the samples in the order of the next epoch: a list or an array of whole numbers.

    Without shuffle 0, 1, 2, ...; with shuffle a random order in which each number comes once. Asks for no sample.
    """
    # TODO: all numbers, shuffled by the loader's own generator if the loader shuffles.
    # Hint: rng.permutation(n) gives 0 to n - 1 in a random order, np.arange(n) in order.
    ### BEGIN SOLUTION
    count = len(self.dataset)
    return self.rng.permutation(count) if self.shuffle else np.arange(count)
    ### END SOLUTION


DataLoader.order = loader_order


# %% given orders-of
def orders_of(loader, epochs):
    """For the tests: the orders of several epochs, each as a list of ints."""
    return [[int(idx) for idx in loader.order()] for _ in range(epochs)]


# %% test 4 test-order
@explained
def test_order():
    """Every epoch has a new order, and the seed decides which (4 points)."""
    dataset, rising = Numbered(20), list(range(20))
    assert orders_of(DataLoader(dataset, 4, seed=1), 2) == [rising] * 2, "Without shuffle: 0 to 19, every time."
    first, second, third = orders_of(DataLoader(dataset, 4, shuffle=True, seed=1), 3)
    assert sorted(first) == rising and sorted(second) == rising, "Each of the 20 numbers must come exactly once in every epoch."
    assert first != rising, "With shuffle=True the numbers must not come in order."
    assert first != second and second != third and first != third, \
        "Every epoch must have an order of its own: make the generator once, with the loader, and let it go on."
    assert orders_of(DataLoader(dataset, 4, shuffle=True, seed=1), 3) == [first, second, third], \
        "Another loader with the same seed must give the same orders, epoch for epoch."
    assert orders_of(DataLoader(dataset, 4, shuffle=True, seed=2), 1)[0] not in (first, second, third), \
        "Another seed must give another order, none of the next epochs: let one generator go on, make none from seed and epoch."
    many = orders_of(DataLoader(Numbered(5), 2, shuffle=True, seed=3), 300)
    assert all({order[place] for order in many} == {0, 1, 2, 3, 4} for place in range(5)), \
        "In 300 epochs every sample must come at every place now and then: shuffle single samples, and all of them."
    assert len({frozenset(order[:2]) for order in many}) == 10, \
        "Every sample must meet every other in a batch now and then: neither shuffle whole batches nor within them."
    assert dataset.asked == [], "The order must be found without asking for a single sample."


test_order()

# %% test 2 test-own-generator
@explained
def test_own_generator():
    """The loader's chance is its own (2 points)."""
    before = shared_generators()
    one, two = (DataLoader(Numbered(20), 4, shuffle=True, seed=5) for _ in range(2))
    alternating = [orders_of(loader, 1) for loader in (one, two, one, two)]
    orders_of(DataLoader(Numbered(20), 4, shuffle=True), 2)
    assert shared_generators() == before, \
        "Loading must neither seed nor use np.random and random, which the whole program shares: use default_rng(seed)."
    assert alternating[0] == alternating[1] and alternating[2] == alternating[3], \
        "Two loaders with the same seed, used in turn, must give the same orders: each needs a generator of its own."
    orders = []
    for _ in range(2):
        np.random.seed(1)
        python_random.seed(1)
        orders.append(orders_of(DataLoader(Numbered(20), 4, shuffle=True), 8))
    assert orders[0] != orders[1], "Without a seed every loader must begin somewhere else."


test_own_generator()

# %% test 1 test-order-hidden
# Hidden check (1 point): two loaders with different seeds.
### BEGIN HIDDEN TESTS
@explained
def test_order_hidden():
    """A loader is not changed by others."""
    # says: the same seed give the same orders, epoch for epoch, whatever else happens in the program
    alone = orders_of(DataLoader(Numbered(12), 5, True, 7), 2)
    one = DataLoader(Numbered(12), 5, True, 7)
    begun = orders_of(one, 1)
    DataLoader(Numbered(12), 5, True, 8).order()
    DataLoader(Numbered(3), 2, False, 7).order()
    assert begun + orders_of(one, 1) == alone, "Another loader must not change the orders of this one."


test_order_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. Batches, one at a time

## The iterator protocol

What happens in `for batch in loader`? Python calls `loader.__iter__()`, which returns an **iterator**: an object with a place
of its own. Then it calls `next()` on it for each round, until the iterator raises StopIteration.

A function that contains `yield` writes the iterator for you. Calling it runs nothing; it returns a generator. Each `next()`
runs it up to the next `yield`, hands out the value, and stops right there until it is asked again:

```
def countdown(n):
    while n > 0:
        yield n          stops here, goes on at the next next()
        n = n - 1

list(countdown(3))       [3, 2, 1]
```

This is **lazy**: a batch is made when it is asked for, and not before. A thousand batches take the memory of one, and the
first comes at once. Making a list of all batches would be simple, and would hold all data a second time.

Three things follow from "an iterator with a place of its own":

- Every loop begins at the first batch, also when the loop before ended early with `break`.
- Two loops over one loader may run at the same time. Keep the place in the iterator, never in the loader.
- `len(dataset)` is asked at the beginning of every epoch: the dataset may have grown since the last.

What a dataset raises must come through. An IndexError in the middle of an epoch is a broken dataset, not the end of the data.
"""

# %% solution loader-iter
#| export
def loader_iter(self):
    """Return an iterator over the batches of one epoch. It asks for the samples of a batch when the batch is asked for."""
    # TODO: go through the order in steps of batch_size; for each step, collect the samples and collate them.
    # Hint: range(0, n, step) counts in steps, and order[start:start + step] is shorter at the end by itself.
    #   self._collate_batch makes the batch.
    ### BEGIN SOLUTION
    order = self.order()
    for start in range(0, len(order), self.batch_size):
        batch = [self.dataset[int(idx)] for idx in order[start:start + self.batch_size]]
        yield self._collate_batch(batch)
    ### END SOLUTION


DataLoader.__iter__ = loader_iter


# %% given labels-of
def labels_of(loader):
    """For the tests: the labels of an epoch of Numbered, batch by batch, after a look at the inputs beside them."""
    batches = []
    for batch in outcome_of(lambda: list(loader), "A loop over a loader must work, for every dataset and every batch size."):
        assert len(batch) == 2, "A batch must have the two parts of the samples, and none may be empty, also at the end."
        inputs, labels = batch
        assert np.array_equal(inputs.data, np.stack([labels.data, -labels.data], axis=1)), \
            "In every batch, row i of the inputs must belong to label i: both come from the same sample."
        batches.append([int(label) for label in labels.data])
    return batches


# %% test 4 test-batches
@explained
def test_batches():
    """An epoch gives every sample once, in batches (4 points)."""
    loader = DataLoader(Numbered(10), batch_size=4)
    expected = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert labels_of(loader) == expected, "10 samples in batches of 4 are 0 to 3, 4 to 7, and a last batch of 8 and 9."
    assert labels_of(loader) == expected, "A second epoch must give all batches again."
    for samples, batch_size in [(8, 4), (3, 10), (3, 1), (0, 4)]:
        sizes = [min(batch_size, samples - start) for start in range(0, samples, batch_size)]
        assert [len(each) for each in labels_of(DataLoader(Numbered(samples), batch_size))] == sizes, \
            f"{samples} samples in batches of {batch_size}: only the last batch may be smaller, and none is empty."
    shuffled = DataLoader(Numbered(10), 4, shuffle=True, seed=1)
    first, second = labels_of(shuffled), labels_of(shuffled)
    assert sorted(sum(first, [])) == sorted(sum(second, [])) == list(range(10)), "Shuffled, every sample comes once an epoch."
    assert first != second, "Every shuffled epoch must ask for a new order."
    rising, loader = loader.order, DataLoader(Numbered(10), 4)
    loader.order = lambda: rising()[::-1]
    assert labels_of(loader) == [[9, 8, 7, 6], [5, 4, 3, 2], [1, 0]], "Samples must come as order() says, also inside of a batch."


test_batches()

# %% test 3 test-lazy
@explained
def test_lazy():
    """Batches are made when they are asked for (3 points)."""
    dataset = Numbered(100)
    batches = iter(DataLoader(dataset, 4))
    assert dataset.asked == [], "As long as no batch was asked for, no sample may be loaded."
    outcome_of(lambda: next(batches), "next() must give the first batch.")
    assert dataset.asked == [0, 1, 2, 3], "For the first batch of 4, exactly the samples 0 to 3 must be loaded: use yield."
    loader = DataLoader(Numbered(6), 2)
    for _ in loader:
        break
    assert labels_of(loader) == [[0, 1], [2, 3], [4, 5]], "After a break, the next loop must begin at the first batch."
    one, two = iter(loader), iter(loader)
    batches = [next(each, None) for each in (one, one, two, one, two)]
    assert [batch is not None and int(batch[1].data[0]) for batch in batches] == [0, 2, 0, 4, 2], \
        "Each of two loops over one loader must keep its own place."


test_lazy()

# %% test 1 test-loader-hidden
# Hidden check (1 point): datasets that grow, loops inside of loops, errors of a dataset.
### BEGIN HIDDEN TESTS
@explained
def test_loader_hidden():
    """Epochs do not disturb each other."""
    # says: the dataset may have grown since the last
    dataset = Numbered(3)
    loader = DataLoader(dataset, 2)
    labels_of(loader)
    dataset.count = 5
    assert labels_of(loader) == [[0, 1], [2, 3], [4]], "A dataset that has grown must be read to its new end."
    expect_equal(lambda: len(loader), 3, "The number of batches must be that of the dataset as it is now.")
    loader = DataLoader(dataset, 2, shuffle=True, seed=1)
    dataset.count = 11
    assert sorted(sum(labels_of(loader), [])) == list(range(11)), "Also shuffled, a dataset that has grown is read to its end."
    # says: Two loops over one loader may run at the same time
    outer, inner = [], []
    for _, labels in loader:
        outer += labels.data.tolist()
        inner.append(sorted(sum(labels_of(loader), [])))
    assert inner == [list(range(11))] * 6, "A loop inside of a loop must see every sample, and end neither."
    assert sorted(outer) == list(range(11)), "A loop must see every sample once, also when another begins meanwhile."

    class Broken(Numbered):
        def __getitem__(self, idx):
            return super().__getitem__(idx + 1)

    # says: What a dataset raises must come through
    expect_error(IndexError, lambda: list(DataLoader(Broken(4), 3)), ["sample 4 of 4"],
                 "An IndexError of the dataset must not end the epoch in silence.")


test_loader_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. The same picture, never twice

## Augmentation

A cat that looks to the left is still a cat when it looks to the right, and when it stands a little higher. Changes
that leave the answer as it is make new examples from old ones, for nothing but a little time: **augmentation**. It is the
oldest remedy against overfitting on pictures.

Two of them are enough for most natural images. A picture is a Tensor `(H, W)` or `(C, H, W)`: C colour channels, H rows, W
columns. The **last** dimension is the width.

- `RandomHorizontalFlip(p)` mirrors left and right with probability p, else it gives the picture as it is.
- `RandomCrop(size, padding)` puts a frame of zeros around every channel and cuts out a window of the wanted size, at a
  random place.

```diagram
picture 2 x 2       padding 1: 4 x 4       window 2 x 2 at row 0, column 1

 1 -2                0  0  0  0              0  0
 3 -4                0  1 -2  0              1 -2
                     0  3 -4  0
                     0  0  0  0            rows 0 to 2, columns 0 to 2: 9 places
```

In words: the picture 1, -2 over 3, -4 gets a frame of zeros; the window at row 0, column 1 of the result shows 0, 0 over 1, -2.
There are 3 rows and 3 columns where a window can begin, so 9 places, all equally likely.

The dice are thrown **for every call**: a decision made once, in the constructor, would treat all pictures alike. That is why a
batch is refused, too: transforms are for single samples, before collation. And they change nothing in the picture they
are given. It may be a view into your dataset, and the next epoch needs the original.

The classes are given, with a generator of their own each, `self.rng`. You write what they do.
"""

# %% given transform-classes
#| export
def ensure_image(x):
    """Return `x`. Raises TypeError unless it is a Tensor, ValueError unless it is one picture, (H, W) or (C, H, W)."""
    if not isinstance(x, Tensor):
        raise TypeError(f"a transform takes a Tensor, not a {type(x).__name__}. Fix: wrap it in Tensor(...).")
    if x.data.ndim not in (2, 3):
        raise ValueError(f"a picture is (H, W) or (C, H, W), not {x.shape}. Rule: transforms are for single samples. "
                         "Fix: transform the samples of the dataset, before they become a batch.")
    return x


class RandomHorizontalFlip:
    """Mirrors a picture left and right with probability p, decided anew for every call.

    p: from 0 (never) to 1 (always). seed: None, or a whole number that decides the chances.
    """

    def __init__(self, p=0.5, seed=None):
        """Raises ValueError unless p is from 0 to 1."""
        if not 0 <= p <= 1:
            raise ValueError(f"p must be from 0 to 1, not {p}. Fix: write 0.5 for one half.")
        self.p, self.rng = p, np.random.default_rng(seed)


class RandomCrop:
    """Pads a picture with zeros and cuts a window out of it, at a place that is drawn anew for every call.

    size: (height, width) of the window; a whole number stands for both. padding: rows and columns of zeros on each side.
    seed: None, or a whole number that decides the places.
    """

    def __init__(self, size, padding=4, seed=None):
        """Raises ValueError unless size is one or two whole numbers from 1, and padding one from 0."""
        sides = tuple(size) if isinstance(size, (tuple, list)) else (size, size)
        if len(sides) != 2:
            raise ValueError(f"size must be a whole number or (height, width), not {size!r}. Fix: RandomCrop(32).")
        self.size = tuple(whole_number("size", side) for side in sides)
        self.padding = whole_number("padding", padding) if padding != 0 else 0
        self.rng = np.random.default_rng(seed)


# %% solution flip
#| export
def random_flip(self, x):
    """Return the picture x, a Tensor (H, W) or (C, H, W), mirrored left and right with probability self.p.

    x stays as it is. For the errors see ensure_image.
    """
    ensure_image(x)
    # TODO: throw the dice, mirror or not.
    # Hint: self.rng.random() is from 0 to below 1. array[..., ::-1] runs through the last dimension backwards.
    ### BEGIN SOLUTION
    if self.rng.random() < self.p:
        return Tensor(x.data[..., ::-1])
    return x
    ### END SOLUTION


RandomHorizontalFlip.__call__ = random_flip


# %% test 3 test-flip
@explained
def test_flip():
    """Pictures are mirrored left and right, now and then (3 points)."""
    grey, colour = [[1, -2, 3], [4, 5, -6]], np.arange(-6, 12).reshape(3, 2, 3)
    always, never = RandomHorizontalFlip(p=1), RandomHorizontalFlip(p=0)
    expect_values(lambda: always(fixed(grey)), [[3, -2, 1], [-6, 5, 4]], "The rows 1 -2 3 and 4 5 -6 become 3 -2 1 and -6 5 4.")
    expect_values(lambda: always(fixed(colour)), colour[:, :, ::-1],
                  "In (C, H, W) the last dimension is the width: neither channels nor rows may change places.")
    for _ in range(20):
        expect_values(lambda: never(fixed(grey)), grey, "With p=0 a picture must never be mirrored.")
    # above 0: numbers of pictures
    for p, low, high in [(0.25, 40, 160), (0.75, 240, 360)]:
        flip = RandomHorizontalFlip(p=p)
        mirrored = sum(flip(fixed([[1, -1]])).data[0, 0] == -1 for _ in range(400))
        assert low < mirrored < high, \
            f"With p={p} about {400 * p:.0f} of 400 pictures must be mirrored, not {mirrored}: throw the dice for every call."
    for x in (fixed([1, -2]), fixed(np.ones((2, 3, 4, 4)))):
        expect_error(ValueError, lambda: always(x), [str(x.shape)],
                     "Neither vectors nor batches are pictures; keep ensure_image.")


test_flip()

# %% test 1 test-flip-hidden
# Hidden check (1 point): seeds.
### BEGIN HIDDEN TESTS
@explained
def test_flip_hidden():
    """The chances of a transform are its own."""
    # says: with a generator of their own each | seed: None, or a whole number that decides the chances
    before = shared_generators()
    one, two = RandomHorizontalFlip(seed=4), RandomHorizontalFlip(seed=4)
    pairs = [[flip(fixed([[1, -1]])).data[0, 0] for flip in (one, two)] for _ in range(50)]
    assert shared_generators() == before, "Use self.rng, not the generators that the whole program shares."
    assert all(a == b for a, b in pairs), "Two transforms with the same seed, used in turn, must decide alike."
    assert len({a for a, _ in pairs}) == 2, "With p=0.5 some of 50 pictures must be mirrored, and some not."


test_flip_hidden()
### END HIDDEN TESTS

# %% solution crop
#| export
def random_crop(self, x):
    """Return a window of self.size from the picture x, a Tensor (H, W) or (C, H, W), after padding H and W with zeros.

    x stays as it is. Raises ValueError, with both sizes, when the window is larger than the padded picture; for the
    other errors see ensure_image.
    """
    ensure_image(x)
    # TODO: frame, place, window.
    # Steps:
    #   1. The padded height and width. If the window is higher or wider: ValueError that contains self.size and the padded
    #      size as tuples.
    #   2. An array of zeros, with the numbers of x in its middle. Only H and W grow, not C.
    #   3. Draw the first row and the first column of the window, independently; the last possible place counts, too.
    #   4. Cut.
    # Hint: self.rng.integers(0, n) draws from 0 to n - 1. Write array[..., a:b, c:d] for rows a to b - 1, columns c to d - 1.
    ### BEGIN SOLUTION
    (height, width), pad = self.size, self.padding
    rows, columns = x.shape[-2] + 2 * pad, x.shape[-1] + 2 * pad
    if height > rows or width > columns:
        raise ValueError(f"a window of {self.size} does not fit into a padded picture of {(rows, columns)}. "
                         "Fix: a smaller size, or more padding.")
    padded = np.zeros((*x.shape[:-2], rows, columns), dtype=np.float32)
    padded[..., pad:rows - pad, pad:columns - pad] = x.data
    top = self.rng.integers(0, rows - height + 1)
    left = self.rng.integers(0, columns - width + 1)
    return Tensor(padded[..., top:top + height, left:left + width])
    ### END SOLUTION


RandomCrop.__call__ = random_crop


# %% given windows-of
def windows_of(crop, picture, times):
    """For the tests: the different results of many calls, as nested tuples."""
    def as_tuple(rows):
        return tuple(map(as_tuple, rows)) if isinstance(rows, list) else int(rows)
    results = (outcome_of(lambda: crop(fixed(picture)), "A crop of this picture must work.") for _ in range(times))
    return {as_tuple(result.data.tolist()) for result in results}


# %% test 4 test-crop
@explained
def test_crop():
    """A window comes from any place of the padded picture (4 points)."""
    picture = [[1, -2], [3, -4]]
    padded = np.pad(picture, 1)
    expect_values(lambda: RandomCrop((4, 4), padding=1)(fixed(picture)), padded,
                  "A window as large as the padded picture is the padded picture: zeros on all four sides.")
    for size in [(2, 2), (3, 2), (2, 3)]:
        places = {tuple(map(tuple, padded[top:top + size[0], left:left + size[1]].tolist()))
                  for top in range(5 - size[0]) for left in range(5 - size[1])}
        found = windows_of(RandomCrop(size, padding=1), picture, 500)
        assert found == places, \
            f"In 500 calls all {len(places)} windows of size {size} must occur and no others; yours gave {len(found)}: draw " \
            "row and column anew, each by itself, and let the last place count, too."
    crop = RandomCrop(1, padding=1, seed=1)
    middle = sum(crop(fixed([[-5]])).data[0, 0] == -5 for _ in range(900))
    assert 50 < middle < 160, \
        f"All 9 places are equally likely, so about 100 of 900 calls must cut out the middle, not {middle}."
    colour = np.arange(-12, 12).reshape(3, 2, 4)
    expect_values(lambda: RandomCrop((2, 4), padding=0)(fixed(colour)), colour,
                  "Without padding, a window as large as the picture is the picture. size is (height, width).")
    expect_values(lambda: RandomCrop((6, 8), padding=2)(fixed(colour)), np.pad(colour, [(0, 0), (2, 2), (2, 2)]),
                  "In (C, H, W) only H and W are padded; there is no channel of zeros.")
    for size in (5, (5, 3), (3, 5)):
        expect_error(ValueError, lambda: RandomCrop(size, padding=1)(fixed(picture)), ["5", "(4, 4)"],
                     "A window that is too high or too wide must be a ValueError with both sizes; see step 1.")


test_crop()

# %% test 1 test-crop-hidden
# Hidden check (1 point): seeds, colours.
### BEGIN HIDDEN TESTS
@explained
def test_crop_hidden():
    """All channels are cut at the same place, and the seed decides where."""
    # says: cuts out a window of the wanted size, at a random place
    colour = np.stack([np.arange(1, 10).reshape(3, 3)] * 2) * np.array([1, -1]).reshape(2, 1, 1)
    for window in windows_of(RandomCrop(2, padding=0), colour, 100):
        assert np.array_equal(np.array(window[0]), -np.array(window[1])), "All channels must be cut at the same place."
    # says: seed: None, or a whole number that decides the places
    before = shared_generators()
    one, two = RandomCrop(2, seed=4), RandomCrop(2, seed=4)
    pairs = [[crop(fixed(colour)).data.tolist() for crop in (one, two)] for _ in range(30)]
    assert shared_generators() == before, "Use self.rng, not the generators that the whole program shares."
    assert all(a == b for a, b in pairs), "Two transforms with the same seed, used in turn, must cut alike."


test_crop_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
## One after the other

`Compose` makes one transform of several: the result of each goes into the next. It keeps a list of its own, so that
nothing happens to it when the caller's list changes later. `Compose([])` gives the picture as it is.
"""

# %% solution compose
#| export
class Compose:
    """Several transforms as one: each is called with the result of the one before.

    transforms: its own list of them.
    """

    def __init__(self, transforms):
        """Keep a list of its own. Raises TypeError, with the place, for something that cannot be called."""
        for place, transform in enumerate(transforms):
            if not callable(transform):
                raise TypeError(f"transform {place} is a {type(transform).__name__} and cannot be called. "
                                "Fix: pass objects such as RandomHorizontalFlip().")
        ### BEGIN SOLUTION
        self.transforms = list(transforms)
        ### END SOLUTION

    def __call__(self, x):
        """Return what is left of x after all transforms, in their order."""
        ### BEGIN SOLUTION
        for transform in self.transforms:
            x = transform(x)
        return x
        ### END SOLUTION


# %% test 2 test-compose
@explained
def test_compose():
    """Transforms follow each other in their order (2 points)."""
    steps = [lambda x: x - 1, lambda x: x * -2, lambda x: x + 10]
    chain = Compose(steps)
    expect_values(lambda: chain(fixed([1, -4])), [10, 20], "1 and -4, minus 1, times -2, plus 10, must be 10 and 20.")
    expect_values(lambda: chain(fixed([0])), [12], "A second call must do all of it again.")
    steps.append(lambda x: x * 0)
    expect_values(lambda: chain(fixed([1, -4])), [10, 20],
                  "When the caller's list grows later, Compose must stay as it is: keep a list of its own.")
    expect_values(lambda: Compose([steps[0], steps[0]])(fixed([2])), [0], "A transform that is given twice acts twice.")
    expect_values(lambda: Compose([])(fixed([-3])), [-3], "No transforms must give the input as it is.")


test_compose()

# %% [markdown]
"""
## A dataset around a dataset

Where do transforms belong? Between dataset and loader. Because a dataset answers only two questions, one can be wrapped around
another, and the loader never knows. Yours applies a transform to the first part of each sample, the picture; what comes
after it, the label, stays as it is. It stores nothing: the transform acts each time a sample is asked for, so every epoch
sees other pictures.
"""

# %% solution transformed-dataset
#| export
class TransformedDataset(Dataset):
    """The samples of another dataset, each with its first part transformed anew every time it is asked for.

    dataset: its samples are tuples. transform: called with the first part of a sample, returns the new one.
    """

    def __init__(self, dataset, transform):
        """Ask for no sample yet. Raises TypeError for what is no dataset."""
        self.dataset, self.transform = ensure_dataset(dataset), transform

    def __len__(self):
        """Return how many samples the other dataset has."""
        ### BEGIN SOLUTION
        return len(self.dataset)
        ### END SOLUTION

    def __getitem__(self, idx):
        """Return sample idx of the other dataset, asked for once, as a tuple, its first part transformed.

        The sample that the other dataset keeps stays as it is.
        """
        ### BEGIN SOLUTION
        first, *rest = self.dataset[idx]
        return (self.transform(first), *rest)
        ### END SOLUTION


# %% test 2 test-transformed
@explained
def test_transformed():
    """A transform acts on the picture, every time (2 points)."""
    calls = []

    def next_number(x):
        calls.append(x)
        return x + len(calls)

    dataset = TransformedDataset(Numbered(4), next_number)
    first, second = dataset[3], dataset[3]
    assert isinstance(first, tuple) and len(first) == 2, "A sample of two parts must stay a tuple of two parts."
    expect_values(lambda: first[0], [4, -2], "The first part of sample 3, [3, -3], must be transformed: here 1 is added.")
    assert first[1] == second[1] == 3, "The label must stay as it is."
    expect_values(lambda: second[0], [5, -1], "Asked again, [3, -3] must be transformed anew: here 2 is added.")
    assert dataset.dataset.asked == [3, 3], "The dataset inside must be asked for each sample once."
    kept = TransformedDataset([(fixed([1, -1]), 5)], lambda x: x * -2)
    expect_values(lambda: [kept[0], kept[0]][1][0], [-2, 2], "The picture of the dataset inside must stay as it is.")
    dataset = TransformedDataset(Numbered(5), lambda x: x * -1)
    batches = outcome_of(lambda: list(DataLoader(dataset, 2)), "A DataLoader must take it like any other dataset.")
    expect_tuple(lambda: batches[2], ([[-4, 4]], [4]), "The last batch must hold sample 4, transformed.")
    tensors = TensorDataset(fixed(np.ones((2, 3, 3))), fixed([1, -1]), fixed([5, 6]))
    expect_tuple(lambda: TransformedDataset(tensors, RandomCrop((1, 2), 0))[1], ([[1, 1]], -1, 6),
                 "All parts after the first must stay as they are, also two of them.")


test_transformed()

# %% test 1 test-transformed-hidden
# Hidden check (1 point): the dataset inside grows.
### BEGIN HIDDEN TESTS
@explained
def test_transformed_hidden():
    """The dataset inside decides."""
    # says: Return how many samples the other dataset has
    inside = Numbered(2)
    dataset = TransformedDataset(inside, lambda x: x)
    before = len(dataset)
    inside.count = 3
    assert (before, len(dataset)) == (2, 3), "The length must be that of the dataset inside, as it is now."


test_transformed_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 6. Putting it together

TinyDigits comes with TinyTorch: 1,000 handwritten digits of 8 by 8 points to learn from, 200 to test. This is all
it takes now; compare it with what you wrote in Module 07:

```
loader = DataLoader(TensorDataset(images, labels), batch_size=32, shuffle=True)
trainer.train_epoch(loader)
```

The test images need no shuffling: a mean does not depend on the order. Digits must not be mirrored, by the way. Which change
leaves the answer as it is depends on the question.
"""

# %%
def digits():
    """Return TinyDigits as two datasets, to learn from and to test, each of (64 points, class)."""
    images, labels, test_images, test_labels = load_tinydigits()
    return (TensorDataset(Tensor(images.reshape(-1, 64)), Tensor(labels)),
            TensorDataset(Tensor(test_images.reshape(-1, 64)), Tensor(test_labels)))


def reader(seed, lr=0.2):
    """Return a trainer for a network that reads digits."""
    np.random.seed(seed)
    model = Sequential(Linear(64, 32), ReLU(), Linear(32, 10))
    return Trainer(model, SGD(model.parameters(), lr=lr, momentum=0.9), CrossEntropyLoss())


# %% test 2 test-digits
@explained
def test_digits():
    """A Trainer learns from your DataLoader (2 points)."""
    train, test = outcome_of(digits, "TinyDigits must become two datasets; run the tests of Part 1.")
    loader, fresh = DataLoader(train, 32, shuffle=True, seed=0), DataLoader(test, 64)
    trainer = reader(seed=0, lr=0.05)
    outcome_of(lambda: [trainer.train_epoch(loader) for _ in range(5)], "train_epoch must take the loader, five times.")
    assert (trainer.epoch, trainer.step) == (5, 160), \
        f"Five epochs of 1,000 samples in batches of 32 are 160 steps, not {trainer.step}: is the last batch missing?"
    accuracy = trainer.evaluate(fresh)[1]
    assert accuracy > 0.8, f"After five epochs more than 80 % of the test images must be read; yours has {accuracy:.0%}."
    again = reader(seed=0, lr=0.05)
    loader = DataLoader(train, 32, shuffle=True, seed=0)
    losses = [again.train_epoch(loader) for _ in range(2)]
    assert losses == trainer.history["train_loss"][:2], \
        "The same seeds must give exactly the same run: the same losses in the first two epochs."


test_digits()

# %% [markdown]
"""
# Part 7. Measure

The cells below measure *your* loader on *this* machine. Run them more than once and change the sizes. Nothing here is
graded, but you need the results for the reflection.
"""

# %%
import time
import tracemalloc


#| include measuring: best_seconds, peak_bytes


# %% [markdown]
"""
## Measurement 1: throughput against batch size

**Throughput** is the number of samples per second. First the loader alone, then a whole epoch of training with it.
What does a larger batch save, and what does it not?
"""

# %%
train, test = digits()
print("batch size   batches     loading, samples/s    training, samples/s   share of loading")
for batch_size in (1, 8, 64, 1000):
    loader = DataLoader(train, batch_size, shuffle=True, seed=0)
    trainer = reader(seed=0, lr=0.01)
    loading = best_seconds(lambda: [None for _ in loader], enough=0.1)
    training = best_seconds(lambda: trainer.train_epoch(loader), enough=0.1)
    print(f"{batch_size:10d} {len(loader):9d} {len(train) / loading:22,.0f} {len(train) / training:22,.0f} "
          f"{loading / training:18.0%}")

# %% [markdown]
"""
## Measurement 2: where loading spends its time

One epoch in batches of 32, taken apart: the order, the samples, the collation. The last line makes the same batches with
one NumPy index for all rows of a batch, without samples in between.
"""

# %%
loader = DataLoader(train, 32, shuffle=True, seed=0)
order = loader.order()
chunks = [order[i:i + 32] for i in range(0, len(order), 32)]
samples = [[train[int(idx)] for idx in chunk] for chunk in chunks]
parts = {
    "order": loader.order,
    "samples": lambda: [train[int(idx)] for idx in order],
    "collation": lambda: [collate(batch) for batch in samples],
    "all of it": lambda: [None for _ in loader],
    "by rows": lambda: [[Tensor(tensor.data[chunk]) for tensor in train.tensors] for chunk in chunks],
}
for name, action in parts.items():
    print(f"{name:10s} {best_seconds(action, repeats=5) * 1e6 / len(train):8.2f} us per sample")

# %% [markdown]
"""
## Measurement 3: the memory of an order

100,000 samples of 64 numbers. What does it take to shuffle them: as an array of numbers, as a Python list of numbers, and by
moving the data?
"""

# %%
count = 100_000
data, rng = np.zeros((count, 64), dtype=np.float32), np.random.default_rng(0)
ways = {"index, an array": lambda: rng.permutation(count), "index, a list": lambda: [int(i) for i in rng.permutation(count)],
        "shuffled data": lambda: data[rng.permutation(count)]}
print("                      peak bytes   bytes per sample   share of the data")
for name, action in ways.items():
    peak = peak_bytes(action)
    print(f"{name:18s} {peak:13,d} {peak / count:18.1f} {peak / data.nbytes:19.1%}")

# %% [markdown]
"""
## Measurement 4: lazy or not

1,000 samples of 1,024 numbers, 4,096,000 bytes. The peak of an epoch that drops each batch after use, and of a list of all
batches.
"""

# %%
wide = TensorDataset(Tensor(np.zeros((1000, 1024))))
print("batch size     one by one, bytes     as a list, bytes")
for batch_size in (10, 100, 1000):
    loader = DataLoader(wide, batch_size)
    lazy, eager = peak_bytes(lambda: [None for _ in loader]), peak_bytes(lambda: list(loader))
    print(f"{batch_size:10d} {lazy:21,d} {eager:20,d}")

# %% [markdown]
"""
## Measurement 5: does the order matter?

The same digits, sorted by class. Three epochs without and with shuffling; accuracy on the test images.
"""

# %%
by_class = np.argsort(train.tensors[1].data, kind="stable")
sorted_digits = TensorDataset(*(Tensor(tensor.data[by_class]) for tensor in train.tensors))
for shuffle in (False, True):
    trainer = reader(seed=1, lr=0.05)
    loader = DataLoader(sorted_digits, 32, shuffle=shuffle, seed=1)
    losses = [trainer.train_epoch(loader) for _ in range(3)]
    accuracy = trainer.evaluate(DataLoader(test, 200))[1]
    print(f"shuffle={shuffle!s:6} loss while training {losses[-1]:7.3f}   accuracy {accuracy:6.1%}")

# %% [markdown]
"""
# Part 8. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| tensor 1 has 90 rows, tensor 0 has 100 | inputs and labels do not belong together | compare their shapes |
| index 100 is out of range for a dataset of 100 | counting began at 1 | the last sample is len(dataset) - 1 |
| sample 3 of the batch has shape (3, 30, 32) | pictures of different sizes | crop them to one size in the dataset |
| the last batch has another shape | the samples do not divide evenly | take the size from the batch, `len(inputs)` |
| the loss rises and falls in waves | the data is sorted and not shuffled | shuffle=True for training |
| two runs differ although np.random.seed was called | the loader has its own generator | give it a seed |
| all pictures of an epoch are cut alike | the place is drawn in the constructor | draw it in the call |
| the processor idles, training is slow | data is the bottleneck | Measurement 1; larger batches; prefetching |
"""

# %% [markdown]
"""
# Part 9. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `Dataset`, `TensorDataset(x, y)` | `torch.utils.data.Dataset`, `torch.utils.data.TensorDataset(x, y)` |
| `DataLoader(dataset, 32, shuffle=True, seed=0)` | `torch.utils.data.DataLoader(dataset, 32, shuffle=True, generator=...)` |
| `collate(batch)` | `torch.utils.data.default_collate(batch)` |
| `RandomHorizontalFlip(0.5)`, `RandomCrop(32, 4)` | the same names in `torchvision.transforms.v2` |

And below the surface:

| | yours | PyTorch |
|---|---|---|
| who loads | the process that trains | `num_workers` other processes as well |
| when | when the batch is asked for | some batches ahead |
| shuffling | of the index | of the index |
| collation | `np.stack`, a copy | `torch.stack`, a copy, into shared memory |

Loading ahead is called **prefetching**: while the network computes batch 7, somebody prepares batch 8. It makes loading no
faster, it hides it. As long as loading takes less time than computing, an epoch takes as long as computing alone; if it takes
more, loading is the **bottleneck**, and the fastest network waits.
"""

# %% [markdown]
"""
# Part 10. Check your understanding

Answer first, then open the answer.

**1. Memory.** CIFAR-10: 50,000 pictures (3, 32, 32) in float32. How large are the data, a batch of 128 and the index?

<details><summary>Answer 1</summary>

A picture has 3,072 numbers, 12,288 bytes. The data: 614 MB. The batch: 1,572,864 bytes, 1.6 MB. The index, as an array of 8 bytes
each: 0.4 MB, less than a thousandth of the data.

</details>

**2. Throughput.** A batch takes 45 ms to load, 30 forward, 35 backward, 10 for the step. What share is loading? How much faster
would perfect prefetching be?

<details><summary>Answer 2</summary>

45 of 120 ms, 37.5 %. Prefetched, a batch takes 75 ms, since loading hides behind it: 1.6 times as fast. If loading took 90 ms, a
batch would take 90, and two workers would be needed to hide it.

</details>

**3. The last batch.** 1,000 samples, batches of 64: how many, and how large is the last? What does a loop do wrong that
divides the summed loss by 64?

<details><summary>Answer 3</summary>

16, the last has 40. It makes the loss of those 40 too small by 40 / 64. Sizes come from the batch, never from the setting.

</details>

**4. Copies.** A batch of 128 pictures (3, 224, 224): how much does `np.stack` copy? At 10 GB/s?

<details><summary>Answer 4</summary>

128 * 150,528 * 4 = 77,070,336 bytes, 77.1 MB, in about 8 ms.

</details>

**5. Seeds.** Two runs have the same seed for the loader and different batch sizes. Do they see the same order?

<details><summary>Answer 5</summary>

Yes: the order of an epoch depends on the generator and on the number of samples. They differ in where it is cut.

</details>
"""

# %% [markdown]
"""
# Part 11. Reflect

Two questions in your own words, 6 points each. They are read by a person: a few clear sentences with numbers beat a page of
text. Each answer is graded by the four criteria of Module 01: clear, correct under pressure, cost, memory. The question says
which of them counts most.
"""

# %% [markdown]
"""
**Question 1 (6 points, 3 of them for memory): what is held, and how often?** Use Measurements 3 and 4 from your own run, and
quote their numbers. Who holds what during an epoch: dataset, order, samples, batch? Why does a list of numbers take more than
an array of them? What does an order cost in time? What changes when the data lies on disk and does not fit into memory?
"""

# %% [markdown] answer 6 reflect-memory
"""
### BEGIN SOLUTION
Only the data is large; an epoch adds one order and at most two batches (the answer quotes the run). The array of the order
takes 8 bytes a sample, 800,000 for 100,000, 3.1 % of the data; the list takes a pointer of 8 bytes and a Python int of 28 to 32
each, while the array that it was made from is still there, so its peak is near 5 MB. Moving the data needs all of it a second
time: 25.6 MB more. Samples of a TensorDataset are views and cost a small object each, not the numbers. The batch is a copy,
batch_size times a sample. The peak is two of them, about 82,000 bytes for batches of 10, since the loop still holds one while the
next is made; as a list, all batches together are as large as the data. On disk the dataset holds names and labels only, and
`[idx]` reads one sample: memory is then two batches, whatever the number of samples. Limit: the order itself still grows with the
samples, and for data without a length, a stream, there is no order to shuffle.

**Rubric** (memory 3 points, the others 1 each). Clear: names what is large and what is not, with numbers of the student's own
run. Correct under pressure: a limit (batches that are kept, streams, samples that are copies, a batch as large as the data).
Cost: shuffling is linear in the samples, once an epoch, or disk is read once per sample and epoch. Memory: 8 bytes a
sample for the array, more for the list and why, the copy of the data, a batch or two at a time.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): where is the bottleneck?** Use Measurements 1 and 2 from your own run, and quote
their numbers. Which costs of loading and of training are per sample, which per batch? Why does training gain more from a larger
batch than loading does? What would prefetching save here at most, what do it and larger batches take in memory, and what would
you change first in the loader?
"""

# %% [markdown] answer 6 reflect-throughput
"""
### BEGIN SOLUTION
For small batches training is the bottleneck, for large ones loading (the answer quotes the run). Loading costs per
sample: a call of `dataset[idx]`, two small Tensors, and their place in the stack; per batch only a call of collate. So its
throughput rises a little, from batches of 1 to 16, and then stays. Training pays per batch: some dozens of NumPy calls for
forward, backward and step, whatever the size, and the step for all weights; its products per sample are cheap here. From 1 to 64
its throughput rises many times, so that the share of loading grows. Prefetching can hide loading at most: an epoch would take the
time of the longer of both. Here it cannot gain more than the share of loading. First I would cut the cost per sample: one index
for all rows of a batch is many times faster, but needs a dataset that answers several numbers at once; it makes the same copy.
Limit: batches that are too large give fewer steps per epoch and need more memory; with pictures decoded from files, reading
dominates everything here.

**Rubric** (cost 3 points, the others 1 each). Clear: says which is the bottleneck for small and for large batches, with numbers
of the student's own run. Correct under pressure: a limit (few steps, the last batch, real files, a machine with one core where
prefetching hides nothing). Cost: per sample against per batch for loading and for training, and the most that prefetching can
save. Memory: what a larger batch or batches made ahead take.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

Data of any origin now reaches your Trainer in batches, in a new order every epoch, without a second copy. Export
your work, and it becomes `tinytorch/core/dataloader.py`; `tinytorch.data` offers its names:

```
tito module complete 08
```

#| terms

**Next: Module 09, Spatial.** A Linear layer sees a picture as a row of numbers and does not know which are
neighbours. Convolutions do, and your loader and your transforms bring them the pictures.

## To read on

- Krizhevsky, Sutskever and Hinton (2012), *ImageNet Classification with Deep Convolutional Neural Networks*, NeurIPS.
  Section 4.1: flips and crops against overfitting.
- Goyal and others (2017), *Accurate, Large Minibatch SGD*, arXiv 1706.02677. What happens to learning when batches grow.
- Mohan and others (2021), *Analyzing and Mitigating Data Stalls in DNN Training*, VLDB. How long real training waits for data.
"""
