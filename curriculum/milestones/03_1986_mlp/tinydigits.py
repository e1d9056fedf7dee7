"""Small images, 8 by 8 points: seconds of training."""

from tinytorch.datasets import load_tinydigits

from .reader import train_reader

HIDDEN, EPOCHS = 32, 30


def run(seed: int, report) -> dict:
    """Train on TinyDigits and measure on its test images."""
    return train_reader(load_tinydigits(), HIDDEN, EPOCHS, seed, report)
