"""Training on the four rows of a truth table, with a loop written out: all that is needed is Modules 01 to 06."""

import numpy as np

from tinytorch import SGD, BinaryCrossEntropyLoss, Tensor, no_grad

from ..composition import ensure_composed
from ..engine import accuracy

ROWS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
XOR = np.array([0, 1, 1, 0])
OR = np.array([0, 1, 1, 1])


def learn(model, labels: np.ndarray, steps: int, lr: float, report, name: str = "") -> tuple[float, float]:
    """Train `model` on ROWS with `labels` (4,) and return its last loss and accuracy, measured after all steps.

    `name` precedes the figures that are shown on the way.
    """
    inputs, targets = Tensor(ROWS), Tensor(labels.reshape(-1, 1))
    loss_fn, optimizer = BinaryCrossEntropyLoss(), SGD(model.parameters(), lr=lr, momentum=0.9)
    ensure_composed(model, loss_fn, inputs, targets)
    for step in range(1, steps + 1):
        loss = loss_fn(model.forward(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % (steps // 50) == 0:
            loss, right = measure(model, inputs, targets, labels, loss_fn)
            report.progress(step, steps, **{f"{name}loss": loss, f"{name}accuracy": right})
    with no_grad():
        answers = model.forward(inputs).data[:, 0]
    report.say("Answers to 00, 01, 10, 11: " + ", ".join(f"{answer:.3f}" for answer in answers))
    return measure(model, inputs, targets, labels, loss_fn)


def measure(model, inputs, targets, labels, loss_fn) -> tuple[float, float]:
    """Return (loss, accuracy) of the model as it is now."""
    with no_grad():
        outputs = model.forward(inputs)
        return loss_fn(outputs, targets).item(), accuracy(outputs, labels)
