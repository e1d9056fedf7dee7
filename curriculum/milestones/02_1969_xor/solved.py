"""The same loop with a hidden layer between: XOR is learned."""

from tinytorch import Linear, ReLU, Sequential, Sigmoid

from .truth_table import XOR, learn

HIDDEN, STEPS, LEARNING_RATE = 16, 1000, 0.1


def run(seed: int, report) -> dict:
    """Train a network with one hidden layer on XOR."""
    report.say(f"Two layers, {HIDDEN} hidden units, {STEPS} steps")
    model = Sequential(Linear(2, HIDDEN), ReLU(), Linear(HIDDEN, 1), Sigmoid())
    loss, right = learn(model, XOR, STEPS, LEARNING_RATE, report)
    return {"accuracy": right, "loss": loss}
