"""TinyDigits: real handwritten digits, small enough to train on in seconds. Ships with the package."""
from pathlib import Path

import numpy as np

from tinytorch.datasets.arrays import scale

_FILE = Path(__file__).with_name("tinydigits") / "tinydigits.npz"
_BRIGHTEST = 16


def load_tinydigits() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The TinyDigits data set: 100 training and 20 test samples of each digit, shuffled.

    Returns (train_images, train_labels, test_images, test_labels):
        train_images  (1000, 8, 8) float32, 0 (paper) to 1 (ink)
        train_labels  (1000,) int64, 0 to 9
        test_images   (200, 8, 8) float32, the same range
        test_labels   (200,) int64, 0 to 9
    Every call returns new arrays in the same order.
    """
    with np.load(_FILE, allow_pickle=False) as data:
        return (scale(data["train_images"], _BRIGHTEST), data["train_labels"].astype(np.int64),
                scale(data["test_images"], _BRIGHTEST), data["test_labels"].astype(np.int64))
