"""CIFAR-10: 60,000 small colour photographs.

Reads the binary and the Python version that its authors publish; what it downloads is the binary one.
"""
import gzip
import os
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tinytorch.datasets import sources
from tinytorch.datasets.arrays import split
from tinytorch.datasets.cifar10_python import read_python_batch
from tinytorch.datasets.errors import DatasetCorruptError
from tinytorch.datasets.folder import data_folder, ensure_sources, find_first, places

CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
_BATCHES = (*(f"data_batch_{number}" for number in range(1, 6)), "test_batch")
_PIXELS = 3 * 32 * 32
_RECORDS = 10_000
# A batch of the Python version holds file names besides its records; nothing longer is a batch.
_MOST_BYTES = 2 * _RECORDS * (_PIXELS + 1)


def load_cifar10(folder: str | os.PathLike | None = None, raw: bool = False):
    """The CIFAR-10 data set, from a local folder, or downloaded into it.

    The folder is `folder`, else $TINYTORCH_DATA, else ~/.tinytorch/data.
    Returns (train_images, train_labels, test_images, test_labels):
        train_images  (50000, 3, 32, 32) float32, 0 to 1; red, green, blue; 614 MB
        train_labels  (50000,) int64, 0 to 9: positions in CIFAR10_CLASSES
        test_images   (10000, 3, 32, 32) float32, the same range
        test_labels   (10000,) int64, 0 to 9
    With `raw` the images are the uint8 values of the files, 0 to 255, in a quarter of the memory.
    Raises DatasetUnavailableError if the files are neither there nor to be had,
    DatasetCorruptError if one of them is damaged.
    """
    *train, test = _batches(data_folder(folder))
    images, labels = (np.concatenate(parts) for parts in zip(*train, strict=True))
    return split((images, labels), test, raw)


def _batches(data: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    for place in places(data, "cifar10"):
        for inner, suffix, read in (("cifar-10-batches-bin", ".bin", _read_binary_batch),
                                    ("cifar-10-batches-py", "", read_python_batch)):
            for here in (place / inner, place):
                if all((here / (name + suffix)).is_file() for name in _BATCHES):
                    return [_checked(here / (name + suffix), read) for name in _BATCHES]
        if archive := find_first([sources.CIFAR10[0].name], place):
            return _read_archive(archive)
    return _read_archive(*ensure_sources("CIFAR-10", sources.CIFAR10, data / "cifar10"))


def _checked(file: Path, read: Callable) -> tuple[np.ndarray, np.ndarray]:
    with file.open("rb") as stream:
        return _shaped(file, *read(file, stream.read(_MOST_BYTES)))


def _shaped(file, images: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if images.shape != (len(labels), _PIXELS) or not 0 < len(labels) <= _RECORDS:
        raise DatasetCorruptError(file, f"holds pixels of shape {images.shape} for {len(labels)} labels")
    if labels.min() < 0 or labels.max() > 9:
        raise DatasetCorruptError(file, "holds a label that is not between 0 and 9")
    return images.reshape(-1, 3, 32, 32), labels


def _read_binary_batch(file, content: bytes) -> tuple[np.ndarray, np.ndarray]:
    """A batch of records of one label byte and 3,072 pixel bytes."""
    if not content or len(content) % (_PIXELS + 1):
        raise DatasetCorruptError(file, f"holds {len(content):,} bytes, not a multiple of {_PIXELS + 1:,}")
    records = np.frombuffer(content, np.uint8).reshape(-1, _PIXELS + 1)
    return records[:, 1:], records[:, 0]


def _read_archive(archive: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches, read from the packed file: nothing is unpacked to the disk."""
    found = {}
    try:
        with tarfile.open(archive, "r:gz") as members:
            for member in members:
                file = Path(member.name)
                if member.isfile() and file.suffix == ".bin" and file.stem in _BATCHES:
                    content = members.extractfile(member).read(_MOST_BYTES)
                    found[file.stem] = _shaped(archive, *_read_binary_batch(archive, content))
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DatasetCorruptError(archive, f"is damaged ({error})") from error
    if missing := [name for name in _BATCHES if name not in found]:
        raise DatasetCorruptError(archive, f"lacks {', '.join(missing)}")
    return [found[name] for name in _BATCHES]
