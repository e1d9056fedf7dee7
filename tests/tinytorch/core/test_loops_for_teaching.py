"""The loops that show how an operation works are slow on purpose; training must never run them."""
import sys

import numpy as np
import pytest

from tinytorch import (
    GELU,
    SGD,
    Adam,
    BinaryCrossEntropyLoss,
    CrossEntropyLoss,
    Dropout,
    Linear,
    MSELoss,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    Tanh,
    Tensor,
    Trainer,
)
from tinytorch.core import activations, autograd, spatial, tensor

FOR_TEACHING = {function.__code__ for function in (
    tensor.matmul_loops, activations.softmax_loops, autograd.numerical_gradient, spatial.conv2d_loops)}


def run_for_teaching(action) -> set[str]:
    """The names of the functions for teaching that `action` ran, however they were called."""
    names = set()

    def watch(frame, event, argument):
        if event == "call" and frame.f_code in FOR_TEACHING:
            names.add(frame.f_code.co_name)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        action()
    finally:
        sys.setprofile(before)
    return names


def trained(loss, targets, last, optimizer):
    np.random.seed(0)
    model = Sequential(Linear(4, 8), ReLU(), Dropout(0.2), Linear(8, 8), Tanh(), Linear(8, 8), GELU(), Linear(8, 3), last)
    trainer = Trainer(model, optimizer(model.parameters()), loss, grad_clip_norm=1.0)
    batches = [(Tensor(np.random.randn(6, 4)), Tensor(targets))]

    def run():
        trainer.train_epoch(batches)
        trainer.evaluate(batches)
        assert (trainer.step, len(trainer.history["eval_loss"])) == (1, 1)

    return run


@pytest.mark.parametrize("loss, targets, last", [
    (CrossEntropyLoss(), [0, 1, 2, 0, 1, 2], ReLU()),
    (MSELoss(), np.zeros((6, 3)), Softmax()),
    (BinaryCrossEntropyLoss(), np.ones((6, 3)), Sigmoid()),
], ids=["classes", "quantities", "answers"])
@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_training_runs_nothing_that_is_slow_on_purpose(loss, targets, last, optimizer):
    assert run_for_teaching(trained(loss, targets, last, optimizer)) == set()


def test_training_of_convolutions_runs_nothing_that_is_slow_on_purpose():
    model = Sequential(spatial.Conv2d(1, 2, 3, padding=1), ReLU(), spatial.MaxPool2d(2), spatial.AvgPool2d(2), spatial.Flatten(),
                       Linear(2, 3))
    trainer = Trainer(model, SGD(model.parameters()), CrossEntropyLoss())
    batches = [(Tensor(np.random.randn(3, 1, 4, 4)), Tensor([0, 1, 2]))]
    assert run_for_teaching(lambda: trainer.train_epoch(batches)) == set() and trainer.step == 1


def test_the_watch_sees_them():
    x = Tensor([[1.0, 2.0], [3.0, 4.0]])
    picture = x.reshape(1, 1, 2, 2)
    action = [lambda: tensor.matmul_loops(x, x), lambda: activations.softmax_loops(x[0]),
              lambda: autograd.numerical_gradient(lambda t: (t * t).sum(), x),
              lambda: spatial.conv2d_loops(picture, picture)]
    assert [run_for_teaching(each) for each in action] == [
        {"matmul_loops"}, {"softmax_loops"}, {"numerical_gradient"}, {"conv2d_loops"}]
