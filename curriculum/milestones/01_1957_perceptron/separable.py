"""Points in the plane that one straight line separates, made from a seed."""

from typing import NamedTuple

import numpy as np

TRAIN, TEST = 300, 200
MARGIN = 0.05


class Points(NamedTuple):
    """Positions (N, 2) float32 between -1 and 1, and labels (N,) 0 or 1: the side of the line."""

    train: np.ndarray
    train_labels: np.ndarray
    test: np.ndarray
    test_labels: np.ndarray


def make_points(seed: int) -> Points:
    """Draw a line near the middle and points on both sides of it, none nearer than MARGIN."""
    rng = np.random.default_rng(seed)
    angle, offset = rng.uniform(0, 2 * np.pi), rng.uniform(-0.2, 0.2)
    points = rng.uniform(-1, 1, (2 * (TRAIN + TEST), 2)).astype(np.float32)
    side = points @ np.array([np.cos(angle), np.sin(angle)]) - offset
    far = np.abs(side) >= MARGIN
    points, labels = points[far][: TRAIN + TEST], (side[far] > 0)[: TRAIN + TEST].astype(np.int64)
    return Points(points[:TRAIN], labels[:TRAIN], points[TRAIN:], labels[TRAIN:])
