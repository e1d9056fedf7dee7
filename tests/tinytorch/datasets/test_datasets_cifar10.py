"""CIFAR-10 in its binary version, packed or not, from a folder or a server; damaged files."""

import io
import os
import tarfile
from pathlib import Path

import numpy as np
import pytest
from cifar10_arrays import BATCHES, LABELS, PIXELS, is_right
from file_server import FileServer

from tinytorch.datasets import (
    CIFAR10_CLASSES,
    DatasetCorruptError,
    DatasetUnavailableError,
    load_cifar10,
    sources,
)

ARCHIVE = sources.CIFAR10[0].name


def binary(batch: int) -> bytes:
    return np.concatenate([LABELS[batch][:, None], PIXELS[batch]], axis=1).tobytes()


def write_binary(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(BATCHES):
        (folder / f"{name}.bin").write_bytes(binary(number))
    return folder


def packed(batches=range(6)) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for number in batches:
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{BATCHES[number]}.bin")
            member.size = len(binary(number))
            archive.addfile(member, io.BytesIO(binary(number)))
    return file.getvalue()


@pytest.mark.parametrize("place", ["cifar10/cifar-10-batches-bin", "cifar-10-batches-bin", "cifar10", "."])
def test_the_binary_version_is_found(tmp_path, place):
    write_binary(tmp_path / place)

    assert is_right(load_cifar10(tmp_path, raw=True))


def test_the_archive_is_read_where_it_lies(tmp_path):
    (tmp_path / ARCHIVE).write_bytes(packed())

    assert is_right(load_cifar10(tmp_path, raw=True))
    assert [file.name for file in tmp_path.iterdir()] == [ARCHIVE]


def test_types_and_range(tmp_path):
    loaded = load_cifar10(write_binary(tmp_path))

    assert [array.dtype.name for array in loaded] == ["float32", "int64", "float32", "int64"]
    assert np.array_equal(loaded[2].reshape(4, -1), PIXELS[5] / np.float32(255))


def test_a_missing_archive_is_downloaded_once(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = FileServer(packed())
    monkeypatch.setattr(sources, "CIFAR10", (server.source(ARCHIVE),))

    assert all(is_right(load_cifar10(tmp_path, raw=True)) for _ in range(2))
    assert server.requests == [None]
    server.close()


def test_offline_the_error_says_what_to_put_where(tmp_path, monkeypatch):
    unreachable = sources.CIFAR10[0]._replace(urls=("http://127.0.0.1:9/" + ARCHIVE,))
    monkeypatch.setattr(sources, "CIFAR10", (unreachable,))
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    with pytest.raises(DatasetUnavailableError) as caught:
        load_cifar10(tmp_path)

    for expected in (ARCHIVE, str(tmp_path / "cifar10"), "TINYTORCH_DATA"):
        assert expected in str(caught.value)


@pytest.mark.parametrize("content", [b"", binary(0)[:-1], b"\x0a" + binary(0)[1:], bytes(10_001 * 3073)])
def test_a_damaged_binary_batch_is_named(tmp_path, content):
    (write_binary(tmp_path) / "data_batch_2.bin").write_bytes(content)

    with pytest.raises(DatasetCorruptError, match="data_batch_2.bin .*Delete this file"):
        load_cifar10(tmp_path)


@pytest.mark.parametrize(
    "content, fault",
    [(packed()[:-4000], "is damaged"), (b"no archive", "is damaged"), (packed(range(5)), "lacks test_batch")],
)
def test_a_damaged_archive_is_named(tmp_path, content, fault):
    (tmp_path / ARCHIVE).write_bytes(content)

    with pytest.raises(DatasetCorruptError, match=f"{ARCHIVE} {fault}"):
        load_cifar10(tmp_path)


def test_there_are_ten_class_names():
    assert len(set(CIFAR10_CLASSES)) == 10


def test_the_real_cifar10():
    data = Path(os.environ.get("TINYTORCH_DATA") or "/nowhere")
    layouts = ("cifar-10-batches-*/test_batch*", "test_batch*", ARCHIVE)
    if not any([*place.glob(layout)] for place in (data / "cifar10", data) for layout in layouts):
        pytest.skip("CIFAR-10 is not in the folder that TINYTORCH_DATA names")

    train_images, train_labels, test_images, test_labels = load_cifar10(raw=True)

    assert (train_images.shape, test_images.shape) == ((50000, 3, 32, 32), (10000, 3, 32, 32))
    assert np.bincount(train_labels).tolist() == [5000] * 10
    assert np.bincount(test_labels).tolist() == [1000] * 10
