"""What fits into an upload to the exchange: sizes as they are sent, and notebooks without outputs where they are too large."""

import base64
import json
import math
import os
from pathlib import Path
from urllib.parse import quote_plus

from notebooks.content.reading import Unreadable, without_outputs
from notebooks.limits import NOTEBOOK_BYTES, SENT_BYTES

FORM = 64 * 1024  # bytes kept free for what surrounds the files


def limit_mib() -> float:
    """The largest upload that the classroom takes, in MiB; infinite where it says nothing."""
    given = os.environ.get("NGSHARE_UPLOAD_LIMIT_MIB", "")
    return int(given) if given.isdecimal() else math.inf


def uploaded(path: str, content: bytes) -> int:
    """Bytes that a file takes in an upload: base64 in JSON in a form."""
    text = base64.b64encode(content)
    # A form writes each of these as three bytes.
    return len(text) + 2 * sum(map(text.count, (b"+", b"/", b"="))) + len(quote_plus(json.dumps({"path": path, "content": ""})))


def fit(folder: Path, files: list[Path]) -> tuple[dict[Path, bytes], str]:
    """Notebooks to be sent without their outputs, so that all fits, and why it does not fit ("" if it does)."""
    room = limit_mib() * 2**20 - FORM
    sizes = {file: _uploaded(folder, file, room) for file in files}
    lean: dict[Path, bytes] = {}
    for file in sorted(files, key=sizes.__getitem__, reverse=True):
        size = (folder / file).stat().st_size
        if file.suffix == ".ipynb" and size <= SENT_BYTES and (size > NOTEBOOK_BYTES or sum(sizes.values()) > room):
            try:
                content = without_outputs((folder / file).read_bytes())
            except Unreadable:
                continue
            if len(content) < size:
                lean[file] = content
                sizes[file] = uploaded(file.as_posix(), content)
    if sum(sizes.values()) <= room:
        return lean, ""
    largest = max(files, key=sizes.__getitem__)
    return lean, (
        f"it is too large: {sum(sizes.values()) / 2**20:.1f} MB on the way (files grow by about 40 %), and the classroom takes "
        f"{limit_mib():g} MB; the largest file is {largest.as_posix()}"
    )


def _uploaded(folder: Path, file: Path, room: int) -> int:
    size = (folder / file).stat().st_size
    return size * 4 // 3 if size > room else uploaded(file.as_posix(), (folder / file).read_bytes())
