"""Reads the files of images layer by layer, deleted ones included."""

import json
import posixpath
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator

LARGEST = 4 * 2**20  # shared libraries and data; no source file is as large


def files_of_every_layer(images: list[str]) -> Iterator[tuple[list[str], str, str, bytes]]:
    """Yield (images, layer, path, content) for every regular file up to LARGEST bytes in every layer of the images.

    A layer that several images have, which most of their bytes are, is read once.
    """
    with tempfile.NamedTemporaryFile(suffix=".tar") as archive:
        subprocess.run(["docker", "save", "--output", archive.name, *images], check=True, capture_output=True)
        with tarfile.open(archive.name) as outer:
            for layer, owners in _layers(outer).items():
                for path, content in _files(outer.extractfile(layer)):
                    yield owners, layer, path, content


def _layers(archive: tarfile.TarFile) -> dict[str, list[str]]:
    """The archive's members that are layers, each with the names of the images that have it."""
    found = {}
    for image in json.load(archive.extractfile("manifest.json")):
        for name in image["Layers"]:
            if (link := archive.getmember(name)).issym():  # the last layer of one image within another
                name = posixpath.normpath(f"{posixpath.dirname(name)}/{link.linkname}")
            found.setdefault(name, []).extend(image["RepoTags"])
    return found


def _files(stream) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=stream) as layer:
        for member in layer:
            if member.isfile() and member.size <= LARGEST:
                yield member.name, layer.extractfile(member).read()
