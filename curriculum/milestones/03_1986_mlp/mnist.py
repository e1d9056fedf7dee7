"""MNIST: 28 by 28 points and sixty times as many images. Skipped if the data can be neither found nor fetched."""

from tinytorch.datasets import load_mnist

from .reader import train_reader

HIDDEN, EPOCHS = 128, 10


def run(seed: int, report) -> dict:
    """Train on MNIST and measure on its test images."""
    return train_reader(load_mnist(), HIDDEN, EPOCHS, seed, report)
