"""Turns the bytes of image files into the arrays that the loaders return."""
import numpy as np


def scale(images: np.ndarray, largest: int) -> np.ndarray:
    """A float32 copy of the uint8 `images`, any shape, with 0 to `largest` mapped to 0 to 1."""
    scaled = images.astype(np.float32)
    scaled /= largest
    return scaled


def split(train: tuple, test: tuple, raw: bool) -> tuple:
    """(train_images, train_labels, test_images, test_labels) of two pairs of images and labels.

    Labels become int64. Images become float32 in 0 to 1, or stay uint8 if `raw`.
    """
    (train_images, train_labels), (test_images, test_labels) = train, test
    if not raw:
        train_images, test_images = scale(train_images, 255), scale(test_images, 255)
    return train_images, train_labels.astype(np.int64), test_images, test_labels.astype(np.int64)
