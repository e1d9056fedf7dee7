"""Values of Module 05 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays: here
the gradients that the rules give, each by itself, and those of tensor_backward.
"""
import numpy as np


def numbers(rng, Tensor, *shape):
    """Numbers of both signs that one can divide by."""
    sizes = rng.uniform(0.5, 1.5, size=shape)  # above 0: the sign stands beside it
    return Tensor(rng.choice([-1, 1], size=shape) * sizes, requires_grad=True)


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
    found = []
    for rule in (SubBackward, DivBackward):
        found += rule(numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 3, 4)).apply(weights(rng, 3, 4))
    return [*found, PowBackward(numbers(rng, Tensor, 3, 4), Tensor(3)).apply(weights(rng, 3, 4))[0]]


def matmul(rng, Tensor, MatmulBackward):
    a, b = numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 4, 2)
    return list(MatmulBackward(a, b).apply(weights(rng, 3, 2)))


def reductions(rng, Tensor, SumBackward, MeanBackward):
    by_sum = SumBackward(numbers(rng, Tensor, 3, 4), axis=0).apply(weights(rng, 4))[0]
    return [by_sum, MeanBackward(numbers(rng, Tensor, 3, 4), axis=1).apply(weights(rng, 3))[0]]


def activations(rng, Tensor, ReLUBackward, SigmoidBackward, TanhBackward):
    # Every rule gets arrays of its own: one that works in place was told so by its test, and is no riddle here.
    formulas = {ReLUBackward: lambda x: np.maximum(x, 0), SigmoidBackward: lambda x: 1 / (1 + np.exp(-x)),
                TanhBackward: np.tanh}
    found = []
    for rule, formula in formulas.items():
        array = weights(rng, 3, 4)
        node = rule(Tensor(array, requires_grad=True))
        node.result = formula(array)
        found.append(node.apply(weights(rng, 3, 4))[0])
    return found


def losses(rng, Tensor, MSEBackward, CrossEntropyBackward):
    p, logits, g = numbers(rng, Tensor, 5, 2), numbers(rng, Tensor, 5, 3), np.float32(rng.normal())
    by_mse = MSEBackward(p, Tensor(rng.normal(size=(5, 2)))).apply(g)[0]
    return [by_mse, CrossEntropyBackward(logits, Tensor(rng.integers(0, 3, 5))).apply(g)[0]]  # above 0: labels


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
