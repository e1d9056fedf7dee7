"""Values of Module 06 that the grader computes on random inputs and compares outside the student's process.

Each function takes `rng` (np.random.Generator) and names of the notebook, and returns numbers and arrays: here the
parameters after some steps with random gradients.
"""


def after_steps(rng, Tensor, make, steps):
    """The parameters of make([tensors]) after `steps` steps."""
    tensors = [Tensor(rng.normal(size=shape), requires_grad=True) for shape in ((3, 2), (2,))]
    optimizer = make(tensors)
    for _ in range(steps):
        for tensor in tensors:
            tensor.grad = rng.normal(size=tensor.shape).astype("float32")
        optimizer.step()
    return [tensor.data for tensor in tensors]


def sgd(rng, Tensor, SGD):
    # above 0: a setting of the optimizer
    return after_steps(rng, Tensor, lambda tensors: SGD(tensors, lr=float(rng.uniform(0.01, 0.2))), 1)


def sgd_with_momentum(rng, Tensor, SGD):
    # above 0: a setting of the optimizer
    return after_steps(rng, Tensor, lambda tensors: SGD(tensors, lr=0.1, momentum=float(rng.uniform(0.5, 0.9))), 4)


def sgd_with_decay(rng, Tensor, SGD):
    # above 0: a setting of the optimizer
    return after_steps(rng, Tensor, lambda tensors: SGD(tensors, lr=0.1, weight_decay=float(rng.uniform(0.1, 0.5))), 2)


def adam(rng, Tensor, Adam):
    # above 0: a setting of the optimizer
    return after_steps(rng, Tensor, lambda tensors: Adam(tensors, lr=float(rng.uniform(0.01, 0.2))), 4)


def adamw(rng, Tensor, AdamW):
    # above 0: a setting of the optimizer
    return after_steps(rng, Tensor, lambda tensors: AdamW(tensors, lr=0.1, weight_decay=float(rng.uniform(0.1, 0.5))), 1)


def cleared(rng, Tensor, Optimizer):
    tensor = Tensor(rng.normal(size=3), requires_grad=True)
    tensor.grad = rng.normal(size=3).astype("float32")
    Optimizer([tensor]).zero_grad()
    return [tensor.grad, tensor.data]


DECIDES = {
    "test-zero-grad": [cleared],
    "test-sgd-step": [sgd],
    "test-sgd-momentum": [sgd_with_momentum],
    "test-sgd-weight-decay": [sgd_with_decay],
    "test-adam-steps": [adam],
    "test-adamw": [adamw],
}
