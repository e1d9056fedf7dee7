"""The same perceptron, trained: it finds a line that separates the points, and is right about new ones."""

from tinytorch import SGD, BinaryCrossEntropyLoss, Linear, Sequential, Sigmoid, Tensor, Trainer, no_grad

from ..composition import ensure_composed
from ..engine import accuracy
from .separable import make_points

EPOCHS, BATCH, LEARNING_RATE = 40, 20, 0.5


def run(seed: int, report) -> dict:
    """Train on one set of points; measure the accuracy on others, before and after."""
    points = make_points(seed)
    inputs, targets = points.train, points.train_labels.reshape(-1, 1)
    batches = [
        (Tensor(inputs[start : start + BATCH]), Tensor(targets[start : start + BATCH]))
        for start in range(0, len(inputs), BATCH)
    ]
    perceptron = Sequential(Linear(2, 1), Sigmoid())
    ensure_composed(perceptron, BinaryCrossEntropyLoss(), *batches[0])
    before = test_accuracy(perceptron, points)
    report.say(f"Before training: right about {100 * before:.1f} % of {len(points.test)} points it has not seen")
    optimizer = SGD(perceptron.parameters(), lr=LEARNING_RATE)
    trainer = Trainer(perceptron, optimizer, BinaryCrossEntropyLoss())
    for epoch in range(1, EPOCHS + 1):
        loss = trainer.train_epoch(batches)
        now = test_accuracy(perceptron, points)
        report.progress(epoch, EPOCHS, train_loss=loss, test_accuracy=now)
    return {"accuracy_before": before, "test_accuracy": now, "train_loss": loss}


def test_accuracy(perceptron, points) -> float:
    """The share of the test points, 0 to 1, on whose side the perceptron is right."""
    with no_grad():
        return accuracy(perceptron.forward(Tensor(points.test)), points.test_labels)
