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
# Module 07: Training

#| facts

All the parts are there: tensors, activations, layers, losses, gradients, optimizers. In this notebook you put
them to work. You write the loop that turns a network with random weights into one that knows something, and
what a long training run needs around it: a learning rate that falls over time, a limit for gradients that
explode, an honest evaluation, and a checkpoint to continue from after a crash.
"""

# %% [markdown]
"""
## Connection map

```
Prerequisites:
    Module 01 Tensor        numbers
    Module 02 Activations   what makes layers worth stacking
    Module 03 Layers        forward(x), parameters(), the training switch
    Module 04 Losses        one number that says how wrong
    Module 05 Autograd      loss.backward() fills in the gradients, no_grad() saves the effort
    Module 06 Optimizers    step() and zero_grad()
    |
    v
Focus of this module: CosineSchedule, clip_grad_norm, Trainer. The loop, its memory, and checkpoints.
    |
    v
Unlocks:
    Module 08 DataLoader    makes the batches that you write by hand here
    Module 09 Spatial       networks for pictures, trained by your Trainer
    Milestones 02 and 03    XOR and handwritten digits, with nothing but your own code
```
"""

# %% [markdown]
"""
## What you will learn

After this module you can

1. **implement** the training loop, and say what each line is there for and what happens without it;
2. **schedule** a learning rate, **clip** gradients by their common length, and **accumulate** them over batches;
3. **measure** a network without changing it;
4. **save and restore** a run so exactly that the interruption leaves no trace;
5. **account** for the memory of training: weights, gradients, optimizer state and activations, and when each
   of them comes and goes.

What you will *not* build yet: loading and shuffling of data (Module 08; here a list of batches is enough),
training on several machines, and numbers smaller than float32.

## How this notebook works

As in Module 01. The cells that begin with `#| export` become your own file
`tinytorch/core/training.py`.
"""

# %% [markdown]
"""
## Setup

The exported part uses your autograd, your layers, and `gradient_of`, which was given in Module 06. Importing
`tinytorch.core.autograd` switches recording on. Everything else is used in this notebook only: a trainer works
with any model, loss and optimizer.
"""

# %%
#| default_exp core.training

# %% given training-imports
#| export
import json
import math
import os
from pathlib import Path

import numpy as np

from tinytorch.core.autograd import no_grad
from tinytorch.core.layers import Layer, whole_number
from tinytorch.core.optimizers import gradient_of

# %% given other-imports
import tempfile

from tinytorch.core.activations import ReLU
from tinytorch.core.layers import Dropout, Linear, Sequential
from tinytorch.core.losses import CrossEntropyLoss, MSELoss
from tinytorch.core.optimizers import SGD, Adam
from tinytorch.core.tensor import Tensor

# %% [markdown]
"""
The next cell holds helpers for the tests of this notebook. You do not need to read it.
"""

# %% given test-helpers
from numbers import Integral, Real


#| include tests: explained, what_happened, outcome_of, fixed, locked, expect_equal, expect_error


def expect_close(action, expected, advice, tolerance=1e-5):
    """Fail with `advice` unless action() returns numbers close to `expected`."""
    result = outcome_of(action, advice)
    assert result is not None, f"{advice} (You returned None.)"
    found = np.asarray(result, dtype=np.float64)
    assert found.shape == np.shape(expected), f"{advice} (The shape of your result is {found.shape}.)"
    assert np.allclose(found, expected, rtol=tolerance, atol=tolerance), f"{advice} (You returned {result}.)"


# %% [markdown]
"""
# Part 1. How fast to learn

## Large steps first, small steps later

The learning rate says how far a step of the optimizer goes. At the beginning the weights are far from good and
large steps save time. Near the end the same large steps jump over the goal, back and forth. One fixed number
has to be a compromise, and it is the hyperparameter that matters most. A **schedule** chooses a learning rate for each epoch, that is, for each pass through
the data.

The **cosine schedule** starts at `max_lr`, ends at `min_lr`, and follows half a wave of the cosine in between:
slow at first, fast in the middle, slow at the end.

```
share(epoch) = (1 + cos(pi * epoch / total_epochs)) / 2        from 1 down to 0
lr(epoch)    = min_lr + (max_lr - min_lr) * share(epoch)

max_lr 0.1, min_lr 0.01, total_epochs 100:

epoch      0      25       50       75       100     after
lr         0.1    0.0868   0.055    0.0232   0.01    0.01
```

```diagram
0.1    |**.
       |   '*.
0.055  |      '*.
       |         '*.
0.01   |            '***------------   stays
       +------+------+------+-------
       0     25     50     75   100   epoch
```

In words: the rate leaves 0.1 slowly, falls fastest around epoch 50, comes slowly to 0.01 at epoch 100, and stays.

After the last epoch the rate stays at `min_lr`. Without that rule the cosine would climb again.
"""

# %% solution cosine-schedule
#| export
class CosineSchedule:
    """A learning rate that falls from max_lr to min_lr along half a cosine wave, then stays at min_lr."""

    def __init__(self, max_lr=0.1, min_lr=0.01, total_epochs=100):
        """Raises ValueError unless 0 <= min_lr <= max_lr and total_epochs is a whole number from 1."""
        if not 0 <= min_lr <= max_lr < math.inf:
            raise ValueError(f"the learning rate cannot fall from {max_lr} to {min_lr}. Rule: 0 <= min_lr <= "
                             "max_lr. Fix: check the order of the arguments.")
        self.max_lr, self.min_lr = max_lr, min_lr
        self.total_epochs = whole_number("total_epochs", total_epochs)

    def get_lr(self, epoch):
        """Return the learning rate for `epoch`, a float. The first epoch is 0. Raises ValueError below 0."""
        # TODO: the formula, with its two special cases.
        # Steps:
        #   1. Refuse a negative epoch with a ValueError that contains the number.
        #   2. From total_epochs on, the answer is min_lr.
        #   3. In between, the formula.
        # Hint: math.cos and math.pi.
        ### BEGIN SOLUTION
        if epoch < 0:
            raise ValueError(f"there is no epoch {epoch}. Rule: epochs count from 0. Fix: pass trainer.epoch.")
        if epoch >= self.total_epochs:
            return self.min_lr
        share = (1 + math.cos(math.pi * epoch / self.total_epochs)) / 2
        return self.min_lr + (self.max_lr - self.min_lr) * share
        ### END SOLUTION


# %% test 4 test-cosine
@explained
def test_cosine():
    """The learning rate follows half a cosine wave (4 points)."""
    schedule = CosineSchedule(max_lr=0.1, min_lr=0.01, total_epochs=100)
    expect_close(lambda: schedule.get_lr(0), 0.1, "Epoch 0 must have the learning rate max_lr.")
    expect_close(lambda: schedule.get_lr(50), 0.055, "Half way the rate must be half way between both ends.")
    expect_close(lambda: schedule.get_lr(25), 0.0868198, "After a quarter 85 % of the way must still be left.")


test_cosine()

# %% test 2 test-cosine-hidden
# Hidden checks (2 points): after the last epoch, before the first, other limits.
### BEGIN HIDDEN TESTS
@explained
def test_cosine_hidden():
    """The schedule keeps to its limits."""
    # says: After the last epoch the rate stays at `min_lr`
    schedule = CosineSchedule(0.5, 0.1, 10)
    for epoch in (10, 11, 15, 20, 1000):
        expect_close(lambda: schedule.get_lr(epoch), 0.1, "After total_epochs the rate must stay at min_lr.")
    # says: Refuse a negative epoch with a ValueError that contains the number
    expect_error(ValueError, lambda: schedule.get_lr(-1), ["-1"], "A negative epoch must raise a ValueError.")
    # says: unless 0 <= min_lr <= max_lr | starts at `max_lr`, ends at `min_lr`
    expect_close(lambda: CosineSchedule(0.2, 0.2, 3).get_lr(1), 0.2, "Equal limits must give a constant rate.")
    # says: max_lr 0.1, min_lr 0.01, total_epochs 100
    expect_close(lambda: CosineSchedule().get_lr(75), 0.0231802, "Without arguments: from 0.1 to 0.01 in 100.")


test_cosine_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 2. A limit for gradients

## One bad batch

Now and then a batch produces a gradient a thousand times larger than usual. One step with it throws the weights
far away, and the work of hours is lost. **Clipping** limits the length of the step.

All gradients together are one long vector. Its length is the **global norm**: square every number of every
gradient, add everything up, take the root. If the vector is longer than `max_norm`, all gradients are multiplied
by the same factor, so that the length becomes `max_norm`.

```
gradients of two parameters      [6]  and  [8]
global norm                      sqrt(36 + 64) = 10
max_norm = 1, factor 1 / 10      [0.6] and [0.8]       same direction, length 1

each clipped on its own to 1     [1]  and  [1]         another direction
```

The last line shows why the factor is shared. The ratio of the gradients says which way is down; clipping each
on its own would lead somewhere else.

Details that matter:

- A gradient may be `None`, for a parameter that took no part. It counts as zero and stays `None`. Without any gradient the norm
  is 0.
- A gradient may be a Tensor instead of an array. `gradient_of(parameter)` returns its numbers either way, and
  `None` where there is no gradient.
- A short vector stays as it is. Clipping never makes gradients longer.
- The norm **before** clipping is returned, because it is what you want to watch.
- The square of 1e30 does not fit into float32. Add up in float64; the gradients themselves stay float32.
- If there is `inf` or `nan` among the gradients, no factor can help: leave them, and return the norm as it is.
  Whoever calls can see that it is not finite.
- Make a new array, `parameter.grad = gradient_of(parameter) * factor`, because two parameters might share one.
"""

# %% solution clip-grad-norm
#| export
def clip_grad_norm(parameters, max_norm=1.0):
    """Scale all gradients by one factor, so that their global norm is at most max_norm.

    parameters: a list of Tensors; those whose grad is None are left out. A grad may be an array or a Tensor. Every
    scaled grad is a new float32 array, also for a parameter of shape (): the old one may be shared.
    Returns the norm before clipping, a number. Raises ValueError unless max_norm is above 0.
    """
    if not max_norm > 0:
        raise ValueError(f"max_norm must be above 0, not {max_norm}. Fix: 1.0 is a common choice.")
    # TODO: measure the vector, shorten it if it is too long, return the length before.
    # Steps:
    #   1. Collect the parameters that have a gradient.
    #   2. Add up the squares of all their numbers in float64, and take the root.
    #   3. If the norm is finite and above max_norm, multiply every gradient by max_norm / norm.
    #   4. Return the norm of step 2.
    # Hint: np.square(array, dtype=np.float64) squares in float64. math.isfinite(number) is False for inf and
    #   nan. np.asarray(numbers, dtype=np.float32) makes an array of a single number as well.
    ### BEGIN SOLUTION
    found = [parameter for parameter in parameters if parameter.grad is not None]
    norm = math.sqrt(sum(float(np.square(gradient_of(each), dtype=np.float64).sum()) for each in found))
    if math.isfinite(norm) and norm > max_norm:
        for parameter in found:
            parameter.grad = np.asarray(gradient_of(parameter) * (max_norm / norm), dtype=np.float32)
    return norm
    ### END SOLUTION


# %% given with-grad
def with_grad(gradient):
    """For the tests: a parameter of zeros with this gradient. Only the gradient can be written to."""
    parameter = fixed(np.zeros(np.shape(gradient)), requires_grad=True)
    parameter.grad = np.array(gradient, dtype=np.float32)
    return parameter


# %% test 5 test-clip
@explained
def test_clip():
    """Long gradients are shortened together, short ones are left alone (5 points)."""
    a, b = with_grad([6.0]), with_grad([[8.0]])
    expect_close(lambda: clip_grad_norm([a, b], 1.0), 10.0,
                 "The norm of [6] and [[8]] together must be returned as it was before clipping: 10.")
    expect_close(lambda: [a.grad[0], b.grad[0, 0]], [0.6, 0.8],
                 "[6] and [[8]] must become [0.6] and [[0.8]]: one factor for all gradients.")
    c = with_grad([0.3, -0.4])
    expect_close(lambda: [clip_grad_norm([c], 1.0), *c.grad], [0.5, 0.3, -0.4],
                 "A norm below max_norm must leave the gradients as they are; that of [0.3, -0.4] is 0.5.")
    d = Tensor([1.0], requires_grad=True)
    expect_close(lambda: clip_grad_norm([d, with_grad([3.0, 4.0])], 2.5), 5.0,
                 "A parameter whose grad is None must be left out.")
    assert d.grad is None, "A grad of None must stay None."
    d.grad = Tensor([10.0])
    expect_close(lambda: [clip_grad_norm([d], 5.0), *d.grad], [10.0, 5.0],
                 "A gradient may be a Tensor as well; let gradient_of read it.")


test_clip()

# %% test 2 test-clip-hidden
# Hidden checks (2 points): huge gradients, gradients of shape (), zeros, types, empty lists.
### BEGIN HIDDEN TESTS
@explained
def test_clip_hidden():
    """Clipping works at the edges of float32 too."""
    # says: Add up in float64; the gradients themselves stay float32
    huge = with_grad([3e30, 4e30])
    expect_close(lambda: clip_grad_norm([huge], 1.0) / 1e30, 5.0, "The squares of 1e30 need float64.")
    expect_close(lambda: huge.grad, [0.6, 0.8], "Huge gradients must be scaled to max_norm as well.")
    assert huge.grad.dtype == np.float32, "Gradients must stay float32 when they are scaled."
    # says: a new float32 array, also for a parameter of shape ()
    single = with_grad(-4.0)
    clip_grad_norm([single], 2.0)
    assert isinstance(single.grad, np.ndarray) and single.grad == -2, \
        "The gradient of a parameter of shape () must be scaled like any other, and stay an array."
    # says: A short vector stays as it is
    expect_close(lambda: clip_grad_norm([with_grad([0.0, 0.0])], 1.0), 0.0, "A norm of 0 must not lead to a division by zero.")
    # says: Without any gradient the norm is 0
    expect_close(lambda: clip_grad_norm([]), 0.0, "No parameters have the norm 0.")


test_clip_hidden()
### END HIDDEN TESTS

# %% test 1 test-clip-shared-hidden
# Hidden checks (1 point): inf and nan, shared arrays.
### BEGIN HIDDEN TESTS
@explained
def test_clip_shared_hidden():
    """Clipping leaves inf and nan alone and makes new arrays."""
    # says: leave them, and return the norm as it is
    for bad in (np.inf, np.nan):
        broken = with_grad([1.0, bad])
        assert not math.isfinite(clip_grad_norm([broken], 1.0)), f"A gradient of {bad} must give a norm that is not finite."
        assert broken.grad[0] == 1.0, f"With {bad} among the gradients they must be left alone."
    # says: because two parameters might share one
    e, f = with_grad([3.0]), with_grad([4.0])
    f.grad = e.grad
    clip_grad_norm([e, f], 1.0)
    expect_close(lambda: [e.grad[0], f.grad[0]], [0.70710678, 0.70710678],
                 "Two parameters that share a gradient array must each be scaled once: make new arrays.")


test_clip_shared_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 3. The loop

## Five lines

This is what training is, for a network of ten weights or ten billion:

```
for inputs, targets in batches:
    loss = loss_fn(model(inputs), targets)     how wrong?
    loss.backward()                            which way is better?
    optimizer.step()                           go there
    optimizer.zero_grad()                      forget the direction
```

```diagram
batch --> model --> loss --> backward() --> gradients --> step() --> new weights
            ^                                   ^                        |
            |                             zero_grad() clears             |
            +--------------------- the next batch meets these <----------+
```

In words: a batch goes through the model to the loss, backward() makes gradients, step() makes new weights, zero_grad() clears the
gradients, and the next batch meets the new weights.

Forget the last line, and every step goes in the direction of **all** batches so far. No error, only a network
that learns badly. The order of the others is no choice at all: each needs what the line before has made.

Words: a pass over one batch is an **iteration**; a pass over all batches is an **epoch**. 10,000 examples in
batches of 32 make 313 iterations per epoch, the last one with 16 examples.

## Accumulation

A batch of 128 may not fit into memory when one of 32 does. Gradients add up by themselves until `zero_grad()`,
so you can run four batches of 32, one after the other, and make **one** step for all of them. The loss of a
batch is a *mean*, so what has added up is the sum of four means: divide it by 4, and the step is the one that
the batch of 128 would have made.

```diagram
accumulation_steps = 2, five batches

batch 0   backward
batch 1   backward   divide by 2, clip, step, zero_grad
batch 2   backward
batch 3   backward   divide by 2, clip, step, zero_grad
batch 4   backward   divide by 1, clip, step, zero_grad    the rest: one batch
```

In words: after every second batch the gradients are averaged, clipped and used for a step; so they are after the last batch.

The last group may be smaller. It is divided by the number of batches that it really has. And the division comes
before the clipping: the limit is for the step that will be made.

## The Trainer

The class below keeps what a run needs, and three counts: `epoch` and `step` say how many epochs and steps are
done, `history` keeps the losses. Its constructor checks one thing that goes wrong often: an optimizer that was
made for another model, so that training would change nothing.

Two helpers are given. `switch_training` sets the training switch of Module 03 for any model. `ensure_finite`
stops a run whose numbers have become `nan` or `inf`, before a step spoils the weights.
"""

# %% given trainer-class
#| export
def switch_training(model, mode):
    """Set the training switch of `model`, and of all layers stored in its attributes, to `mode`."""
    model.training = mode
    if isinstance(model, Layer):
        return
    # A class that does not inherit from Layer does not hand the switch on by itself.
    for attribute in vars(model).values():
        for part in attribute if isinstance(attribute, (list, tuple)) else (attribute,):
            if isinstance(part, Layer):
                part.training = mode


def ensure_finite(name, value):
    """Return `value`. Raises FloatingPointError, naming `name`, when it is nan or inf."""
    if math.isfinite(value):
        return value
    raise FloatingPointError(f"{name} is {value}: no step was made. Fix: a smaller learning rate, a smaller "
                             "grad_clip_norm, or look for nan in the data.")


class Trainer:
    """Trains a model: forward pass, loss, gradients, steps, evaluation and checkpoints.

    model: has forward(x), can be called as model(x), and has parameters(). optimizer: has lr, step() and zero_grad().
    loss_fn: called as loss_fn(outputs, targets), returns a Tensor with the mean loss of the batch.
    scheduler: None, or has get_lr(epoch). grad_clip_norm: None, or the largest global norm of a step's gradients.

    epoch, step: how many epochs and optimizer steps are done. training_mode: the last position of the switch.
    history: three lists of floats: train_loss and learning_rates by epoch, eval_loss by evaluation.
    """

    def __init__(self, model, optimizer, loss_fn, scheduler=None, grad_clip_norm=None):
        """Raises ValueError when the optimizer holds none of the parameters of the model."""
        own = {id(parameter) for parameter in model.parameters()}
        if not any(id(parameter) in own for parameter in optimizer.params):
            raise ValueError("the optimizer holds none of the parameters of this model: training would change "
                             "nothing. Fix: create it with model.parameters(), after the model.")
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.scheduler, self.grad_clip_norm = scheduler, grad_clip_norm
        self.epoch, self.step, self.training_mode = 0, 0, True
        self.history = {"train_loss": [], "eval_loss": [], "learning_rates": []}


# %% [markdown]
"""
## One step

First the part that comes after the backward passes: turn what has added up into one step.
"""

# %% solution trainer-update
#| export
def trainer_update(self, batches=1):
    """Make one optimizer step with the gradients that the backward passes of `batches` batches added up.

    Raises FloatingPointError, before the step, when their norm was measured for clipping and is not finite.
    """
    # TODO: average, clip, step, clear, count.
    # Steps:
    #   1. If there were several batches, divide every gradient that is not None by their number.
    #   2. If self.grad_clip_norm is not None, clip. Check the norm: ensure_finite("the norm of the gradients", norm).
    #   3. Let the optimizer make its step, then clear the gradients.
    #   4. Count the step in self.step.
    # Hint: self.model.parameters() lists the parameters. A gradient may be a Tensor, as in Part 2. Make new arrays,
    #   with np.asarray(gradient_of(parameter) / ..., dtype=np.float32), so that also a parameter of shape () has one.
    ### BEGIN SOLUTION
    parameters = self.model.parameters()
    if batches > 1:
        for parameter in parameters:
            if parameter.grad is not None:
                parameter.grad = np.asarray(gradient_of(parameter) / batches, dtype=np.float32)
    if self.grad_clip_norm is not None:
        ensure_finite("the norm of the gradients", clip_grad_norm(parameters, self.grad_clip_norm))
    self.optimizer.step()
    self.optimizer.zero_grad()
    self.step += 1
    ### END SOLUTION


Trainer.update = trainer_update


# %% given one-weight
def one_weight(lr=0.1, **settings):
    """For the tests: a trainer for y = w * x with w = 1 and mean squared error, so that all can be checked by hand."""
    model = Linear(1, 1, bias=False)
    model.weight.data[...] = 1.0
    return Trainer(model, SGD(model.parameters(), lr=lr), MSELoss(), **settings)


def weight_of(trainer):
    """For the tests: the weight of one_weight as a float."""
    return float(trainer.model.weight.data[0, 0])


def batch(inputs, targets):
    """For the tests: a batch of examples with one number each."""
    return Tensor(inputs).reshape(-1, 1), Tensor(targets).reshape(-1, 1)


# %% test 4 test-update
@explained
def test_update():
    """A step uses the averaged, clipped gradient, once (4 points)."""
    def updated(gradient, batches=1, **settings):
        trainer = one_weight(**settings)
        trainer.model.weight.grad = gradient
        trainer.update(batches)
        return trainer

    trainer = updated(np.float32([[2.0]]))
    expect_close(lambda: weight_of(trainer), 0.8, "A gradient of 2 and lr 0.1 must move the weight from 1 to 0.8.")
    assert trainer.model.weight.grad is None, "After the step the gradients must be cleared; see step 3."
    assert trainer.step == 1, "Every step must be counted in self.step; see step 4."
    shared = np.float32([[3.0]])
    expect_close(lambda: weight_of(updated(shared, 2)), 0.85,
                 "A gradient of 3 from two batches is 1.5 on average; divide by the number of batches.")
    assert shared[0, 0] == 3, "Averaging must make a new array: two parameters might share one gradient; see the hint."
    expect_close(lambda: weight_of(updated(Tensor([[3.0]]), 2)), 0.85,
                 "A gradient may be a Tensor as well; let gradient_of read it.")
    expect_close(lambda: weight_of(updated(np.float32([[3.0]]), 2, grad_clip_norm=1.0)), 0.9,
                 "Average 1.5, clipped to 1: the weight must become 0.9. Divide first, then clip, then step.")
    trainer = one_weight(grad_clip_norm=1.0)
    trainer.model.weight.grad = np.float32([[np.inf]])
    expect_error(FloatingPointError, trainer.update, ["norm"],
                 "An infinite gradient must be stopped by ensure_finite, before the step; see step 2.")
    expect_close(lambda: weight_of(trainer), 1.0, "The weights must be unharmed after an infinite gradient.")


test_update()

# %% [markdown]
"""
## One epoch

Now the loop around it. The order at the beginning matters: switch the model to training, set the learning rate
**of this epoch**, and clear gradients that somebody may have left behind.

The loss of the epoch is an average per *example*. The last batch is often smaller, and the average of the batch
averages would count its examples more than the others. So weight each batch loss with `len(inputs)`.

Work this out by hand before you run the test; w starts at 1, the learning rate is 0.1:

```
batch 0   x = 1, target 0    output 1      loss 1       gradient 2 * 1 * 1 = 2         w = 0.8
batch 1   x = 2, target 0    output 1.6    loss 2.56    gradient 2 * 1.6 * 2 = 6.4     w = 0.16
average of the losses: 1.78
```
"""

# %% solution trainer-train-epoch
#| export
def trainer_train_epoch(self, dataloader, accumulation_steps=1):
    """Train for one pass through `dataloader` and return the mean loss per example, a float.

    dataloader: gives pairs (inputs, targets) of Tensors; a list of pairs will do.
    accumulation_steps: how many batches make one step. Raises ValueError unless it is a whole number from 1, or
    when there are no batches, FloatingPointError when a loss is nan or inf.
    """
    whole_number("accumulation_steps", accumulation_steps)
    # TODO: prepare, loop, finish.
    # Steps:
    #   1. Switch the model to training, and set self.training_mode to True.
    #   2. With a scheduler: set self.optimizer.lr to the rate of self.epoch, and append it to the history.
    #   3. Clear old gradients.
    #   4. For each batch: forward pass, loss, ensure_finite(f"the loss of batch {number}", ...), backward. Add
    #      up loss times examples, and the examples. After accumulation_steps batches, call self.update.
    #   5. After the loop: an update for the batches that are left over, if any.
    #   6. No examples at all: raise ValueError; the message must contain the word "batches".
    #   7. Append the mean loss to the history, count the epoch, return the mean.
    # Hint: loss.item() is the loss as a float. Count the batches that wait for a step in a variable.
    ### BEGIN SOLUTION
    switch_training(self.model, True)
    self.training_mode = True
    if self.scheduler is not None:
        self.optimizer.lr = self.scheduler.get_lr(self.epoch)
        self.history["learning_rates"].append(self.optimizer.lr)
    self.optimizer.zero_grad()
    total, examples, waiting = 0.0, 0, 0
    for number, (inputs, targets) in enumerate(dataloader):
        loss = self.loss_fn(self.model.forward(inputs), targets)
        total += ensure_finite(f"the loss of batch {number}", loss.item()) * len(inputs)
        examples += len(inputs)
        loss.backward()
        waiting += 1
        if waiting == accumulation_steps:
            self.update(waiting)
            waiting = 0
    if waiting:
        self.update(waiting)
    if examples == 0:
        raise ValueError("the dataloader gave no batches: nothing to train on. Rule: it must start anew in every "
                         "epoch. Fix: pass a list of batches, not a generator; check that it is not empty.")
    self.history["train_loss"].append(total / examples)
    self.epoch += 1
    return total / examples
    ### END SOLUTION


Trainer.train_epoch = trainer_train_epoch


# %% test 6 test-train-epoch
@explained
def test_train_epoch():
    """An epoch makes one step per batch and reports the mean loss (6 points)."""
    trainer = one_weight()
    trainer.model.weight.grad = np.float32([[100.0]])
    loss = trainer.train_epoch([batch([1.0], [0.0]), batch([2.0], [0.0])])
    expect_close(lambda: weight_of(trainer), 0.16,
                 "After the example above w must be 0.16. Was the old gradient cleared before the first batch, and "
                 "is every gradient cleared after its step?")
    assert isinstance(loss, float), "train_epoch must return a float; use loss.item()."
    expect_close(lambda: [loss, *trainer.history["train_loss"]], [1.78, 1.78],
                 "train_epoch must return the mean of the losses 1 and 2.56, and append it to the history.")
    expect_equal(lambda: (trainer.epoch, trainer.step), (1, 2), "One epoch of two batches is 1 epoch, 2 steps.")


test_train_epoch()

# %% test 4 test-accumulation
@explained
def test_accumulation():
    """Several batches make one step, like one large batch (4 points)."""
    def weight_after(batches, steps=1):
        trainer = one_weight()
        trainer.train_epoch(batches, accumulation_steps=steps)
        return weight_of(trainer)

    small = [batch([1.0], [0.0]), batch([2.0], [0.0])]
    wanted = weight_after([batch([1.0, 2.0], [0.0, 0.0])])
    expect_close(lambda: weight_after(small, 2), wanted,
                 "Two batches of one with accumulation_steps=2 must make the step of one batch of two.")
    expect_close(lambda: weight_after([*small, batch([1.0], [0.0])], 2), 0.4,
                 "The batch that is left over makes a step of its own, divided by 1: w must go to 0.5, then 0.4.")
    expect_close(lambda: weight_after(small, 3), wanted,
                 "Two batches that are left over, with accumulation_steps=3, must be averaged: divide by 2, not by 3 and "
                 "not by 1.")


test_accumulation()

# %% test 2 test-train-schedule
@explained
def test_train_schedule():
    """Each epoch uses its own learning rate (2 points)."""
    trainer = one_weight(lr=7.0, scheduler=CosineSchedule(0.1, 0.0, 2))
    trainer.train_epoch([batch([1.0], [0.0])])
    expect_close(lambda: weight_of(trainer), 0.8,
                 "Epoch 0 must already use get_lr(0) = 0.1; set the rate before the loop, not after it.")
    for _ in range(2):
        trainer.train_epoch([batch([1.0], [0.0]), batch([2.0], [0.0])])
    expect_close(lambda: trainer.history["learning_rates"], [0.1, 0.05, 0.0],
                 "The rates of epochs 0, 1 and 2 must be in the history, one for each epoch: 0.1, 0.05, 0.")
    late = one_weight(lr=7.0, scheduler=CosineSchedule(0.1, 0.0, 2))
    late.epoch = 1
    late.train_epoch([batch([1.0], [0.0])])
    expect_close(lambda: late.optimizer.lr, 0.05,
                 "The rate must be that of self.epoch, also when epochs went before without one.")


test_train_schedule()

# %% test 3 test-train-errors
@explained
def test_train_errors():
    """What cannot be trained on is refused before it does harm (3 points)."""
    trainer = one_weight()
    expect_error(ValueError, lambda: trainer.train_epoch([]), ["batches"],
                 "No batches must raise a ValueError that says so; see step 6.")
    for bad in (np.nan, np.inf):
        expect_error(FloatingPointError, lambda: trainer.train_epoch([batch([0.0], [0.0]), batch([bad], [0.0])]),
                     ["the loss of batch 1"],
                     "A loss that is not finite must be stopped with the number of its batch; use ensure_finite.")
        expect_close(lambda: weight_of(trainer), 1.0, "The weights must be unharmed after a loss of nan or inf.")


test_train_errors()

# %% test 2 test-train-hidden
# Hidden checks (2 points): batches of different sizes, the training switch, clipping.
### BEGIN HIDDEN TESTS
@explained
def test_train_hidden():
    """The loop keeps its promises in less tidy situations."""
    # says: So weight each batch loss with `len(inputs)`
    trainer = one_weight(lr=0.0)
    uneven = [batch([1.0, 1.0, 1.0], [0.0, 0.0, 0.0]), batch([3.0], [0.0])]
    expect_close(lambda: trainer.train_epoch(uneven), 3.0,
                 "Three losses of 1 and one of 9 have the mean 3: weight each batch with its number of examples.")
    # says: gives pairs (inputs, targets) of Tensors | switch the model to training
    trainer.model.training = False
    trainer.train_epoch(iter(uneven))
    assert trainer.model.training is True and trainer.training_mode is True, \
        "train_epoch must switch the model to training, whatever it was before."
    # says: the limit is for the step that will be made
    clipped = one_weight(grad_clip_norm=0.5)
    clipped.train_epoch([batch([1.0], [0.0])])
    expect_close(lambda: weight_of(clipped), 0.95, "A gradient of 2 clipped to 0.5 must move w to 0.95.")


test_train_hidden()
### END HIDDEN TESTS

# %% test 1 test-train-models-hidden
# Hidden checks (1 point): other models.
### BEGIN HIDDEN TESTS
@explained
def test_train_models_hidden():
    """The loop trains any model with forward and parameters."""

    class Plain:
        """A model that is not a Layer."""

        def __init__(self):
            self.drop, self.linear = Dropout(0.0), one_weight().model
            self.drop.training = False

        def forward(self, x):
            return self.linear(self.drop(x))

        __call__ = forward

        def parameters(self):
            return self.linear.parameters()

    # says: has forward(x), can be called as model(x), and has parameters() | sets the training switch of Module 03 for any model
    plain = Plain()
    Trainer(plain, SGD(plain.parameters(), lr=0.1), MSELoss()).train_epoch([batch([1.0], [0.0])])
    assert plain.drop.training and np.allclose(plain.linear.weight.data, 0.8), \
        "Any model must be trained, here w from 1 to 0.8, and the training switch reach its layers: use switch_training."


test_train_models_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 4. An honest look

## Measure without changing

Evaluation answers: how good is the network on examples it was *not* trained on? That is its **generalization**;
where it is much worse there than on the training examples, it is overfitting. Evaluation must change nothing. Three
differences to the training loop:

- the switch is **off**, so dropout does not act, and stays off afterwards;
- no gradients: inside `with no_grad():` nothing is recorded, which saves time and most of the memory;
- no steps, of course.

Besides the loss, people want the **accuracy**, the share of right answers. What "right" means depends on the
shapes:

```
outputs (N, C), targets (N,)       C classes: the largest score is the guess, the target is its number
outputs (N, C), targets (N, C)     the same with one-hot targets: one 1 per row, the rest 0
outputs (N, 1), targets (N, 1)     yes or no, targets 0 or 1: the guess is yes from 0.5 on
anything else                      no classes (prices, temperatures): nothing to count
```

Write the counting first. It returns two numbers, right answers and all answers, because a mean of batch means
would be wrong here too.
"""

# %% solution count-correct
#| export
def count_correct(outputs, targets):
    """Return (right answers, all answers), two ints, by the table above; (0, 0) when there are no classes.

    outputs: a Tensor (..., C) of scores, or (N, 1) of probabilities. targets: a Tensor of class numbers (...),
    of one-hot rows (..., C), or of 0 and 1 in the shape of the outputs.
    """
    scores, wanted = outputs.data, targets.data
    several = scores.ndim >= 2 and scores.shape[-1] > 1
    # TODO: find out which row of the table applies, make `guesses` and `wanted` comparable, and count.
    # Steps:
    #   1. Several columns: the guesses are scores.argmax(axis=-1). Targets of the same shape as the scores are
    #      one-hot if they hold only 0 and 1 and every row adds up to 1: then `wanted` is their argmax. If
    #      they are not, return (0, 0).
    #   2. One column: if `wanted` holds anything but 0 and 1, or has another shape, return (0, 0). Otherwise the
    #      guesses are scores >= 0.5.
    #   3. Return how often they agree, and how many there are, as ints.
    # Hint: np.isin(array, (0, 1)).all() is True if there is nothing else in the array.
    ### BEGIN SOLUTION
    if several:
        guesses = scores.argmax(axis=-1)
        if wanted.shape == scores.shape:
            if not (np.isin(wanted, (0, 1)).all() and (wanted.sum(axis=-1) == 1).all()):
                return 0, 0
            wanted = wanted.argmax(axis=-1)
    else:
        if wanted.shape != scores.shape or not np.isin(wanted, (0, 1)).all():
            return 0, 0
        guesses = scores >= 0.5
    return int((guesses == wanted).sum()), int(guesses.size)
    ### END SOLUTION


# %% test 3 test-count-correct
@explained
def test_count_correct():
    """Right answers are counted for every kind of target (3 points)."""
    scores = fixed([[0.1, 2.0, -1.0], [3.0, 0.0, 0.0], [0.0, 0.0, 1.0], [5.0, 6.0, 7.0]])
    expect_equal(lambda: count_correct(scores, Tensor([1, 0, 0, 2])), (3, 4),
                 "Class numbers: the guesses are 1, 0, 2, 2, so three of four are right.")
    one_hot = fixed([[0, 1, 0], [1, 0, 0], [1, 0, 0], [0, 0, 1]])
    expect_equal(lambda: count_correct(scores, one_hot), (3, 4),
                 "One-hot rows mean the same as class numbers; take their argmax too.")
    sequences = Tensor(np.eye(3)[[[0, 1], [2, 0]]])
    expect_equal(lambda: count_correct(sequences, Tensor(np.eye(3)[[[0, 1], [2, 2]]])), (3, 4),
                 "One-hot rows of sequences count too: the last axis is the row, whatever comes before.")
    expect_equal(lambda: count_correct(fixed([[0.9], [0.5], [0.2], [0.1], [0.3]]), fixed([[1], [1], [0], [0], [1]])), (4, 5),
                 "Yes or no: 0.9 and 0.5 are a yes, 0.2 is not.")
    for outputs, targets in [([[1.5], [2.5]], [[1.5], [2.0]]), ([[0.9], [0.2]], [1, 0]), ([0.9, 0.2], [[1], [0]])]:
        expect_equal(lambda: count_correct(fixed(outputs), fixed(targets)), (0, 0),
                     "Targets that are not 0 or 1, or of another shape than one column of outputs, are no classes: (0, 0).")
    expect_equal(lambda: count_correct(Tensor([[1.5, 2.0]]), Tensor([[1.5, 2.0]])), (0, 0),
                 "Rows of measured numbers are not one-hot: (0, 0).")
    expect_equal(lambda: count_correct(scores, Tensor(np.zeros((4, 3)))), (0, 0), "A row without a 1 is not one-hot.")


test_count_correct()

# %% solution trainer-evaluate
#| export
def trainer_evaluate(self, dataloader):
    """Return (mean loss per example, accuracy) over `dataloader`, two floats, without changing the model.

    The accuracy is from 0 to 1, and 0.0 when there are no classes to get right. The switch stays off.
    Raises ValueError when there are no batches.
    """
    # TODO: the loop of train_epoch without everything that learns.
    # Steps:
    #   1. Switch the model off training, and set self.training_mode to False.
    #   2. Inside `with no_grad():`, add up losses times examples, examples, right answers and all answers.
    #   3. No examples at all: raise ValueError; the message must contain the word "batches".
    #   4. Append the mean loss to self.history["eval_loss"] and return both numbers.
    ### BEGIN SOLUTION
    switch_training(self.model, False)
    self.training_mode = False
    total, examples, right, answers = 0.0, 0, 0, 0
    with no_grad():
        for inputs, targets in dataloader:
            outputs = self.model.forward(inputs)
            total += self.loss_fn(outputs, targets).item() * len(inputs)
            examples += len(inputs)
            correct, counted = count_correct(outputs, targets)
            right, answers = right + correct, answers + counted
    if examples == 0:
        raise ValueError("the dataloader gave no batches: nothing to evaluate. Fix: pass a list of batches, not a "
                         "generator that was used before; check that it is not empty.")
    self.history["eval_loss"].append(total / examples)
    return total / examples, right / answers if answers else 0.0
    ### END SOLUTION


Trainer.evaluate = trainer_evaluate


# %% test 4 test-evaluate
@explained
def test_evaluate():
    """Evaluation measures and changes nothing (4 points)."""
    recorded = []

    class WatchedLoss(CrossEntropyLoss):
        def forward(self, logits, targets):
            recorded.append(logits.requires_grad)
            return CrossEntropyLoss.forward(self, logits, targets)

    np.random.seed(0)
    model = Sequential(Dropout(0.5), Linear(2, 2))
    model.layers[1].weight.data[...] = [[1, 0], [0, 1]]
    trainer = Trainer(locked(model), SGD(model.parameters(), lr=0.1), WatchedLoss())
    data = [(fixed([[5, 0], [0, 5], [5, 0]]), fixed([0, 1, 1])), (fixed([[0, 5]]), fixed([1]))]
    loss, accuracy = trainer.evaluate(data)
    expect_close(lambda: accuracy, 0.75,
                 "Three of the four answers are right: accuracy 0.75. Is the training switch off, so that no number "
                 "is dropped? Are right answers added up over all batches?")
    expect_close(lambda: loss, (3 * 0.00671535 + 5.00671535) / 4,
                 "The loss must be the mean over all four examples, not the mean of the two batches.")
    assert model.training is False and trainer.training_mode is False, \
        "The switch must stay off after an evaluation; see step 1."
    assert recorded and not any(recorded), "Nothing may be recorded during an evaluation: use `with no_grad():`."
    expect_close(lambda: trainer.history["eval_loss"], [loss],
                 "The mean loss that is returned must also be appended to history['eval_loss'].")
    trainer.evaluate(data)
    expect_close(lambda: trainer.history["eval_loss"], [loss] * 2, "A second evaluation must be appended to the first.")


test_evaluate()

# %% test 2 test-evaluate-hidden
# Hidden checks (2 points): no batches, numbers instead of classes, sequences, gradients that wait.
### BEGIN HIDDEN TESTS
@explained
def test_evaluate_hidden():
    """Evaluation copes with other data."""
    trainer = one_weight()
    locked(trainer.model)
    # says: the message must contain the word "batches"
    expect_error(ValueError, lambda: trainer.evaluate([]), ["batches"],
                 "No batches must raise a ValueError that says so.")
    # says: and 0.0 when there are no classes to get right
    expect_close(lambda: trainer.evaluate([batch([1.0, 2.0], [0.5, 2.5])]), (0.25, 0.0),
                 "Measured numbers have a loss, and no accuracy: 0.0.")
    # says: Evaluation must change nothing
    trainer.model.weight.grad = np.array([[3.0]], dtype=np.float32)
    trainer.evaluate([batch([1.0], [0.0])])
    assert trainer.model.weight.grad is not None and trainer.model.weight.grad[0, 0] == 3.0, \
        "Gradients that wait for a step must survive an evaluation."
    # says: outputs: a Tensor (..., C) of scores | It returns two numbers, right answers and all answers
    sequences, words = fixed(np.eye(3)[[[0, 1], [2, 0]]]), fixed([[0, 1], [2, 2]])
    expect_equal(lambda: count_correct(sequences, words), (3, 4),
                 "Scores of shape (2, 2, 3) are four answers: take the argmax over the last axis.")

    class Words(Layer):
        """Gives every input the same scores for two words each."""

        def __init__(self):
            self.weight = Tensor(1.0, requires_grad=True)

        def forward(self, x):
            return sequences

        def parameters(self):
            return [self.weight]

    model = locked(Words())
    reader = Trainer(model, Adam(model.parameters()), lambda outputs, targets: Tensor(0.5))
    reader.optimizer.m_buffers, reader.optimizer.v_buffers = [fixed(0.0).data], [fixed(0.0).data]
    expect_close(lambda: reader.evaluate([(words, words)]), (0.5, 0.75),
                 "The accuracy is the right answers divided by all answers: 3 of 4 words, not 3 of 2 examples.")
    # says: right answers and all answers, because a mean of batch means
    expect_close(lambda: reader.evaluate([(words, words), (words, Tensor(np.full((2, 2, 3), 0.5)))]), (0.5, 0.75),
                 "A batch without classes has no answers: it must not lower the accuracy of the others.")
    # says: they hold only 0 and 1 and every row adds up to 1
    expect_equal(lambda: count_correct(Tensor([[1.0, 0.0]]), Tensor([[1, 1]])), (0, 0),
                 "A row with two ones is not one-hot.")


test_evaluate_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 5. Checkpoints

## What a run consists of

A training run of days will be interrupted. A **checkpoint** is a file from which it continues *as if nothing
had happened*. Weights alone are not enough:

| what | why it is needed |
|---|---|
| parameters | what was learned |
| optimizer state | Adam's averages took thousands of steps to build; with empty ones the first steps go astray |
| counts of the optimizer | the bias correction depends on them |
| learning rate, epoch, step | where on the schedule are we? |
| history | the curve up to now |

The schedule itself needs no place: its rate follows from the epoch. What is *not* saved here is the state of
the random numbers, so a run with dropout continues well, but not digit by digit.

## The file

Two given helpers write and read it. They use NumPy's archive format: arrays, plus one text in JSON with the
single numbers. The popular alternative, Python's `pickle`, can store anything, and that is the problem: loading
a pickle can **run code** that somebody hid in it. A checkpoint should be data and nothing else.

Writing goes to a second file first, which then takes the place of the old one in a single move. If the power
fails in the middle, the old checkpoint is still whole.

## Your part

`trainer_state` collects, `restore_state` puts back. From Module 06, an optimizer has `state_buffers()`: a
dictionary from a name to a list with one array (or None) for each parameter, the *real* lists, so that you can
read them and write into them.

```
facts     {"epoch": 3, "step": 120, "lr": 0.05, ... }                    goes to JSON
arrays    {"parameter_0": array, "parameter_1": array,
           "m_buffers_0": array, "m_buffers_1": array, ... }             a buffer that is None is left out
```

Before anything is put back, everything must be checked: a checkpoint of another model, half restored, would be
worse than none. A file can also be older than a fact that you need, or hold a text where a number belongs. The
given `ensure_complete` refuses such a file: every fact of `trainer_state`, every setting of the optimizer and every
parameter must be there, and of the right kind. The shapes are left to you.
"""

# %% given archives
#| export
def write_archive(path, facts, arrays):
    """Write the dictionary `facts` (as JSON) and the dictionary `arrays` to the file `path`, all or nothing."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    with open(draft, "wb") as file:
        # JSON knows no numbers of NumPy, such as a learning rate of type np.float32.
        np.savez(file, facts=np.array(json.dumps(facts, default=lambda number: number.item())), **arrays)
    os.replace(draft, path)


def read_archive(path):
    """Return (facts, arrays) from a file of write_archive. Runs no code from the file.

    Raises FileNotFoundError when there is no such file, ValueError when it is something else.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"there is no checkpoint {path}. Fix: check the name; save_checkpoint makes one.")
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        facts = json.loads(str(arrays.pop("facts")))
        return {**facts}, arrays
    except Exception as error:
        raise ValueError(f"{path} is not a checkpoint of a Trainer, or it is damaged. "
                         "Fix: use a file that save_checkpoint has written.") from error


# %% given settings-of
#| export
def settings_of(optimizer):
    """Return the other numbers that the optimizer was created with, by name: momentum, beta1, weight_decay, ..."""
    names = ("momentum", "beta1", "beta2", "eps", "weight_decay")
    return {name: getattr(optimizer, name) for name in names if hasattr(optimizer, name)}


# %% given ensure-complete
#| export
def ensure_like(example, value, name):
    """Raises ValueError, with `name`, unless `value` is of the kind of `example`, and so is all that is in it."""
    kinds = {int: (int, np.integer), float: (int, float, np.integer, np.floating)}
    fits = isinstance(value, kinds.get(type(example), type(example)))
    if not fits or isinstance(value, bool) != isinstance(example, bool):
        raise ValueError(f"{name} is missing in the checkpoint, or it is of another kind than {example!r}. "
                         "Fix: use a file that save_checkpoint has written.")
    if isinstance(example, dict):
        for key, one in example.items():
            ensure_like(one, value.get(key), f"{name}[{key!r}]")
    if isinstance(example, list):
        for one in value:
            ensure_like(example[0], one, f"what is in {name}")


def ensure_complete(trainer, facts, arrays):
    """Raises ValueError unless all that `trainer` needs is in `facts` and `arrays`. The shapes are not compared."""
    curves = {"train_loss": [0.5], "eval_loss": [0.5], "learning_rates": [0.5]}
    example = {"epoch": 0, "step": 0, "history": curves, "training_mode": True, "optimizer": "SGD", "lr": 0.5,
               "settings": dict.fromkeys(settings_of(trainer.optimizer), 0.5), "step_count": 0, "update_counts": [0]}
    ensure_like(example, facts, "facts")
    counted, held = len(facts["update_counts"]), len(trainer.optimizer.params)
    if counted != held:
        raise ValueError(f"the checkpoint counts the updates of {counted} parameters, this optimizer holds {held}. "
                         "Fix: create the optimizer as it was when the checkpoint was made.")
    needed = [f"parameter_{i}" for i in range(len(trainer.model.parameters()))]
    for name in (*needed, *arrays):
        if name not in arrays or arrays[name].dtype.kind not in "fiu":
            raise ValueError(f"{name} is missing in the checkpoint, or holds no numbers. "
                             "Fix: use a file that save_checkpoint has written.")


# %% solution checkpoint-state
#| export
def trainer_state(trainer):
    """Return (facts, arrays): everything that a run needs to be continued.

    facts: epoch, step, history, training_mode; from the optimizer: lr, step_count, update_counts, its class name as
    "optimizer" and settings_of(optimizer) as "settings".
    arrays: parameter_0, ..., and for each buffer that is not None its name and number.
    """
    optimizer = trainer.optimizer
    # TODO: fill both dictionaries.
    # Hint: enumerate(trainer.model.parameters()) numbers the parameters; f"parameter_{i}" is a key of arrays.
    #   optimizer.state_buffers().items() gives pairs (name, list). type(optimizer).__name__ is the class name.
    ### BEGIN SOLUTION
    facts = {
        "epoch": trainer.epoch, "step": trainer.step, "history": trainer.history,
        "training_mode": trainer.training_mode, "optimizer": type(optimizer).__name__, "lr": optimizer.lr,
        "settings": settings_of(optimizer), "step_count": optimizer.step_count,
        "update_counts": optimizer.update_counts,
    }
    arrays = {f"parameter_{i}": parameter.data for i, parameter in enumerate(trainer.model.parameters())}
    for name, buffers in optimizer.state_buffers().items():
        arrays.update({f"{name}_{i}": buffer for i, buffer in enumerate(buffers) if buffer is not None})
    return facts, arrays
    ### END SOLUTION


def restore_state(trainer, facts, arrays):
    """Put back what trainer_state collected. Raises ValueError, before any change, when it does not fit."""
    optimizer, parameters = trainer.optimizer, trainer.model.parameters()
    # TODO: check, then put everything back.
    # Steps:
    #   1. facts.get("optimizer") must be the class name of this optimizer, else ValueError with both names.
    #   2. There must be as many keys that begin with "parameter_" as there are parameters, else ValueError. Then
    #      ensure_complete(trainer, facts, arrays) refuses what is missing or of another kind. Then each array must
    #      have the shape of its parameter, else ValueError. Name the parameter and both shapes. A buffer that is
    #      there must have the shape of the parameter with its number in optimizer.params, too.
    #   3. Copy every array *into* the parameter: parameter.data[...] = array. The optimizer keeps the same Tensor.
    #   4. For each list of optimizer.state_buffers(): write the array of that name and number, or None.
    #   5. Put back lr, step_count, update_counts, epoch, step, history; for training_mode use switch_training too.
    #   6. Give every setting of settings_of(optimizer) its saved value: setattr(optimizer, name, ...).
    # Hint: arrays.get(key) is None for a key that is missing.
    ### BEGIN SOLUTION
    name = type(optimizer).__name__
    saved_name = facts.get("optimizer")
    if saved_name != name:
        raise ValueError(f"the checkpoint was made with {saved_name}, this trainer has {name}. "
                         f"Fix: create the trainer with {saved_name}.")
    saved = sum(key.startswith("parameter_") for key in arrays)
    if saved != len(parameters):
        raise ValueError(f"the checkpoint holds {saved} parameters, this model has {len(parameters)}. "
                         "Fix: build the model as it was when the checkpoint was made.")
    ensure_complete(trainer, facts, arrays)
    owners = {"parameter": parameters, **dict.fromkeys(optimizer.state_buffers(), optimizer.params)}
    for kind, tensors in owners.items():
        for i, parameter in enumerate(tensors):
            array = arrays.get(f"{kind}_{i}", parameter.data)
            if array.shape != parameter.shape:
                raise ValueError(f"parameter {i} has shape {parameter.shape}, {kind}_{i} in the checkpoint "
                                 f"{array.shape}. Fix: build the model as it was when the checkpoint was made.")
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"parameter_{i}"]
    for name, buffers in optimizer.state_buffers().items():
        for i in range(len(buffers)):
            buffers[i] = arrays.get(f"{name}_{i}")
    optimizer.lr, optimizer.step_count = facts["lr"], facts["step_count"]
    optimizer.update_counts = facts["update_counts"]
    for name in settings_of(optimizer):
        setattr(optimizer, name, facts["settings"][name])
    trainer.epoch, trainer.step, trainer.history = facts["epoch"], facts["step"], facts["history"]
    trainer.training_mode = facts["training_mode"]
    switch_training(trainer.model, trainer.training_mode)
    ### END SOLUTION


# %% given save-and-load
#| export
def trainer_save_checkpoint(self, path):
    """Write the whole state of the run to the file `path`. Directories are created as needed."""
    write_archive(path, *trainer_state(self))


def trainer_load_checkpoint(self, path):
    """Continue from the file `path`. For the errors see read_archive and restore_state."""
    restore_state(self, *read_archive(path))


Trainer.save_checkpoint = trainer_save_checkpoint
Trainer.load_checkpoint = trainer_load_checkpoint


# %% given small-run
def small_run(seed, optimizer=Adam, hidden=4):
    """For the tests: a trainer for a small network with random weights, and four batches."""
    np.random.seed(seed)
    model = Sequential(Linear(2, hidden), ReLU(), Linear(hidden, 2))
    trainer = Trainer(model, optimizer(model.parameters(), lr=0.05), CrossEntropyLoss(), CosineSchedule(0.05, 0.0, 8))
    rng = np.random.default_rng(1)
    points = rng.normal(size=(4, 8, 2))
    return trainer, [(Tensor(group), Tensor(group[:, 0] > group[:, 1])) for group in points]


def numbers_of(trainer):
    """For the tests: all weights of the model in one row."""
    return np.concatenate([parameter.data.reshape(-1) for parameter in trainer.model.parameters()])


def through_file(trainer, other):
    """For the tests: save the first trainer, and load the file into the second."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "deeper", "run.ckpt")
        trainer.save_checkpoint(file)
        other.load_checkpoint(file)


# %% test 3 test-state
@explained
def test_state():
    """The state of a run is complete (3 points)."""
    trainer, batches = small_run(seed=1)
    trainer.train_epoch(batches)
    facts, arrays = trainer_state(trainer)
    wanted = {"epoch": 1, "step": 4, "optimizer": "Adam", "lr": 0.05, "step_count": 4, "update_counts": [4] * 4,
              "training_mode": True, "settings": {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
              "history": trainer.history}
    for key, value in wanted.items():
        assert facts.get(key) == value, f"facts[{key!r}] must be {value!r}, but it is {facts.get(key)!r}."
    names = {f"{kind}_{i}" for kind in ("parameter", "m_buffers", "v_buffers") for i in range(4)}
    assert set(arrays) == names, \
        f"arrays must have the keys parameter_0 to 3, m_buffers_0 to 3 and v_buffers_0 to 3, not {sorted(arrays)}."


test_state()

# %% test 5 test-resume
@explained
def test_resume():
    """An interrupted run ends exactly like one that was not (5 points)."""
    straight, batches = small_run(seed=1)
    first, _ = small_run(seed=1)
    second, _ = small_run(seed=2)
    for trainer in (straight, straight, straight, straight, first, first):
        trainer.train_epoch(batches)
    kept = second.model.parameters()[0]
    through_file(first, second)
    assert second.model.parameters()[0] is kept, "The parameters must stay the same Tensors; see step 3."
    expect_equal(lambda: (second.epoch, second.step), (2, 8), "epoch and step must be restored; see step 5.")
    expect_close(lambda: second.optimizer.lr, first.optimizer.lr, "The learning rate must be restored; see step 5.")
    for _ in range(2):
        second.train_epoch(batches)
    assert np.array_equal(numbers_of(second), numbers_of(straight)), \
        "Two epochs, a checkpoint and two epochs must give exactly the weights of four epochs; are the buffers and " \
        "both counts of the optimizer restored? See steps 4 and 5."
    expect_close(lambda: [*second.history["train_loss"], *second.history["learning_rates"]],
                 [*straight.history["train_loss"], *straight.history["learning_rates"]],
                 "The history must be continued, not begun anew; see step 5.")


test_resume()

# %% test 2 test-checkpoint-errors
@explained
def test_checkpoint_errors():
    """A checkpoint that does not fit, or is not complete, is refused whole (2 points)."""
    trainer, batches = small_run(seed=1)
    trainer.train_epoch(batches)
    for other, words, advice in [
        (small_run(seed=2, optimizer=SGD)[0], ["Adam", "SGD"],
         "A checkpoint of Adam for an SGD must raise a ValueError with both names; see step 1."),
        (small_run(seed=2, hidden=5)[0], ["(2, 5)", "(2, 4)"],
         "A checkpoint with another width must raise a ValueError with both shapes; see step 2."),
    ]:
        expect_error(ValueError, lambda: through_file(trainer, other), words, advice)
    facts, arrays = trainer_state(trainer)
    missing = ("epoch", "step", "history", "training_mode", "optimizer", "lr", "settings", "step_count", "update_counts")
    cases = [(f"without {key!r}", {name: facts[name] for name in missing if name != key}, arrays) for key in missing]
    cases += [("with settings but no beta2", {**facts, "settings": {"beta1": 0.9, "eps": 1e-8, "weight_decay": 0}}, arrays),
              ("with a text as learning rate", {**facts, "lr": "small"}, arrays),
              ("without one of the four counts", {**facts, "update_counts": [4] * 3}, arrays),
              ("with a text as parameter", facts, {**arrays, "parameter_3": np.array(["a", "b"])}),
              ("with parameter_4 in place of parameter_3", facts,
               {key.replace("parameter_3", "parameter_4"): array for key, array in arrays.items()})]
    for what, *saved in cases:
        other, _ = small_run(seed=2)
        other.train_epoch(batches)
        before = repr(trainer_state(other))
        expect_error(ValueError, lambda: restore_state(other, *saved), [],
                     f"A checkpoint {what} must raise a ValueError; ensure_complete does that, see step 2.")
        assert repr(trainer_state(other)) == before, f"A checkpoint {what} must be refused before anything changes."


test_checkpoint_errors()

# %% test 2 test-checkpoint-hidden
# Hidden checks (2 points): buffers that are None, momentum, a smaller model, the switch, a misfit at the end.
### BEGIN HIDDEN TESTS
@explained
def test_checkpoint_hidden():
    """Checkpoints work in every state of a run."""
    # says: write the array of that name and number, or None | Put back lr, step_count, update_counts, epoch, step, history
    fresh, batches = small_run(seed=1)
    used, _ = small_run(seed=2)
    used.train_epoch(batches)
    through_file(fresh, used)
    assert all(buffer is None for buffers in used.optimizer.state_buffers().values() for buffer in buffers), \
        "A buffer that was None when saved must be None when restored."
    assert used.epoch == 0 and used.history["train_loss"] == [], "The counts must go back to 0."

    def momentum(parameters, lr):
        return SGD(parameters, lr=lr, momentum=0.9)

    straight, _ = small_run(seed=1, optimizer=momentum)
    first, _ = small_run(seed=1, optimizer=momentum)
    second, _ = small_run(seed=2, optimizer=momentum)
    for epoch in range(2):
        straight.optimizer.lr = straight.scheduler.get_lr(epoch)
        for inputs, targets in batches:
            straight.loss_fn(straight.model(inputs), targets).backward()
            straight.optimizer.step()
            straight.optimizer.zero_grad()
    first.train_epoch(batches)
    first.evaluate(batches)
    through_file(first, second)
    # says: for training_mode use switch_training too
    assert second.model.training is False and second.training_mode is False, \
        "The training switch must be restored in the model and in trainer.training_mode; see step 5."
    # says: From Module 06, an optimizer has `state_buffers()`
    second.train_epoch(batches)
    assert np.array_equal(numbers_of(second), numbers_of(straight)), \
        "The momentum must be restored exactly: an epoch, a checkpoint and an epoch must end where the five lines do."
    # says: such as a learning rate of type np.float32 | Give every setting of settings_of(optimizer) its saved value
    second.optimizer.momentum, second.optimizer.lr = 0.5, np.float32(0.25)
    through_file(second, first)
    expect_close(lambda: (first.optimizer.momentum, first.optimizer.lr), (0.5, 0.25),
                 "The settings of the optimizer must be restored, also momentum; see step 6.")
    # says: There must be as many keys that begin with "parameter_" as there are parameters
    longer, shorter = (Trainer(model, momentum(model.layers[0].parameters(), lr=0.1), CrossEntropyLoss())
                       for model in (first.model, Sequential(Linear(2, 4))))
    expect_error(ValueError, lambda: through_file(longer, shorter), ["4", "2"],
                 "A checkpoint with more parameters than the model must be refused.")
    # says: Name the parameter and both shapes | Before anything is put back, everything must be checked
    model = Sequential(Linear(2, 4), ReLU(), Linear(4, 2))
    model.layers[2].bias = Tensor(np.zeros((1, 2)), requires_grad=True)
    late = Trainer(model, momentum(model.parameters(), lr=0.1), CrossEntropyLoss())
    # says: must have the shape of the parameter with its number in optimizer.params
    facts, arrays = trainer_state(second)
    arrays["momentum_buffers_3"] = np.zeros((1, 2), dtype=np.float32)
    for trainer, *saved in [(late, *trainer_state(first)), (second, facts, arrays)]:
        before = repr(trainer_state(trainer))
        expect_error(ValueError, lambda: restore_state(trainer, *saved), ["(1, 2)", "(2,)"],
                     "Shapes must be equal: (2,) and (1, 2) are not, although they broadcast; see step 2.")
        assert repr(trainer_state(trainer)) == before, \
            "Nothing may change when a checkpoint is refused, also when only the last parameter misfits."


test_checkpoint_hidden()
### END HIDDEN TESTS

# %% [markdown]
"""
# Part 6. Putting it together

A problem that no single linear layer can solve: points belong to class 1 if exactly one of their coordinates is
positive. It is the XOR of Milestone 02, with noise-free points all over the square. Your network learns it from
300 points and is measured on 300 others.
"""

# %%
def xor_batches(count, size, seed):
    """Return `count` random points in batches of `size`, with the XOR of their signs as class numbers."""
    points = np.random.default_rng(seed).uniform(-1, 1, (count, 2))
    classes = (points[:, 0] > 0) != (points[:, 1] > 0)
    return [(Tensor(points[i:i + size]), Tensor(classes[i:i + size])) for i in range(0, count, size)]


# %% test 1 test-learns-xor
@explained
def test_learns_xor():
    """Your own framework learns something (1 point)."""
    np.random.seed(0)
    model = Sequential(Linear(2, 16), ReLU(), Linear(16, 2))
    trainer = Trainer(model, Adam(model.parameters(), lr=0.05), CrossEntropyLoss(), CosineSchedule(0.05, 0.001, 30),
                      grad_clip_norm=1.0)
    train, fresh = xor_batches(300, 20, seed=1), xor_batches(300, 50, seed=2)
    before = trainer.evaluate(fresh)[1]
    losses = [trainer.train_epoch(train) for _ in range(30)]
    after = trainer.evaluate(fresh)[1]
    assert losses[-1] < losses[0] / 3 and after > 0.93 > before, \
        f"In 30 epochs the training loss must fall to less than a third, here from {losses[0]:.3f} to {losses[-1]:.3f}, " \
        f"and more than 93 % of new points must be right, not {after:.0%}. Run the tests above."


test_learns_xor()

# %% [markdown]
"""
# Part 7. Measure

The cells below measure *your* trainer on *this* machine. Run them more than once and change the sizes. Nothing
here is graded, but you need the results for the reflection.
"""

# %%
import time
import tracemalloc


def network(width=256):
    """Return an untrained network for the measurements: 64 inputs, two hidden layers, 10 classes."""
    return Sequential(Linear(64, width), ReLU(), Linear(width, width), ReLU(), Linear(width, 10))


def random_batch(size):
    """Return random inputs and classes for `network`."""
    return Tensor(np.random.randn(size, 64)), Tensor(np.random.randint(0, 10, size))


# %% [markdown]
"""
## Measurement 1: the life of the memory

What is held after each line of the loop, counted from before the model was created. The weights take one share;
find out what each of the others is, and when it is given back. The second step shows what stays.
"""

# %%
def memory_of_two_steps(make_optimizer, size):
    """Run two steps of training and return what is held after each line, in bytes, by name."""
    np.random.seed(0)
    inputs, targets = random_batch(size)
    rows = {}
    tracemalloc.start()

    def note(name):
        rows.setdefault(name, []).append(tracemalloc.get_traced_memory()[0])

    model = network()
    optimizer, loss_fn = make_optimizer(model.parameters()), CrossEntropyLoss()
    for _ in range(2):
        note("before")
        loss = loss_fn(model(inputs), targets)
        note("forward")
        loss.backward()
        note("backward")
        optimizer.step()
        note("step")
        optimizer.zero_grad()
        note("zero_grad")
        loss = None
    tracemalloc.stop()
    return rows


weights = 4 * sum(parameter.size for parameter in network().parameters())
print(f"weights: {weights:,} bytes. Held after each line, in multiples of that; batch of 256")
sgd = memory_of_two_steps(lambda parameters: SGD(parameters, lr=0.01), 256)
adam = memory_of_two_steps(lambda parameters: Adam(parameters, lr=0.01), 256)
print("line        SGD, step 1   step 2      Adam, step 1   step 2")
for line in sgd:
    (s1, s2), (a1, a2) = sgd[line], adam[line]
    print(f"{line:10s} {s1 / weights:11.2f} {s2 / weights:9.2f} {a1 / weights:16.2f} {a2 / weights:8.2f}")

# %% [markdown]
"""
## Measurement 2: where the time goes

One iteration, line by line, for a small and for a large batch. Which lines depend on the batch, which only on
the number of weights?
"""

# %%
def times_of(size, repeats=10):
    """Return the shortest time of each line of the loop, in seconds, by name."""
    model = network()
    optimizer, loss_fn, times = Adam(model.parameters(), lr=0.01), CrossEntropyLoss(), {}
    inputs, targets = random_batch(size)

    def timed(name, action):
        start = time.perf_counter()
        result = action()
        times[name] = min(times.get(name, math.inf), time.perf_counter() - start)
        return result

    for _ in range(repeats):
        loss = timed("forward", lambda: loss_fn(model(inputs), targets))
        timed("backward", loss.backward)
        timed("clip", lambda: clip_grad_norm(model.parameters(), 1.0))
        timed("step", optimizer.step)
        timed("zero_grad", optimizer.zero_grad)
    return times


small, large = times_of(16), times_of(512)
print("line        batch of 16   batch of 512")
for line in small:
    print(f"{line:10s} {small[line] * 1e6:9,.0f} us {large[line] * 1e6:11,.0f} us")

# %% [markdown]
"""
## Measurement 3: accumulation

The same 512 examples as one batch, and as 16 batches of 32 that make one step. The last column is the largest
difference between the weights afterwards.
"""

# %%
def run_of(batches, steps):
    """Train one epoch from the same start; return its peak memory, its time and the weights."""
    np.random.seed(0)
    model = network()
    trainer = Trainer(model, SGD(model.parameters(), lr=0.1), CrossEntropyLoss())
    trainer.train_epoch(batches, accumulation_steps=steps)  # the first run pays for warming up
    start = time.perf_counter()
    trainer.train_epoch(batches, accumulation_steps=steps)
    seconds = time.perf_counter() - start
    tracemalloc.start()
    trainer.train_epoch(batches, accumulation_steps=steps)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, seconds, numbers_of(trainer)


np.random.seed(1)
inputs, targets = random_batch(512)
parts = [(inputs[i:i + 32], targets[i:i + 32]) for i in range(0, 512, 32)]
peak_one, seconds_one, weights_one = run_of([(inputs, targets)], 1)
peak_many, seconds_many, weights_many = run_of(parts, 16)
print("                    peak memory       time   largest difference")
print(f"one batch of 512 {peak_one:14,d} {seconds_one * 1e3:7.1f} ms")
print(f"16 batches of 32 {peak_many:14,d} {seconds_many * 1e3:7.1f} ms   {abs(weights_one - weights_many).max():.1e}")

# %% [markdown]
"""
## Measurement 4: fixed rate against schedule

Fit a line through noisy points, with batches of 4. The loss is measured on points without noise, so 0 would be
perfect. A large fixed rate keeps jumping around; a small one may not arrive.
"""

# %%
def noisy_line(seed, noise):
    """Return 25 batches of 4 points around y = 2 x - 1."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (25, 4, 1))
    return [(Tensor(group), Tensor(2 * group - 1 + noise * rng.normal(size=group.shape))) for group in x]


train, clean = noisy_line(1, noise=1.0), noisy_line(2, noise=0.0)
print("learning rate          loss after 2 epochs   after 10 epochs")
for name, lr, scheduler in [("fixed 0.3", 0.3, None), ("fixed 0.003", 0.003, None),
                            ("cosine 0.3 to 0.003", 0.3, CosineSchedule(0.3, 0.003, 10))]:
    np.random.seed(3)
    model = Linear(1, 1)
    trainer = Trainer(model, SGD(model.parameters(), lr=lr), MSELoss(), scheduler)
    losses = []
    for _ in range(10):
        trainer.train_epoch(train)
        losses.append(trainer.evaluate(clean)[0])
    print(f"{name:22s} {losses[1]:19.4f} {losses[-1]:17.4f}")

# %% [markdown]
"""
## Measurement 5: the size of a checkpoint

The same network, three optimizers, one step each. Compare with the weights.
"""

# %%
print("optimizer             file in bytes   file / weights")
for name, make in [("SGD", lambda parameters: SGD(parameters, lr=0.1)),
                   ("SGD with momentum", lambda parameters: SGD(parameters, lr=0.1, momentum=0.9)),
                   ("Adam", lambda parameters: Adam(parameters, lr=0.01))]:
    model = network()
    trainer = Trainer(model, make(model.parameters()), CrossEntropyLoss())
    trainer.train_epoch([random_batch(8)])
    with tempfile.TemporaryDirectory() as folder:
        trainer.save_checkpoint(os.path.join(folder, "run.ckpt"))
        size = os.path.getsize(os.path.join(folder, "run.ckpt"))
    print(f"{name:18s} {size:16,d} {size / weights:16.2f}")

# %% [markdown]
"""
# Part 8. When something goes wrong

| you see | what happened | what to do |
|---|---|---|
| the loss of batch 12 is nan | the steps are too large, or the data holds nan | smaller learning rate; `grad_clip_norm=1.0`; check the data |
| the loss jumps up and down and does not fall | the learning rate is too large, or gradients are not cleared | divide the rate by 10; look for zero_grad |
| the loss stays where it is | the rate is too small, or the optimizer has other parameters | print the norm that clip_grad_norm returns |
| the optimizer holds none of the parameters | the model was created again after the optimizer | create the optimizer last |
| training loss falls, evaluation loss rises | the network learns its examples by heart | stop earlier; dropout; more data |
| evaluation differs from run to run | dropout acts | use `evaluate`, which switches it off |
| the dataloader gave no batches | a generator was used up in the first epoch | pass a list |
| the first steps after loading are bad | the optimizer state was not restored | restore buffers and counts |
| parameter 0 has shape ..., in the checkpoint ... | the model was built with other sizes | build it as it was |
| memory runs out | the batch is too large | smaller batches with accumulation_steps |
"""

# %% [markdown]
"""
# Part 9. The same thing in PyTorch

| yours | PyTorch |
|---|---|
| `CosineSchedule(0.1, 0.01, 100)` | `lr_scheduler.CosineAnnealingLR(optimizer, T_max=100, eta_min=0.01)` |
| `clip_grad_norm(parameters, 1.0)` | `torch.nn.utils.clip_grad_norm_(parameters, 1.0)` |
| `trainer.train_epoch(batches)` | the five lines, written out in every program |
| `trainer.evaluate(batches)` | `model.eval()` and `with torch.no_grad():` |
| `trainer.save_checkpoint(path)` | `torch.save({"model": model.state_dict(), ...}, path)` |
| `trainer.load_checkpoint(path)` | `model.load_state_dict(torch.load(path, weights_only=True)["model"])` |

And below the surface:

| | yours | PyTorch |
|---|---|---|
| the loop | in Trainer | yours to write; libraries such as Lightning offer a Trainer |
| schedules | one, asked by epoch | more than ten, which count their own steps |
| clipping | the same formula | the same formula, with a tiny number added to the norm |
| checkpoints | arrays and JSON | pickle, with a switch that admits only data |
| several machines, shorter numbers | no | yes |
"""

# %% [markdown]
"""
# Part 10. Check your understanding

Answer first, then open the answer.

**1. Memory.** A model has 10 million parameters. What do weights, gradients and optimizer state take with Adam?
With SGD and momentum?

<details><summary>Answer 1</summary>

One float32 for each is 40 MB. Adam: weights, gradients and two buffers, 160 MB. SGD with momentum: one buffer,
120 MB. Activations come on top and depend on the batch. Between `zero_grad()` and `backward()` the gradients are
not there, so 40 MB less.

</details>

**2. Accumulation.** You want the steps of a batch of 128, but only 32 fit. What does accumulation_steps=4 do to
memory, time and the noise of the gradient?

<details><summary>Answer 2</summary>

Memory: that of a batch of 32, because each backward pass gives its activations back. Time: about that of the
same examples in one batch, a little more, because small batches use the processor less well; four times as long
*per step*, since a step now sees four times as many examples. Noise: that of a batch of 128.

</details>

**3. Iterations.** 1.2 million pictures, batches of 256, 90 epochs: how many iterations? At 250 ms each, how long?

<details><summary>Answer 3</summary>

1,200,000 / 256 = 4,687.5, so 4,688 per epoch and 421,920 in all. Times 0.25 s: 105,480 s, a little more than 29
hours. Checkpoints are not a luxury.

</details>

**4. Clipping.** The gradients are 50, 100 and 5. What is left with a global norm of at most 1? With each clipped
to 1?

<details><summary>Answer 4</summary>

The norm is sqrt(2500 + 10000 + 25), about 111.9. Divided by it: 0.447, 0.894, 0.045. The direction is kept.
Clipped one by one: 1, 1, 1. The last one, which hardly mattered, now counts as much as the others.

</details>

**5. Storage.** 100 epochs, 1 GB per checkpoint, room for 10 GB. What do you keep?

<details><summary>Answer 5</summary>

For example the last three, which limit the loss to one epoch even if a file is damaged; the best by evaluation
loss; and one every 25 epochs, to look back. That is about 7 GB. An old one is deleted only after the new one is
complete.

</details>

**6. Schedules.** When would a fixed learning rate be the better choice?

<details><summary>Answer 6</summary>

When you do not know how long you will train: a cosine that ends too early or is cut off half way is worse than a
fixed rate. Also for runs of a few epochs, and while you are still looking for the right size of the rate.

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
**Question 1 (6 points, 3 of them for memory): follow the memory.** Use the table of Measurement 1 from your own run, and quote its
numbers. Explain every rise and fall: what is created or given back, and how large is it in multiples of the
weights? Why does the second step of Adam begin higher than the first? When is the peak, and what would you change
first if it did not fit?
"""

# %% [markdown] answer 6 reflect-memory
"""
### BEGIN SOLUTION
The highest line is the one after the forward pass, and only the optimizer state stays for good (the answer quotes the
run). Before: 1.0, the weights, 340,008 bytes. Forward: plus everything that was computed and is kept for the way back.
Each Linear makes two tensors, the product and the sum with the bias, and each ReLU one: 256 * (6 * 256 + 2 * 10) numbers
are 1,593,344 bytes, 4.7 times the weights. Backward: the activations are given back, and gradients appear, one multiple.
Step: SGD leaves nothing; Adam creates two buffers, two multiples, once. zero_grad gives the gradients back. So the
second step of Adam begins at 3.0 and reaches 7.7. Within a line it can be higher for a moment, because of temporary
arrays that the table does not show. First remedy: a smaller batch with accumulation, because activations grow linearly
with the batch and the rest does not; with a batch of 1 they are next to nothing, and the optimizer state dominates. It
costs time: the same work in smaller pieces.

**Rubric** (memory 3 points, the others 1 each). Clear: names the peak and what stays, with numbers of the student's own run. Correct
under pressure: a limit (small batch, temporary arrays that the table does not show, SGD without buffers). Cost: says
that activations grow with the batch, and what the remedy costs in time. Memory: weights 1, gradients 1, Adam's
buffers 2, activations by formula, and when each is given back.
### END SOLUTION
"""

# %% [markdown]
"""
**Question 2 (6 points, 3 of them for cost): explain your measurement.** Use Measurement 2 and 3 from your own run, and quote their
numbers. Which lines of the loop grow with the batch and which do not, and why? What does accumulation save, and
what does it cost? Why is the difference in the last column not exactly 0?
"""

# %% [markdown] answer 6 reflect-time
"""
### BEGIN SOLUTION
Forward and backward grow with the batch, because their products cost batch * weights; clip, step and zero_grad visit
every weight once and do not know the batch (the answer quotes the run). Backward takes about twice as long as
forward, since a product has two gradients, each a product of the same size. From 16 to 512 examples the work grows
32 times and the time by less, since fixed costs per call matter for small batches. Accumulation saves activations:
they are those of 32 examples instead of 512, while weights and gradients stay the same; the peak falls, but not by
16. It costs time: sixteen times the fixed costs, and smaller matrix products. The difference is not 0, about 1e-8,
because float32 sums depend on their order. Limit: with layers that look at the whole batch, or batches of different
sizes, accumulation is not the same as one large batch.

**Rubric** (cost 3 points, the others 1 each). Clear: sorts the lines into the two groups, with numbers of the student's own run. Correct
under pressure: rounding depends on the order, or a case in which accumulation is not equal to a large batch. Cost:
batch * weights against weights, and the ratio of backward to forward. Memory: activations shrink with the batch,
weights, gradients and state do not.
### END SOLUTION
"""

# %% [markdown]
"""
# What you built

The Foundation tier is complete: your package computes, measures its error, finds the way down, takes it, and remembers where
it was. Export your work, and it becomes `tinytorch/core/training.py`:

```
tito module complete 07
```

#| terms

Milestones 02 (XOR) and 03 (digits) are open now. **Next: Module 08, DataLoader.** Your batches are lists made by
hand, in the same order in every epoch. Module 08 makes them from any data set, shuffled, without holding everything
in memory.

## To read on

- Loshchilov and Hutter (2017), *SGDR: Stochastic Gradient Descent with Warm Restarts*, ICLR. Where the cosine comes
  from.
- Pascanu, Mikolov and Bengio (2013), *On the difficulty of training recurrent neural networks*, ICML. Gradients that
  explode, and clipping by the norm.
- Goyal and others (2017), *Accurate, Large Minibatch SGD*, arXiv 1706.02677. How batch size and learning rate belong
  together.
- Smith (2017), *Cyclical Learning Rates for Training Neural Networks*, WACV. Schedules that go up and down.
"""
