"""Downloads one file, continuing what is left of an earlier attempt, and checks it before it gets its name.

Knows nothing of data sets. An unfinished file is called `<name>.part`.
"""
import hashlib
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

from tinytorch.datasets.lock import alone_in
from tinytorch.datasets.progress import Progress, progress_lines
from tinytorch.datasets.sources import Source

_CHUNK = 1 << 16
_TIMEOUT_SECONDS = 30
_ATTEMPTS_PER_URL = 3


def ensure_download(
    source: Source, folder: Path, progress: Callable[[Source], Progress] = progress_lines
) -> Path:
    """The path of `source` in `folder`; downloads it first if it is not there.

    `progress` is called with the source and returns a function that is told the number of bytes so far.
    Raises OSError, naming the address and the cause; what has arrived is kept and continued next time.
    """
    target = folder / source.name
    if target.is_file():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        if not target.is_file():
            os.replace(_download(source, folder / f"{source.name}.part", progress(source)), target)
    return target


def _download(source: Source, part: Path, show: Progress) -> Path:
    """`part`, complete and checked, from the first address that gives it."""
    faults = []
    for url in source.urls:
        for _ in range(_ATTEMPTS_PER_URL):
            continued = part.is_file()
            try:
                _continue(url, source, part, show)
                _ensure_checksum(source, part, url)
            except urllib.error.HTTPError as error:
                faults.append(f"{url} answers {error.code} {error.reason}")
                break
            except _Interrupted as error:
                faults.append(str(error))
            except _WrongChecksum as error:
                faults.append(str(error))
                if not continued:
                    break
            except (OSError, HTTPException) as error:
                if isinstance(error, OSError) and error.filename:
                    # The disk's fault, not the network's: no other address will help.
                    raise
                faults.append(f"{url}: {getattr(error, 'reason', error)}")
                break
            else:
                return part
    raise OSError("; ".join(dict.fromkeys(faults)))


class _Interrupted(Exception):
    """The connection ended early; another attempt continues."""


class _WrongChecksum(Exception):
    """The whole file arrived and is not the file that was asked for."""


def _continue(url: str, source: Source, part: Path, show: Progress) -> None:
    """Append to `part` what it lacks."""
    have = part.stat().st_size if part.is_file() else 0
    if have >= source.size:
        return
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as response:
        # A server that does not know ranges sends the file from its beginning.
        start = response.headers.get("Content-Range", "")
        resumed = response.status == 206 and start.startswith(f"bytes {have}-")
        have = have if resumed else 0
        with part.open("ab" if resumed else "wb") as file:
            while have <= source.size and (chunk := _read(response, url, have)):
                file.write(chunk)
                have += len(chunk)
                show(have)
    if have < source.size:
        raise _Interrupted(f"{url} ended after {have:,} of {source.size:,} bytes")


def _read(response, url: str, have: int) -> bytes:
    try:
        return response.read(_CHUNK)
    except (OSError, HTTPException) as error:
        raise _Interrupted(f"{url} broke off after {have:,} bytes ({error})") from error


def _ensure_checksum(source: Source, part: Path, url: str) -> None:
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != source.sha256:
        # Nothing of it can be trusted, so nothing is continued from.
        part.unlink()
        raise _WrongChecksum(f"{url} gives another file: its SHA-256 is {found}, not {source.sha256}")
