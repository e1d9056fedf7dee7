"""What learners do wrong with each module, and what the error must name.

A row: module number, kind of mistake, what is done, the error's class, and the words that its message must have.
"""
from pathlib import Path

import numpy as np

from tinytorch import (
    GELU,
    SGD,
    Adam,
    AdamW,
    AvgPool2d,
    BinaryCrossEntropyLoss,
    Compose,
    Conv2d,
    CosineSchedule,
    CrossEntropyLoss,
    DataLoader,
    Dropout,
    Flatten,
    Linear,
    MaxPool2d,
    MSELoss,
    RandomCrop,
    RandomHorizontalFlip,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    Tanh,
    Tensor,
    TensorDataset,
    Trainer,
    TransformedDataset,
    clip_grad_norm,
    log_softmax,
)

NAN = float("nan")


def table(*shape):
    return Tensor(np.ones(shape))


def trainer(loss=None, **settings):
    model = Linear(3, 2)
    return Trainer(model, SGD(model.parameters()), loss or MSELoss(), **settings)


def weighted():
    return Tensor([1.0, 2.0], requires_grad=True) * 2


def twice():
    loss = weighted().sum()
    loss.backward()
    loss.backward()


def step_with(gradient):
    weight = Tensor([1.0, 2.0], requires_grad=True)
    weight.grad = gradient
    SGD([weight]).step()


ROWS = [
    (1, "shape mismatch", lambda: table(2, 3) + table(2), ValueError, ["(2, 3)", "(2,)", "3 meets 2"]),
    (1, "shape mismatch", lambda: table(2, 3) @ table(2, 3), ValueError, ["(2, 3) @ (2, 3)", "inner lengths"]),
    (1, "shape mismatch", lambda: table(2, 3).reshape(4, 2), ValueError, ["(2, 3) to (4, 2)", "6 numbers"]),
    (1, "shape mismatch", lambda: table(2, 3).reshape(1.5, 4), ValueError, ["(1.5, 4)", "6 numbers"]),
    (1, "shape mismatch", lambda: table(2, 3).transpose(0, 2), ValueError, ["(2, 3)", "rank is 2"]),
    (1, "shape mismatch", lambda: table(2, 3).sum(axis=2), ValueError, ["axis 2", "(2, 3)"]),
    (1, "shape mismatch", lambda: table(2, 3).item(), ValueError, ["item()", "(2, 3)", "6"]),
    (1, "shape mismatch", lambda: Tensor([[1, 2], [3]]), ValueError, ["rows have different lengths"]),
    (1, "wrong dtype", lambda: Tensor("1.5"), TypeError, ["must be numbers", "str"]),
    (1, "wrong dtype", lambda: Tensor([1, None]), TypeError, ["must be numbers", "list"]),
    (1, "wrong dtype", lambda: table(2) * "2", TypeError, ["must be numbers", "str"]),
    (1, "wrong dtype", lambda: table(2, 2) @ np.ones((2, 2)), TypeError, ["ndarray", "Tensor(...)"]),
    (1, "wrong dtype", lambda: np.ones((2, 2)) @ table(2, 2), TypeError, ["ndarray", "Tensor(...)"]),
    (1, "wrong dtype", lambda: table(2, 3).mean(axis=[0]), ValueError, ["axis [0]", "(2, 3)"]),
    (1, "wrong dtype", lambda: table(2, 3).transpose("rows", "columns"), ValueError, ["rows", "(2, 3)"]),
    (1, "empty data set", lambda: Tensor([]).mean(), ValueError, ["(0,)", "no mean"]),
    (1, "empty data set", lambda: table(0, 3).max(axis=0), ValueError, ["(0, 3)", "no maximum"]),
    (2, "shape mismatch", lambda: Softmax(dim=2)(table(2, 3)), ValueError, ["axis 2", "(2, 3)"]),
    (2, "shape mismatch", lambda: Softmax()(Tensor(1.0)), ValueError, ["axis -1", "()"]),
    *[(2, "wrong dtype", lambda kind=kind: kind()([1.0]), TypeError, [kind.__name__, "list", "Tensor(...)"])
      for kind in (ReLU, Sigmoid, Tanh, GELU, Softmax)],
    (2, "wrong dtype", lambda: Softmax("rows")(table(2, 3)), ValueError, ["axis 'rows'", "(2, 3)"]),
    (3, "shape mismatch", lambda: Linear(3, 2)(table(2, 4)), ValueError, ["Linear(3, 2)", "(2, 4)", "here 3"]),
    (3, "shape mismatch", lambda: Sequential(Linear(3, 2), Linear(3, 2))(table(1, 3)), ValueError, ["Linear(3, 2)", "(1, 2)"]),
    (3, "wrong dtype", lambda: Linear(3, 2)(np.ones((2, 3))), TypeError, ["Linear(3, 2)", "ndarray", "Tensor(...)"]),
    (3, "wrong dtype", lambda: Linear("3", 2), ValueError, ["in_features", "'3'"]),
    (3, "wrong dtype", lambda: Linear(3, 2.5), ValueError, ["out_features", "2.5"]),
    (3, "wrong dtype", lambda: Dropout(20), ValueError, ["Dropout", "20", "0.2"]),
    (3, "wrong dtype", lambda: Sequential(Linear(3, 2), ReLU), TypeError, ["class ReLU", "place 1", "ReLU(...)"]),
    (3, "empty data set", lambda: Linear(0, 2), ValueError, ["in_features", "not 0"]),
    (4, "shape mismatch", lambda: MSELoss()(table(2), table(3)), ValueError, ["(2,)", "(3,)", "same batch"]),
    (4, "shape mismatch", lambda: BinaryCrossEntropyLoss()(table(2, 1), table(2)), ValueError, ["(2, 1)", "(2,)"]),
    (4, "shape mismatch", lambda: CrossEntropyLoss()(table(3), table(3)), ValueError, ["logits", "(3,)", "(N, C)"]),
    (4, "shape mismatch", lambda: CrossEntropyLoss()(table(2, 3), table(2, 3)), ValueError, ["targets", "(2, 3)", "(N,)"]),
    (4, "shape mismatch", lambda: CrossEntropyLoss()(table(2, 3), table(4)), ValueError, ["(2, 3)", "(4,)"]),
    (4, "shape mismatch", lambda: log_softmax(table(2), 1), ValueError, ["axis 1", "(2,)"]),
    (4, "wrong dtype", lambda: MSELoss()(table(2), [1, 1]), TypeError, ["MSELoss", "targets", "list", "Tensor(...)"]),
    (4, "wrong dtype", lambda: CrossEntropyLoss()(table(1, 3), Tensor([0.5])), ValueError, ["whole numbers"]),
    (4, "wrong dtype", lambda: CrossEntropyLoss()(table(1, 3), Tensor([3])), IndexError, ["target 3", "3 classes"]),
    (4, "wrong dtype", lambda: BinaryCrossEntropyLoss()(Tensor([1.5]), Tensor([1])), ValueError,
     ["1.5", "predictions", "Sigmoid"]),
    *[(4, "empty data set", lambda kind=kind: kind()(table(0), table(0)), ValueError, ["batch is empty"])
      for kind in (MSELoss, BinaryCrossEntropyLoss)],
    (4, "empty data set", lambda: CrossEntropyLoss()(table(0, 3), table(0)), ValueError, ["batch is empty"]),
    (5, "non-scalar backward", lambda: weighted().backward(), ValueError, ["single number", "(2,)", ".sum()", "gradient="]),
    (5, "shape mismatch", lambda: weighted().backward([1, 1, 1]), ValueError, ["(3,)", "(2,)"]),
    (5, "wrong dtype", lambda: weighted().backward("ones"), TypeError, ["must be numbers", "str"]),
    (5, "backward twice", twice, RuntimeError, ["been here before", "retain_graph=True"]),
    (5, "nothing to train", lambda: table(2).sum().backward(), RuntimeError, ["requires_grad=True"]),
    (6, "shape mismatch", lambda: step_with(np.ones(3, np.float32)), ValueError, ["params[0]", "(2,)", "(3,)"]),
    (6, "wrong dtype", lambda: SGD(Linear(3, 2)), TypeError, ["params", "Linear", "model.parameters()"]),
    (6, "wrong dtype", lambda: SGD([np.ones(2)]), TypeError, ["params[0]", "ndarray"]),
    (6, "wrong dtype", lambda: Adam([weighted()], lr="0.1"), TypeError, ["lr", "'0.1'", "quotes"]),
    (6, "wrong dtype", lambda: AdamW([weighted()], lr=None), TypeError, ["lr", "None"]),
    (6, "wrong dtype", lambda: Adam([weighted()], betas=0.9), TypeError, ["betas", "two numbers", "(0.9, 0.999)"]),
    (6, "wrong dtype", lambda: SGD([weighted()], momentum=1.5), ValueError, ["momentum", "1.5"]),
    (6, "empty data set", lambda: SGD([]), ValueError, ["params is empty", "model.parameters()"]),
    (6, "nothing to train", lambda: SGD([table(2)]), ValueError, ["params[0]", "(2,)", "requires_grad=True"]),
    (6, "NaN", lambda: SGD([weighted()], lr=NAN), ValueError, ["lr", "nan"]),
    (7, "shape mismatch", lambda: trainer().train_epoch([(table(4, 3), table(4, 5))]), ValueError, ["(4, 2)", "(4, 5)"]),
    (7, "shape mismatch", lambda: trainer().train_epoch([(table(4, 5), table(4, 2))]), ValueError, ["Linear(3, 2)", "(4, 5)"]),
    (7, "wrong dtype", lambda: trainer().train_epoch([(np.ones((4, 3)), table(4, 2))]), TypeError, ["ndarray", "Tensor(...)"]),
    (7, "wrong dtype", lambda: trainer().train_epoch([(table(4, 3), table(4, 2))], 1.5), ValueError,
     ["accumulation_steps", "1.5"]),
    (7, "empty data set", lambda: trainer().train_epoch([]), ValueError, ["gave no batches", "list of batches"]),
    (7, "empty data set", lambda: trainer().evaluate([]), ValueError, ["gave no batches"]),
    (7, "empty data set", lambda: trainer().train_epoch([(table(0, 3), table(0, 2))]), ValueError, ["batch is empty", "(0, 2)"]),
    (7, "NaN loss", lambda: trainer().train_epoch([(table(4, 3) * NAN, table(4, 2))]), FloatingPointError,
     ["loss of batch 0", "nan", "no step", "learning rate"]),
    (7, "wrong dtype", lambda: clip_grad_norm([weighted()], 0), ValueError, ["max_norm", "not 0"]),
    (7, "wrong dtype", lambda: CosineSchedule(0.1, 0.2), ValueError, ["0.1", "0.2", "min_lr"]),
    (7, "nothing to train", lambda: Trainer(Linear(3, 2), SGD([weighted()]), MSELoss()), ValueError, ["model.parameters()"]),
    (7, "missing file", lambda: trainer().load_checkpoint("no/such.npz"), FileNotFoundError, ["no/such.npz", "save_checkpoint"]),
    (7, "wrong file", lambda: trainer().load_checkpoint(Path(__file__)), ValueError, ["bad_inputs.py", "not a checkpoint"]),
    (8, "shape mismatch", lambda: TensorDataset(table(4, 3), table(5)), ValueError, ["tensor 1", "5 rows", "4"]),
    (8, "shape mismatch", lambda: TensorDataset(table(4), Tensor(1.0)), ValueError, ["tensor 1", "()"]),
    (8, "shape mismatch", lambda: list(DataLoader([table(2), table(2), table(3)], 3)), ValueError,
     ["sample 2", "(3,)", "(2,)"]),
    (8, "shape mismatch", lambda: list(DataLoader([(table(2), 1), (table(2),)], 2)), ValueError, ["sample 1", "parts"]),
    (8, "shape mismatch", lambda: RandomCrop(6, padding=1)(table(3, 3)), ValueError, ["(6, 6)", "(5, 5)"]),
    (8, "shape mismatch", lambda: RandomHorizontalFlip()(table(4, 3, 8, 8)), ValueError, ["(4, 3, 8, 8)", "single samples"]),
    (8, "no such sample", lambda: TensorDataset(table(4, 3))[4], IndexError, ["index 4", "4 samples"]),
    (8, "no such sample", lambda: TensorDataset(table(4, 3))[-1], IndexError, ["index -1", "4 samples"]),
    (8, "wrong dtype", lambda: TensorDataset(table(4, 3))[1.0], TypeError, ["1.0", "whole number"]),
    (8, "wrong dtype", lambda: TensorDataset(table(4, 3))[:2], TypeError, ["slice", "one sample at a time"]),
    (8, "wrong dtype", lambda: TensorDataset(table(4), np.ones(4)), TypeError, ["ndarray", "number 1", "Tensor(...)"]),
    (8, "wrong dtype", lambda: DataLoader(iter([1, 2]), 2), TypeError, ["list_iterator", "len(dataset)"]),
    (8, "wrong dtype", lambda: TransformedDataset(None, RandomHorizontalFlip()), TypeError, ["NoneType", "len(dataset)"]),
    (8, "wrong dtype", lambda: DataLoader([1, 2], 0), ValueError, ["batch_size", "not 0"]),
    (8, "wrong dtype", lambda: list(DataLoader(["cat", "dog"], 2)), TypeError, ["must be numbers", "str"]),
    (8, "wrong dtype", lambda: RandomHorizontalFlip(50), ValueError, ["p must", "50"]),
    (8, "wrong dtype", lambda: RandomHorizontalFlip()(np.ones((3, 3))), TypeError, ["ndarray", "Tensor(...)"]),
    (8, "wrong dtype", lambda: RandomCrop("8"), ValueError, ["size", "'8'"]),
    (8, "wrong dtype", lambda: RandomCrop(8, padding=1.5), ValueError, ["padding", "1.5"]),
    (8, "wrong dtype", lambda: Compose([RandomHorizontalFlip(), 0.5]), TypeError, ["transform 1", "float"]),
    (8, "empty data set", lambda: TensorDataset(), ValueError, ["at least one"]),
    (8, "empty data set", lambda: trainer().train_epoch(DataLoader([], 4)), ValueError, ["gave no batches"]),
    (9, "shape mismatch", lambda: Conv2d(3, 2, 3)(table(3, 8, 8)), ValueError, ["Conv2d(3, 2)", "(3, 8, 8)", "4 dimensions"]),
    (9, "shape mismatch", lambda: Conv2d(3, 2, 3)(table(1, 8, 8, 3)), ValueError, ["(1, 8, 8, 3)", "8 channels", "here 3"]),
    (9, "shape mismatch", lambda: Conv2d(1, 2, 5, padding=1)(table(1, 1, 2, 8)), ValueError, ["length 5", "padded length of 4"]),
    (9, "shape mismatch", lambda: MaxPool2d(2)(table(8, 8)), ValueError, ["MaxPool2d", "(8, 8)", "4 dimensions"]),
    (9, "shape mismatch", lambda: AvgPool2d(3)(table(1, 1, 2, 8)), ValueError, ["length 3", "length of 2"]),
    (9, "shape mismatch", lambda: Flatten()(Tensor(1.0)), ValueError, ["Flatten", "()"]),
    (9, "wrong dtype", lambda: Conv2d(1, 2, 3)(np.ones((1, 1, 8, 8))), TypeError, ["Conv2d(1, 2)", "ndarray", "Tensor(...)"]),
    (9, "wrong dtype", lambda: AvgPool2d(2)([[1.0]]), TypeError, ["AvgPool2d", "list", "Tensor(...)"]),
    (9, "wrong dtype", lambda: Conv2d(1, 2, "3"), ValueError, ["kernel_size", "'3'"]),
    (9, "wrong dtype", lambda: Conv2d(1, 2, (3, 3, 3)), ValueError, ["kernel_size", "(3, 3, 3)", "two"]),
    (9, "wrong dtype", lambda: Conv2d(1, 2, 3, stride=0), ValueError, ["stride", "not 0"]),
    (9, "wrong dtype", lambda: Conv2d(1, 2, 3, padding=-1), ValueError, ["padding", "not -1"]),
    (9, "wrong dtype", lambda: MaxPool2d(2, padding=2), ValueError, ["padding (2, 2)", "half", "(2, 2)"]),
    (9, "empty data set", lambda: Conv2d(0, 2, 3), ValueError, ["in_channels", "not 0"]),
]
# The list, where it applies: each module must have a row for each of its kinds.
KINDS = {
    1: {"shape mismatch", "wrong dtype", "empty data set"},
    2: {"shape mismatch", "wrong dtype"},
    3: {"shape mismatch", "wrong dtype"},
    4: {"shape mismatch", "wrong dtype", "empty data set"},
    5: {"shape mismatch", "wrong dtype", "non-scalar backward", "backward twice"},
    6: {"shape mismatch", "wrong dtype", "empty data set"},
    7: {"shape mismatch", "wrong dtype", "empty data set", "NaN loss"},
    8: {"shape mismatch", "wrong dtype", "empty data set", "no such sample"},
    9: {"shape mismatch", "wrong dtype", "empty data set"},
}
# Words that a learner meets in the module with that number: messages of earlier ones do not use them.
TERMS = {"activation": 2, "layer": 3, "dropout": 3, "loss": 4, "logit": 4, "target": 4, "gradient": 5, "backward": 5,
         "graph": 5, "optimizer": 6, "momentum": 6, "epoch": 7, "checkpoint": 7, "dataloader": 7, "trainer": 7}
