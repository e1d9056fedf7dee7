"""Values of Module 03 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays. Weights
are set from rng: which generator a layer draws them from is the student's choice.
"""
import numpy as np


def a_layer(rng, Tensor, Linear, inputs, outputs, bias=True):
    layer = Linear(inputs, outputs, bias=bias)
    layer.weight = Tensor(rng.normal(size=(inputs, outputs)), requires_grad=True)
    layer.bias = Tensor(rng.normal(size=outputs), requires_grad=True) if bias else None
    return layer


def starting_weights(rng, xavier_weight):
    rows = int(rng.integers(100, 200))  # above 0: a length
    numbers = xavier_weight(rows, 300).data
    return [list(numbers.shape), bool(abs(numbers.std() * rows**0.5 - 1) < 0.1), bool(abs(numbers.mean()) < 0.01)]


def linear(rng, Tensor, Linear):
    return a_layer(rng, Tensor, Linear, 4, 3)(Tensor(rng.normal(size=(5, 4)))).data


def linear_without_bias(rng, Tensor, Linear):
    return a_layer(rng, Tensor, Linear, 6, 2, bias=False)(Tensor(rng.normal(size=(3, 6)))).data


def dropout_in_training(rng, Tensor, Dropout):
    p = float(rng.uniform(0.2, 0.8))  # above 0: a probability
    signs = rng.choice([-1.0, 1.0], size=(40, 50))
    out = Dropout(p)(Tensor(signs)).data
    scaled = out.max()
    return [scaled, bool(((out == 0) | (out == scaled * signs)).all()), bool(abs((out == 0).mean() - p) < 0.1)]


def dropout_in_use(rng, Tensor, Dropout):
    return Dropout(0.5)(Tensor(rng.normal(size=(4, 5))), training=False).data


def chain(rng, Tensor, Sequential, Linear, ReLU):
    layers = a_layer(rng, Tensor, Linear, 4, 6), ReLU(), a_layer(rng, Tensor, Linear, 6, 2)
    return Sequential(*layers)(Tensor(rng.normal(size=(3, 4)))).data


DECIDES = {
    "test-xavier": [starting_weights],
    "test-linear-forward": [linear, linear_without_bias],
    "test-dropout-training": [dropout_in_training],
    "test-dropout-inference": [dropout_in_use],
    "test-sequential": [chain],
}
