"""Data to learn from, as NumPy arrays and plain Python lists.

TinyDigits and TinyTalks ship with the package. MNIST and CIFAR-10 are read from a local folder, or downloaded
into it the first time. Batches are not made here: that is the DataLoader's work, Module 08.
"""
from tinytorch.datasets.cifar10 import CIFAR10_CLASSES, load_cifar10
from tinytorch.datasets.digits import load_tinydigits
from tinytorch.datasets.errors import DatasetCorruptError, DatasetUnavailableError
from tinytorch.datasets.mnist import load_mnist
from tinytorch.datasets.talks import TINYTALKS_LEVELS, load_tinytalks

__all__ = [
    "CIFAR10_CLASSES",
    "DatasetCorruptError",
    "DatasetUnavailableError",
    "TINYTALKS_LEVELS",
    "load_cifar10",
    "load_mnist",
    "load_tinydigits",
    "load_tinytalks",
]
