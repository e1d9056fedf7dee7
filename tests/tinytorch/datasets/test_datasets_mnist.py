"""MNIST from a folder, from a server, and from files that are damaged or absent."""

import gzip
import os
from pathlib import Path

import numpy as np
import pytest
from file_server import FileServer

from tinytorch.datasets import DatasetCorruptError, DatasetUnavailableError, load_mnist, sources

NAMES = [source.name for source in sources.MNIST]
IMAGES = np.random.default_rng(0).integers(0, 256, (5, 28, 28), dtype=np.uint8)
LABELS = np.array([3, 0, 9, 1, 3], dtype=np.uint8)


def idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.tobytes()


def write(folder: Path, packed=True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in zip(NAMES, (IMAGES, LABELS, IMAGES[:2], LABELS[:2]), strict=True):
        content = idx(array)
        (folder / (name if packed else name.removesuffix(".gz"))).write_bytes(
            gzip.compress(content) if packed else content
        )
    return folder


@pytest.mark.parametrize("place", ["mnist", "."])
@pytest.mark.parametrize("packed", [True, False])
def test_files_are_found_in_the_folder(tmp_path, place, packed):
    write(tmp_path / place, packed)

    loaded = load_mnist(tmp_path, raw=True)

    assert all(map(np.array_equal, loaded, (IMAGES, LABELS, IMAGES[:2], LABELS[:2])))


def test_types_and_range(tmp_path):
    loaded = load_mnist(write(tmp_path))

    assert [array.dtype.name for array in loaded] == ["float32", "int64", "float32", "int64"]
    assert np.array_equal(loaded[0], IMAGES / np.float32(255))


def test_the_environment_names_the_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TINYTORCH_DATA", str(write(tmp_path)))

    assert len(load_mnist()[0]) == 5


def test_without_the_environment_it_is_in_the_home(tmp_path, monkeypatch):
    monkeypatch.delenv("TINYTORCH_DATA", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    write(tmp_path / ".tinytorch" / "data" / "mnist")

    assert len(load_mnist()[0]) == 5


def test_missing_files_are_downloaded_once(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    packed = [file.read_bytes() for file in (write(tmp_path / "origin") / name for name in NAMES)]
    servers = [FileServer(content) for content in packed]
    served = [server.source(name) for server, name in zip(servers, NAMES, strict=True)]
    monkeypatch.setattr(sources, "MNIST", served)

    for _ in range(2):
        load_mnist(tmp_path / "data")

    assert [server.requests for server in servers] == [[None]] * 4
    assert sorted(file.name for file in (tmp_path / "data" / "mnist").iterdir()) == sorted(NAMES)
    for server in servers:
        server.close()


def test_offline_the_error_says_what_to_put_where(tmp_path, monkeypatch):
    unreachable = [source._replace(urls=("http://127.0.0.1:9/" + source.name,)) for source in sources.MNIST]
    monkeypatch.setattr(sources, "MNIST", unreachable)
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    with pytest.raises(DatasetUnavailableError) as caught:
        load_mnist(tmp_path)

    for expected in (*NAMES, str(tmp_path / "mnist"), "TINYTORCH_DATA", "refused"):
        assert expected in str(caught.value)


@pytest.mark.parametrize(
    "name, content, fault",
    [
        (NAMES[0], gzip.compress(idx(IMAGES), mtime=0)[:-200], "is damaged"),
        (NAMES[0], b"<html>Not found</html>", "is damaged"),
        (NAMES[0], gzip.compress(b"\0\0", mtime=0), "is no idx file of bytes in 3 dimensions"),
        (NAMES[0], gzip.compress(idx(LABELS), mtime=0), "is no idx file of bytes in 3 dimensions"),
        (NAMES[0], gzip.compress(idx(IMAGES)[:-1], mtime=0), "announces 3,920 bytes and holds 3,919"),
        (NAMES[0], gzip.compress(idx(IMAGES) + b"x", mtime=0), "announces 3,920 bytes and holds more"),
        (NAMES[0], gzip.compress(idx(IMAGES[:, :20]), mtime=0), r"holds images of shape \(20, 28\), not \(28, 28\)"),
        (NAMES[1], gzip.compress(idx(LABELS[:4]), mtime=0), "holds 4 labels for 5 images"),
        (NAMES[1], gzip.compress(idx(LABELS + 1), mtime=0), "holds a label 10, above 9"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, name, content, fault):
    (write(tmp_path) / name).write_bytes(content)

    with pytest.raises(DatasetCorruptError, match=f"{name} {fault}.*Delete this file"):
        load_mnist(tmp_path)


def test_the_real_mnist():
    data = Path(os.environ.get("TINYTORCH_DATA") or "/nowhere")
    if not any((place / NAMES[0]).is_file() for place in (data / "mnist", data)):
        pytest.skip("MNIST is not in the folder that TINYTORCH_DATA names")

    train_images, train_labels, test_images, test_labels = load_mnist(raw=True)

    assert (train_images.shape, test_images.shape) == ((60000, 28, 28), (10000, 28, 28))
    assert np.bincount(train_labels)[:3].tolist() == [5923, 6742, 5958]
    assert test_labels[:5].tolist() == [7, 2, 1, 0, 4]
