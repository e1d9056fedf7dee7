"""Six batches of four made-up pictures, and the check that a loader returned them."""

import numpy as np

BATCHES = [f"data_batch_{number}" for number in range(1, 6)] + ["test_batch"]
PIXELS = np.random.default_rng(0).integers(0, 256, (6, 4, 3072), dtype=np.uint8)
LABELS = np.random.default_rng(1).integers(0, 10, (6, 4), dtype=np.uint8)


def is_right(loaded) -> bool:
    """Whether `loaded` has these batches, the last one as the test part, in their order."""
    images = PIXELS.reshape(6, 4, 3, 32, 32)
    expected = (np.concatenate(images[:5]), np.concatenate(LABELS[:5]), images[5], LABELS[5])
    return all(map(np.array_equal, loaded, expected))
