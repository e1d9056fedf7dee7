"""Reads a batch of CIFAR-10's Python version without trusting it.

The batches are pickles, and loading a pickle can run any program. Here the few names that a batch needs stand
for objects that only keep what they are given; every other name is refused.
"""
import io
import pickle

import numpy as np

from tinytorch.datasets.errors import DatasetCorruptError


class _KeptArray:
    """Stands for an ndarray: keeps its state (version, shape, dtype, fortran order, bytes)."""

    def __init__(self, *_):
        self.state = None

    def __setstate__(self, state):
        self.state = state


class _KeptType:
    """Stands for ndarray and dtype: keeps the code of the dtype, such as "u1"."""

    def __init__(self, code="", *_):
        self.code = code

    def __setstate__(self, state):
        pass


def _kept_buffer(content, kind, shape, order) -> _KeptArray:
    """Stands for the function that pickle's protocol 5 calls to make an array."""
    kept = _KeptArray()
    kept.state = (1, shape, kind, order != "C", content)
    return kept


def _bytes_of(text: str, encoding: str) -> bytes:
    # Python 3 writes bytes as latin-1 text when it has to use the old protocol of the published files.
    return text.encode("latin-1")


_ALLOWED = {
    ("numpy.core.multiarray", "_reconstruct"): _KeptArray,
    ("numpy._core.multiarray", "_reconstruct"): _KeptArray,
    ("numpy._core.numeric", "_frombuffer"): _kept_buffer,
    ("numpy", "ndarray"): _KeptType,
    ("numpy", "dtype"): _KeptType,
    ("_codecs", "encode"): _bytes_of,
}


class _BatchUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}, which no batch needs") from None


def read_python_batch(file, content: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The (N, 3072) uint8 pixels and the (N,) labels of a batch.

    Raises DatasetCorruptError, naming `file`, for anything that is not such a batch.
    """
    try:
        batch = _BatchUnpickler(io.BytesIO(content), encoding="bytes").load()
        _, shape, kind, fortran, pixels = batch[b"data"].state
        labels = np.array(batch[b"labels"], dtype=np.int64)
        if kind.code not in ("u1", b"u1") or fortran or labels.ndim != 1:
            raise ValueError("its pixels are not plain bytes or its labels no list")
        return np.frombuffer(pixels, np.uint8).reshape(shape), labels
    # A hostile or truncated pickle can fail in any way; all of them mean the same to the reader.
    except Exception as error:
        raise DatasetCorruptError(file, f"is no CIFAR-10 batch ({error})") from error
