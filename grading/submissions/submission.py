"""What one student handed in for an assignment, read from submitted/, with everything odd about it noted.

Whatever its state, a directory becomes a Submission: what cannot be graded carries a reason instead of cells.
"""

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from notebooks.content.reading import Unreadable
from notebooks.limits import NOTEBOOK_BYTES

from ..course.files import OWN, find_notebooks, read_data_files, read_plain, shown
from ..execution.bounded_parsing.reading import read_within

MAX_OTHERS = 10  # notebooks of other names that are looked at
MAX_OWN = 4096  # bytes of a file that nbgrader writes beside the notebook
SKEW = timedelta(minutes=10)  # by how much clocks may differ silently


@dataclass
class Submission:
    """Notebooks by name (None where a `problem` says why), data files, and notes for a person.

    `others` are readable notebooks of other names, by path; `damaged` names of notebooks and paths of others that cannot
    be read. What `notebook_choice` decides is in `said` (sentences for the student and who grades), `waits` (a person must
    look), `appended` (cells that show what was not graded) and `copies` (their answers by cell), by notebook.
    """

    student: str
    folder: Path
    notebooks: dict[str, dict | None] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    own: dict[str, bytes] = field(default_factory=dict)
    timestamp: datetime | None = None
    digest: str = ""
    others: dict[str, dict] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    too_large: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    waits: set[str] = field(default_factory=set)
    appended: dict[str, list[dict]] = field(default_factory=dict)
    copies: dict[str, dict[str, list]] = field(default_factory=dict)

    def say(self, notebook: str, sentence: str) -> None:
        """Keep a sentence that the student and who grades both see."""
        self.said.setdefault(notebook, []).append(sentence)


def read_submission(student: str, folder: Path, expected: list[str], notes=()) -> Submission:
    """Read the notebooks called `expected`; `notes` are what collecting already found."""
    from nbgrader.utils import parse_utc

    found = Submission(student, folder, notes=list(notes))
    digest = hashlib.sha256(json.dumps(found.notes).encode())
    names = find_notebooks(folder)
    spare = [path for path in names if path not in {f"{name}.ipynb" for name in expected}]
    for name in expected:
        path = folder / f"{name}.ipynb"
        found.notebooks[name] = None
        try:
            if path.is_symlink() or not path.is_file():
                what = f"{len(spare)} other notebooks" if spare else "no notebook"
                raise Unreadable(f"{name}.ipynb was not submitted; the submission has {what}")
            found.damaged.add(name)
            data = _notebook_bytes(path)
            digest.update(name.encode() + b"\0" + data)
            found.notebooks[name], left_out = read_within(data)
            found.damaged.remove(name)
            found.notes += left_out
            found.waits |= {name} if left_out else set()
        except Unreadable as reason:
            found.problems[name] = str(reason)
            digest.update(f"{name}: {reason}".encode())
    room = NOTEBOOK_BYTES
    for path in spare[:MAX_OTHERS]:
        try:
            data = _notebook_bytes(folder / path, room)
            room -= len(data)
            digest.update(path.encode(errors="replace") + b"\0" + data)
            found.others[path] = read_within(data)[0]
        except Unreadable:
            found.damaged.add(path)
    if len(spare) > MAX_OTHERS:
        found.notes.append(f"of {len(spare)} other notebooks the first {MAX_OTHERS} by name were looked at")
    found.files, left_out, found.too_large = read_data_files(folder)
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


def _notebook_bytes(path: Path, limit: int = NOTEBOOK_BYTES) -> bytes:
    try:
        return read_plain(path, limit)
    except ValueError as reason:
        raise Unreadable(f"the notebook cannot be read: {reason}") from None
