"""Pictures as data addresses: from files beside the notebook, from attachments and from outputs, within a budget.

A page must load nothing, so pictures travel in it. What a picture is, its first bytes say; the name and the declared type do not
count. An SVG may stand in an <img> only: there no script of it runs and nothing is loaded.
"""

import base64
import binascii
import io
import os
import re
import unicodedata
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from ..course.files import read_plain

MAX_FILE = 10 * 2**20  # bytes read of one picture
MAX_PICTURE = 600_000  # bytes of one picture on a page; larger ones are scaled down
MAX_PAGE = 8_000_000  # bytes of all pictures of a page
MAX_PIXELS = 40_000_000
SIDES = (1600, 1000, 600)  # pixels of the longer side, tried in this order
STARTS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    # Comments and declarations may stand before its first element.
    "image/svg+xml": re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?=<).{0,4000}?<svg\b", re.DOTALL),
}
SHOWN = "PNG, JPEG, GIF, WebP and SVG are shown"


class LeftOut(Exception):
    """A picture is not shown; the message says why."""


@dataclass
class Pictures:
    """The pictures of one page. `folder` is where the notebook lies, None if nothing lies beside it; `folders` has that of a
    cell, by its id, on a page of cells from several notebooks."""

    folder: Path | None = None
    left: int = MAX_PAGE
    known: dict[bytes, str] = field(default_factory=dict)
    folders: dict[str, Path] = field(default_factory=dict)

    def turn_to(self, cell) -> None:
        """What follows is of this cell, and so are files beside it."""
        if self.folders:
            self.folder = self.folders.get((cell or {}).get("id"))

    def address(self, source: str, attachments: dict | None = None) -> str:
        """The data address of what an <img> names. Raises LeftOut."""
        scheme, colon, rest = source.strip().partition(":")
        match scheme.lower() if colon else "":
            case "data":
                return self.embedded(_of_data_address(rest))
            case "attachment":
                return self.embedded(_attached(unquote(rest), attachments or {}))
            case "http" | "https":
                raise LeftOut("pictures from other places are not loaded")
        if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) and len(scheme) > 1:
            raise LeftOut("its address is not one of a picture")
        return self.embedded(self._beside(unquote(source.strip())))

    def embedded(self, content: bytes) -> str:
        """The data address of a picture's bytes. Raises LeftOut if it is no picture or the page is full."""
        if content in self.known:
            return self.known[content]
        kind = next((kind for kind, start in STARTS.items() if start.match(content)), None)
        if kind is None:
            raise LeftOut(f"it is not a picture of a kind that can be shown: {SHOWN}")
        kind, small = _scaled(kind, content)
        if len(small) > self.left:
            raise LeftOut(f"the pictures of this page are larger than {MAX_PAGE / 1e6:g} MB together")
        self.left -= len(small)
        address = self.known[content] = f"data:{kind};base64,{base64.b64encode(small).decode()}"
        return address

    def _beside(self, name: str) -> bytes:
        name = name.split("#")[0].split("?")[0]
        if name.startswith(("/", "\\")):
            raise LeftOut("its address begins with a stroke: only files beside the notebook are handed in")
        path = _inside(self.folder, name) if self.folder else None
        if path is None:
            raise LeftOut("the submission has no such file")
        try:
            return read_plain(path, MAX_FILE)
        except ValueError as reason:
            raise LeftOut(f"the file cannot be shown: {reason}") from None


def _inside(folder: Path, name: str) -> Path | None:
    """The file of that name at or below the folder, or None. A Mac writes an umlaut as two letters, so both forms count."""
    path = folder
    for part in name.split("/"):
        if part in ("", "."):
            continue
        if part == ".." or "\0" in part or path.is_symlink() or not path.is_dir():
            return None
        if len(part) > 255:
            return None
        names = {unicodedata.normalize("NFC", each): each for each in sorted(os.listdir(path))}
        same = part if (path / part).exists() else names.get(unicodedata.normalize("NFC", part))
        if same is None:
            return None
        path = path / same
    return path if path != folder and not path.is_dir() else None


def _of_data_address(rest: str) -> bytes:
    kind, comma, data = rest.partition(",")
    if not comma or not kind.lower().startswith("image/"):
        raise LeftOut("its address is not one of a picture")
    if not kind.lower().rstrip().endswith(";base64"):
        return unquote(data).encode()
    return decoded(unquote(data))


def decoded(text: str) -> bytes:
    """The bytes of base64 text. Raises LeftOut."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise LeftOut("its data is damaged") from None


def _attached(name: str, attachments: dict) -> bytes:
    by_name = {unicodedata.normalize("NFC", unquote(key)): value for key, value in attachments.items() if isinstance(key, str)}
    bundle = attachments.get(name, by_name.get(unicodedata.normalize("NFC", name)))
    if not isinstance(bundle, dict):
        raise LeftOut("nothing of that name is attached to the cell")
    for kind in (*(kind for kind in STARTS if kind in bundle), *bundle):
        data = bundle[kind]
        data = "".join(each for each in data if isinstance(each, str)) if isinstance(data, list) else data
        if isinstance(data, str):
            return data.encode() if data.lstrip().startswith("<") else decoded(data)
    raise LeftOut("its data is damaged")


def _scaled(kind: str, content: bytes) -> tuple[str, bytes]:
    """The picture, made smaller if it is too large for a page."""
    if len(content) <= MAX_PICTURE:
        return kind, content
    if kind not in ("image/png", "image/jpeg"):
        raise LeftOut(f"it is larger than {MAX_PICTURE / 1000:g} kB")
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if picture.width * picture.height > MAX_PIXELS:
                raise LeftOut(f"it has more than {MAX_PIXELS / 1e6:g} million pixels")
            for side in SIDES:
                small = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
                small.thumbnail((side, side))
                for form, options in (("PNG", {"optimize": True}), ("JPEG", {"quality": 80})):
                    out = io.BytesIO()
                    _on_white(small, form).save(out, form, **options)
                    if out.tell() <= MAX_PICTURE:
                        return f"image/{form.lower()}", out.getvalue()
    except LeftOut:
        raise
    except Exception:  # a damaged file, and whatever else a decoder says of one
        raise LeftOut("it is too large for the page, and damaged, so that it cannot be made smaller") from None
    raise LeftOut(f"it cannot be made smaller than {MAX_PICTURE / 1000:g} kB")


def _on_white(picture, form: str):
    from PIL import Image

    if form != "JPEG" or picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
