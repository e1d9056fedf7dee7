"""Faults of the grader itself: a traceback under an id in `errors.log` of the course's private directory."""

import secrets
import sys
import traceback
from pathlib import Path


def note_fault(log: Path, where: str, error: Exception) -> str:
    """Write the traceback of an exception that nobody expected into `log`, else to stderr; what is said of it, with its id."""
    fault = secrets.token_hex(4)
    said = f"fault {fault}: {where}\n{''.join(traceback.format_exception(error))}"
    try:
        with log.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{said}\n")
    except OSError:  # formgrader sees the course read-only
        print(said, file=sys.stderr, flush=True)
    where = f"{log.name}, or the container's log, has more under {fault}"
    return f"a fault of the grader, {type(error).__name__}: {error} ({where})"
