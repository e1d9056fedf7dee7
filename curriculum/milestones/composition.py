"""Before a milestone trains, it asks whether the learner's modules are right together, and not only each by itself.

A network may learn although one of its parts is wrong; so success alone proves little. Three things are measured on the
network of the milestone: a batch against its single samples, what a backward pass leaves unchanged, and the gradients.
"""

import numpy as np

from tinytorch import Tensor, no_grad

SAMPLES = 6  # are enough to see a mistake
STEP = 1e-3


class CompositionError(Exception):
    """The modules do not fit together; says which promise is broken and where to look."""


def ensure_composed(model, loss_fn, inputs, targets) -> None:
    """Raise CompositionError unless the network, its loss and backward() agree with what can be measured.

    model: has forward(x) and parameters(). inputs, targets: Tensors with a batch. Its first targets are used, with random
    inputs of the same width: they have both signs, and none lies where ReLU bends.
    Weights, their gradients (None) and NumPy's generator are as before when this returns.
    """
    targets = Tensor(targets.data[:SAMPLES])
    inputs = Tensor(np.random.default_rng(1).normal(size=(len(targets), *inputs.shape[1:])))
    _ensure_batch_is_its_samples(model, inputs)
    parameters = model.parameters()
    for parameter in parameters:
        parameter.grad = None
    outputs = model.forward(inputs)
    watched = {"inputs": inputs, "targets": targets, "outputs of the network": outputs}
    watched |= {f"numbers of parameter {place}": parameter for place, parameter in enumerate(parameters)}
    before = {name: tensor.data.copy() for name, tensor in watched.items()}
    height(outputs, loss_fn, targets).backward()
    for name, tensor in watched.items():
        if not np.array_equal(tensor.data, before[name]):
            raise CompositionError(f"backward() changed the {name}. Rule: it only reads them, and fills grad. Fix: look for "
                                   "a rule of Module 05, or a loss of Module 04, that writes into an array it was given.")
    gradients = [parameter.grad for parameter in parameters]
    for parameter in parameters:
        parameter.grad = None
    _ensure_measured(model, loss_fn, inputs, targets, gradients)


def height(outputs, loss_fn, targets):
    """The loss plus a formula of the outputs, so that products, quotients and means are on the way back, too."""
    return loss_fn(outputs, targets) + ((outputs - 0.5) * (0.25 - outputs) / 2 - outputs**2).mean(axis=0).sum()


def _ensure_batch_is_its_samples(model, inputs) -> None:
    with no_grad():
        together = model.forward(inputs).data
        alone = np.concatenate([model.forward(Tensor(row)).data for row in np.split(inputs.data, len(inputs))])
    if together.shape != alone.shape or not np.allclose(together, alone, rtol=1e-3, atol=1e-4, equal_nan=True):
        raise CompositionError("A batch does not give what its samples give one by one. Rule: samples know nothing of each "
                               "other. Fix: look for a sum or a maximum over the wrong axis in Modules 02 and 03.")


def _ensure_measured(model, loss_fn, inputs, targets, gradients) -> None:
    """Compare each gradient, along a random direction, with the slope that two forward passes measure there."""
    rng = np.random.default_rng(0)

    def measured() -> float:
        with no_grad():
            return float(height(model.forward(inputs), loss_fn, targets).data)

    for place, (parameter, gradient) in enumerate(zip(model.parameters(), gradients, strict=True)):
        if gradient is None:
            raise CompositionError(f"Parameter {place} got no gradient. Rule: backward() reaches every weight that the loss was "
                                   "computed from. Fix: use tensor operations in the layers of Module 03, not arrays.")
        original = parameter.data.copy()
        direction = rng.choice([-1, 1], size=parameter.shape) / np.sqrt(parameter.size)
        heights = []
        for sign in (1, -1):
            parameter.data[...] = original + sign * STEP * direction
            heights.append(measured())
        parameter.data[...] = original
        slope, claimed = (heights[0] - heights[1]) / (2 * STEP), float(np.sum(direction * gradient))
        if not abs(slope - claimed) <= 0.02 * float(np.linalg.norm(gradient)) + 2e-3:
            raise CompositionError(f"The gradient of parameter {place} gives the slope {claimed:.4f}, but finite differences "
                                   f"measure {slope:.4f}. Fix: compare the rules of Module 05 with numerical_gradient, each.")
