"""One layer, two tables: it learns OR, so the code works; XOR it cannot learn, however long it trains."""

from tinytorch import Linear, Sequential, Sigmoid

from .truth_table import OR, XOR, learn

STEPS, LEARNING_RATE = 1000, 0.5


def run(seed: int, report) -> dict:
    """Train one layer on OR and a new one on XOR, both in the same way."""
    report.say(f"Control: one layer learns OR, {STEPS} steps")
    or_loss, or_accuracy = learn(one_layer(), OR, STEPS, LEARNING_RATE, report, "or_")
    report.say(f"The same layer, the same {STEPS} steps, now XOR")
    xor_loss, xor_accuracy = learn(one_layer(), XOR, STEPS, LEARNING_RATE, report, "xor_")
    return {
        "or_accuracy": or_accuracy,
        "or_loss": or_loss,
        "xor_accuracy": xor_accuracy,
        "xor_loss": xor_loss,
    }


def one_layer():
    """A new perceptron with two inputs."""
    return Sequential(Linear(2, 1), Sigmoid())
