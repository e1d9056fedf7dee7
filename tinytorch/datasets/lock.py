"""Lets one program at a time download into a folder; the others wait, and then find the file there.

The operating system lifts the lock when a program ends, however it ends. Where there are no such locks, as on
Windows and some network drives, nothing is locked.
"""
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other program holds `folder`, which must exist; hold it until the block ends."""
    if fcntl is None:
        yield
        return
    # The folder itself is locked: a lock file would have to stay behind.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
