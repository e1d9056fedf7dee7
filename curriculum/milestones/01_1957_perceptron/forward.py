"""Perceptrons with random weights, none of them trained: single ones are lucky, on average they guess."""

from tinytorch import BinaryCrossEntropyLoss, Linear, Sequential, Sigmoid, Tensor

from ..engine import accuracy
from .separable import make_points

PERCEPTRONS = 500


def run(seed: int, report) -> dict:
    """Measure the accuracy of PERCEPTRONS untrained perceptrons on the same points."""
    points = make_points(seed)
    inputs, targets = Tensor(points.test), Tensor(points.test_labels.reshape(-1, 1))
    loss_fn = BinaryCrossEntropyLoss()
    report.say(f"{PERCEPTRONS} perceptrons, random weights, {len(points.test)} points on two sides of a line")
    found, losses = [], []
    for number in range(1, PERCEPTRONS + 1):
        perceptron = Sequential(Linear(2, 1), Sigmoid())
        outputs = perceptron.forward(inputs)
        found.append(accuracy(outputs, points.test_labels))
        losses.append(loss_fn(outputs, targets).item())
        report.progress(number, PERCEPTRONS, mean_accuracy=sum(found) / number, mean_loss=sum(losses) / number)
    return {
        "mean_accuracy": sum(found) / PERCEPTRONS,
        "highest_accuracy": max(found),
        "lowest_accuracy": min(found),
        "mean_loss": sum(losses) / PERCEPTRONS,
    }
