"""Makes tinytorch/datasets/tinydigits/tinydigits.npz from the digits that scikit-learn bundles.

scikit-learn is no dependency of the project. To make the file again, in an environment of its own:
    pip install scikit-learn==1.9.1 && python -m curriculum.datasets.make_tinydigits
With --check it writes nothing and fails if the shipped file differs.
"""
import argparse
import io
from pathlib import Path

import numpy as np

FILE = Path(__file__).parents[2] / "tinytorch" / "datasets" / "tinydigits" / "tinydigits.npz"
SEED = 1998
TRAIN_PER_CLASS, TEST_PER_CLASS = 100, 20


def choose(labels: np.ndarray, seed: int = SEED) -> tuple[np.ndarray, np.ndarray]:
    """Indices of the training and the test samples: per class, then shuffled; no index twice.

    `labels` is (N,) integers 0 to 9. Raises ValueError if a class has too few samples.
    """
    random = np.random.default_rng(seed)
    train, test = [], []
    for digit in range(10):
        order = random.permutation(np.flatnonzero(labels == digit))
        if len(order) < TRAIN_PER_CLASS + TEST_PER_CLASS:
            raise ValueError(f"only {len(order)} samples of digit {digit}, "
                             f"{TRAIN_PER_CLASS + TEST_PER_CLASS} are needed")
        train.extend(order[:TRAIN_PER_CLASS])
        test.extend(order[TRAIN_PER_CLASS:TRAIN_PER_CLASS + TEST_PER_CLASS])
    return random.permutation(train), random.permutation(test)


def archive(images: np.ndarray, labels: np.ndarray) -> bytes:
    """The bytes of the .npz: images (N, 8, 8) uint8 0 to 16, labels (N,) uint8, for both splits."""
    train, test = choose(labels)
    file = io.BytesIO()
    # Not compressed: the bytes would depend on the version of zlib.
    np.savez(file, train_images=images[train], train_labels=labels[train],
             test_images=images[test], test_labels=labels[test])
    return file.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if the file differs")
    check = parser.parse_args().check

    from sklearn.datasets import load_digits

    digits = load_digits()
    made = archive(digits.images.astype(np.uint8), digits.target.astype(np.uint8))
    if check:
        if not FILE.is_file() or FILE.read_bytes() != made:
            raise SystemExit(f"{FILE} is not what this program makes")
    else:
        FILE.write_bytes(made)
    print(f"{FILE.name}: {len(made):,} bytes, {'as made' if check else 'written'}")


if __name__ == "__main__":
    main()
