"""Reads the files of an image layer by layer, deleted ones included."""

import tarfile
import tempfile
from collections.abc import Iterator

LARGEST = 4 * 2**20  # shared libraries and data; no source file is as large


def files_of_every_layer(engine, image: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield (layer, path, content) for every regular file up to LARGEST bytes in every layer of the image."""
    with tempfile.TemporaryFile() as archive:
        for chunk in engine.images.get(image).save():
            archive.write(chunk)
        archive.seek(0)
        with tarfile.open(fileobj=archive) as outer:
            for member in outer:
                if member.isfile() and (member.name.endswith("layer.tar") or member.name.startswith("blobs/")):
                    yield from _files_of_layer(member.name, outer.extractfile(member))


def _files_of_layer(name: str, stream) -> Iterator[tuple[str, str, bytes]]:
    if not tarfile.is_tarfile(stream):
        return  # newer engines store the image's description beside its layers
    stream.seek(0)
    with tarfile.open(fileobj=stream) as layer:
        for member in layer:
            if member.isfile() and member.size <= LARGEST:
                yield name, member.name, layer.extractfile(member).read()
