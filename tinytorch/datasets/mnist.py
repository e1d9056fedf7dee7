"""MNIST: 70,000 handwritten digits. Reads the idx files that its authors publish, packed or unpacked."""
import gzip
import math
import os
import zlib
from pathlib import Path

import numpy as np

from tinytorch.datasets import sources
from tinytorch.datasets.arrays import split
from tinytorch.datasets.errors import DatasetCorruptError
from tinytorch.datasets.folder import data_folder, ensure_sources, find_first, places

# An idx file begins with 0, 0, 8 (unsigned bytes) and its number of dimensions.
_UNSIGNED_BYTES = b"\0\0\x08"
_SIDE = 28


def load_mnist(folder: str | os.PathLike | None = None, raw: bool = False):
    """The MNIST data set, from a local folder, or downloaded into it.

    The folder is `folder`, else $TINYTORCH_DATA, else ~/.tinytorch/data.
    Returns (train_images, train_labels, test_images, test_labels):
        train_images  (60000, 28, 28) float32, 0 (paper) to 1 (ink); 188 MB
        train_labels  (60000,) int64, 0 to 9
        test_images   (10000, 28, 28) float32, the same range
        test_labels   (10000,) int64, 0 to 9
    With `raw` the images are the uint8 values of the files, 0 to 255, in a quarter of the memory.
    Raises DatasetUnavailableError if the files are neither there nor to be had,
    DatasetCorruptError if one of them is damaged.
    """
    train_images, train_labels, test_images, test_labels = _files(data_folder(folder))
    return split(_pair(train_images, train_labels), _pair(test_images, test_labels), raw)


def _files(data: Path) -> list[Path]:
    for place in places(data, "mnist"):
        names = [(source.name, source.name.removesuffix(".gz")) for source in sources.MNIST]
        files = [find_first(pair, place) for pair in names]
        if all(files):
            return files
    return ensure_sources("MNIST", sources.MNIST, data / "mnist")


def _pair(images_file: Path, labels_file: Path) -> tuple[np.ndarray, np.ndarray]:
    images, labels = _read_idx(images_file, 3), _read_idx(labels_file, 1)
    if images.shape[1:] != (_SIDE, _SIDE):
        raise DatasetCorruptError(images_file, f"holds images of shape {images.shape[1:]}, not (28, 28)")
    if len(images) != len(labels):
        raise DatasetCorruptError(labels_file, f"holds {len(labels)} labels for {len(images)} images")
    if labels.max(initial=0) > 9:
        raise DatasetCorruptError(labels_file, f"holds a label {labels.max()}, above 9")
    return images, labels


def _read_idx(file: Path, dimensions: int) -> np.ndarray:
    """The uint8 array of an idx file, read-only. Never reads more than its header announces."""
    try:
        with (gzip.open if file.suffix == ".gz" else open)(file, "rb") as stream:
            header = stream.read(4 + 4 * dimensions)
            if len(header) < 4 + 4 * dimensions or header[:4] != _UNSIGNED_BYTES + bytes([dimensions]):
                raise DatasetCorruptError(file, f"is no idx file of bytes in {dimensions} dimensions")
            shape = tuple(int(size) for size in np.frombuffer(header, ">u4", offset=4))
            size = math.prod(shape)
            content = stream.read(size + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DatasetCorruptError(file, f"is damaged ({error})") from error
    if len(content) != size:
        more = "more" if len(content) > size else f"{len(content):,}"
        raise DatasetCorruptError(file, f"announces {size:,} bytes and holds {more}")
    return np.frombuffer(content, np.uint8).reshape(shape)
