"""Values of Module 05 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays: here
mostly the gradients after tensor_backward, which need not be installed as a method yet.
"""
from tinytorch.core.activations import ReLU, Sigmoid, Tanh
from tinytorch.core.losses import CrossEntropyLoss, MSELoss


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


def arithmetic(rng, Tensor, tensor_backward):
    a, b = numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 3, 4)
    tensor_backward((a - b) / b + a**3, weights(rng, 3, 4))
    return [a.grad, b.grad]


def matmul(rng, Tensor, tensor_backward):
    a, b = numbers(rng, Tensor, 3, 4), numbers(rng, Tensor, 4, 2)
    tensor_backward(a @ b, weights(rng, 3, 2))
    return [a.grad, b.grad]


def reductions(rng, Tensor, tensor_backward):
    a = numbers(rng, Tensor, 3, 4)
    tensor_backward(a.sum(axis=0), weights(rng, 4))
    first, a.grad = a.grad, None
    tensor_backward(a.mean())
    return [first, a.grad]


def activations(rng, Tensor, tensor_backward):
    found = []
    for activation in (ReLU(), Sigmoid(), Tanh()):
        x = Tensor(rng.normal(size=(3, 4)), requires_grad=True)
        tensor_backward(activation(x), weights(rng, 3, 4))
        found.append(x.grad)
    return found


def losses(rng, Tensor, tensor_backward):
    p, logits = numbers(rng, Tensor, 5, 2), numbers(rng, Tensor, 5, 3)
    tensor_backward(MSELoss()(p, Tensor(rng.normal(size=(5, 2)))))
    tensor_backward(CrossEntropyLoss()(logits, Tensor(rng.integers(0, 3, 5))))
    return [p.grad, logits.grad]


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
