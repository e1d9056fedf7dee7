"""One grader at a time per assignment. The system frees the lock when its holder dies, however it dies."""

import contextlib
import fcntl
import json
import os
import socket
import sys
import time
from datetime import datetime
from pathlib import Path

from ..errors import AlreadyRunning
from .clock import moment, now, shown

LOOKS = 5


@contextlib.contextmanager
def assignment_lock(folder: Path, assignment: str):
    """Hold the lock, or raise AlreadyRunning naming the holder. Yields the lock's identity on this machine."""
    path = folder / f"{assignment}.lock"
    with path.open("a+") as file:
        try:
            _take(file)
        except OSError as error:
            raise AlreadyRunning(
                f"{assignment} is being graded by {_holder(path)}: wait until it is done, or stop "
                "that process; what it finished is kept."
            ) from error
        file.truncate(0)
        json.dump(
            {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": now(),
                "command": " ".join(["grading", *sys.argv[1:]])[:200],
            },
            file,
        )
        file.flush()
        of = os.fstat(file.fileno())
        yield f"{of.st_dev}-{of.st_ino}"
        file.truncate(0)


def _take(file) -> None:
    """Lock it, or raise OSError. Looks more than once: `holder` has it for an instant."""
    for _ in range(LOOKS - 1):
        with contextlib.suppress(OSError):
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(0.05)
    return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def holder(folder: Path, assignment: str) -> str | None:
    """Who holds the lock, in words; None if nobody does. A holder that was killed holds nothing."""
    path = folder / f"{assignment}.lock"
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except OSError:
        return _holder(path)
    return None


def held_since(folder: Path, assignment: str) -> datetime | None:
    """When whoever holds the lock took it; None if that is not known."""
    try:
        return moment(json.loads((folder / f"{assignment}.lock").read_text())["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_text())
        return f"process {holder['pid']} ({holder['command']}) on {holder['host']} since {shown(moment(holder['since']))}"
    except (OSError, ValueError, KeyError):
        return "another process"
