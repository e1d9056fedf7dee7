"""What one student handed in for an assignment, read from submitted/, with everything odd about it noted.

Whatever its state, a directory becomes a Submission: what cannot be graded carries a reason instead of cells.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from notebooks.reading import MAX_BYTES, Unreadable, read_notebook

from .files import OWN, read_data_files, read_plain, shown

MAX_OWN = 4096  # bytes of a file that nbgrader writes beside the notebook
SKEW = timedelta(minutes=10)  # by how much clocks may differ without a word


@dataclass
class Submission:
    """Notebooks by name (None where a `problem` says why), data files, and notes for a person."""

    student: str
    folder: Path
    notebooks: dict[str, dict | None] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    own: dict[str, bytes] = field(default_factory=dict)
    timestamp: datetime | None = None
    digest: str = ""


def read_submission(student: str, folder: Path, expected: list[str], notes=()) -> Submission:
    """Read the notebooks called `expected`; `notes` are what collecting already found."""
    from nbgrader.utils import parse_utc

    found = Submission(student, folder, notes=list(notes))
    digest = hashlib.sha256(json.dumps(found.notes).encode())
    # A wrong name can only be put right where there is no doubt which notebook is meant.
    spare = sorted(path for path in folder.glob("*.ipynb") if path.stem not in expected and path.is_file())
    for name in expected:
        path = folder / f"{name}.ipynb"
        if not path.is_file() and len(expected) == 1 and len(spare) == 1:
            path = spare[0]
            found.notes.append(
                f"the notebook is called {shown(path.name)}, not {name}.ipynb; it was graded under its right name"
            )
        found.notebooks[name] = None
        try:
            if path.is_symlink() or not path.is_file():
                what = f"{len(spare)} other notebooks" if spare else "no notebook"
                raise Unreadable(f"{name}.ipynb was not submitted; the submission has {what}")
            data = _notebook_bytes(path)
            digest.update(name.encode() + b"\0" + data)
            found.notebooks[name] = read_notebook(data)
        except Unreadable as reason:
            found.problems[name] = str(reason)
            digest.update(f"{name}: {reason}".encode())
    found.files, left_out = read_data_files(folder)
    found.notes += left_out
    for own in OWN:
        if os.path.lexists(folder / own):
            try:
                found.own[own] = read_plain(folder / own, MAX_OWN)
            except ValueError as reason:
                found.notes.append(f"{own} cannot be read: {reason}")
    written = found.own.get(OWN[0], b"").decode(errors="replace").strip()
    try:
        found.timestamp = parse_utc(written) if written else None
    except (ValueError, OverflowError, TypeError):
        found.notes.append(f"the time of submission cannot be read: {shown(written)}")
    if found.timestamp and found.timestamp - datetime.now(UTC).replace(tzinfo=None) > SKEW:
        found.notes.append(f"the time of submission is in the future: {shown(written)}")
    digest.update(json.dumps([found.files, written], sort_keys=True).encode())
    found.digest = digest.hexdigest()
    return found


def _notebook_bytes(path: Path) -> bytes:
    try:
        return read_plain(path, MAX_BYTES)
    except ValueError as reason:
        raise Unreadable(f"the notebook cannot be read: {reason}") from None
