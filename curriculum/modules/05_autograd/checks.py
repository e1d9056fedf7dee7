"""Values of Module 05 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays: here
the gradients that the rules give, each by itself, and those of tensor_backward.
"""
import numpy as np


def numbers(rng, Tensor, *shape):
    return Tensor(rng.uniform(0.5, 1.5, size=shape), requires_grad=True)


def weights(rng, *shape):
    return rng.normal(size=shape).astype("float32")


def numerical(rng, Tensor, numerical_gradient):
    x = numbers(rng, Tensor, 2, 3)
    return numerical_gradient(lambda each: Tensor((each.data**2).sum()), x)


def summed_to_shape(rng, unbroadcast):
    gradient = rng.normal(size=(4, 2, 3)).astype("float32")
    return [unbroadcast(gradient, shape) for shape in ((2, 3), (2, 1), (4, 2, 3))]


def chain_rule(rng, Tensor, tensor_backward):
    x, w = numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 3, 4)
    tensor_backward(x * w + x, weights(rng, 3, 4))
    return [x.grad, w.grad]


def arithmetic(rng, Tensor, SubBackward, DivBackward, PowBackward):
    a, b, g = numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 3, 4), weights(rng, 3, 4)
    return [list(SubBackward(a, b).apply(g)), list(DivBackward(a, b).apply(g)), PowBackward(a, Tensor(3)).apply(g)[0]]


def matmul(rng, Tensor, MatmulBackward):
    a, b = numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 4, 2)
    return list(MatmulBackward(a, b).apply(weights(rng, 3, 2)))


def reductions(rng, Tensor, SumBackward, MeanBackward):
    a = numbers(rng, Tensor, 3, 4)
    return [SumBackward(a, axis=0).apply(weights(rng, 4))[0], MeanBackward(a, axis=1).apply(weights(rng, 3))[0]]


def activations(rng, Tensor, ReLUBackward, SigmoidBackward, TanhBackward):
    array, g = weights(rng, 3, 4), weights(rng, 3, 4)
    results = {
        ReLUBackward: np.maximum(array, 0),
        SigmoidBackward: 1 / (1 + np.exp(-array)),
        TanhBackward: np.tanh(array),
    }
    found = []
    for rule, result in results.items():
        node = rule(Tensor(array, requires_grad=True))
        node.result = result
        found.append(node.apply(g)[0])
    return found


def losses(rng, Tensor, MSEBackward, CrossEntropyBackward):
    p, logits, one = numbers(rng, Tensor, 5, 2), numbers(rng, Tensor, 5, 3), np.float32(1)
    by_mse = MSEBackward(p, Tensor(rng.normal(size=(5, 2)))).apply(one)[0]
    return [by_mse, CrossEntropyBackward(logits, Tensor(rng.integers(0, 3, 5))).apply(one)[0]]


DECIDES = {
    "test-numerical-gradient": [numerical],
    "test-unbroadcast": [summed_to_shape],
    "test-backward": [chain_rule],
    "test-arithmetic": [arithmetic],
    "test-matmul": [matmul],
    "test-reductions": [reductions],
    "test-activations": [activations],
    "test-losses": [losses],
}
