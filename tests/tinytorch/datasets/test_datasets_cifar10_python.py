"""CIFAR-10 in its Python version: every protocol is read, no program in a pickle is run."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest
from cifar10_arrays import BATCHES, LABELS, PIXELS, is_right

from tinytorch.datasets import DatasetCorruptError, load_cifar10


def python(batch: int, protocol=4) -> bytes:
    content = {b"data": PIXELS[batch], b"labels": LABELS[batch].tolist(), b"filenames": [b"a.png"] * 4}
    return pickle.dumps(content, protocol=protocol)


def write_python(folder: Path, protocol=4) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(BATCHES):
        (folder / name).write_bytes(python(number, protocol))
    return folder


@pytest.mark.parametrize("protocol", range(6))
def test_the_python_version_is_read_in_every_protocol(tmp_path, protocol):
    write_python(tmp_path / "cifar10" / "cifar-10-batches-py", protocol)

    assert is_right(load_cifar10(tmp_path, raw=True))


class Hostile:
    def __init__(self, trace: Path):
        self.trace = trace

    def __reduce__(self):
        return os.mkdir, (str(self.trace),)


def test_a_hostile_pickle_is_refused_and_does_not_run(tmp_path):
    write_python(tmp_path)
    batch = {b"data": Hostile(tmp_path / "ran"), b"labels": []}
    (tmp_path / "test_batch").write_bytes(pickle.dumps(batch))

    with pytest.raises(DatasetCorruptError, match="test_batch is no CIFAR-10 batch .it asks for posix.mkdir"):
        load_cifar10(tmp_path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "batch",
    [
        {b"data": PIXELS[0].astype(np.float32), b"labels": [1, 2, 3, 4]},
        {b"data": np.asfortranarray(PIXELS[0]), b"labels": [1, 2, 3, 4]},
        {b"data": PIXELS[0], b"labels": [1, 2, 3]},
        {b"data": PIXELS[0], b"labels": [1, 2, 3, 10]},
        {b"data": PIXELS[0], b"labels": [1, 2, 3, -1]},
        {b"data": PIXELS[0], b"labels": "1234"},
        {b"data": PIXELS[0, :, :9], b"labels": [1, 2, 3, 4]},
        {b"data": b"pixels", b"labels": [1]},
        {b"labels": [1]},
        [],
    ],
)
def test_a_python_batch_of_another_form_is_named(tmp_path, batch):
    write_python(tmp_path)
    (tmp_path / "data_batch_3").write_bytes(pickle.dumps(batch))

    with pytest.raises(DatasetCorruptError, match="data_batch_3 "):
        load_cifar10(tmp_path)
