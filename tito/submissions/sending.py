"""What is handed in with a module: the notebook and what lies beside it, and what a learner should know before it goes.

`tito submit` and JupyterLab's *Submit* send the same files. It sends nothing itself.
"""

import hashlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from notebooks.content.reading import Unreadable, read_notebook
from notebooks.content.release import ReleasedCell, released_cells
from notebooks.content.repair import name_of, squeezed
from notebooks.limits import DATA_BYTES, DATA_FILES
from notebooks.shadowing import shadowing
from tito.course import local
from tito.errors import WorkError
from tito.submissions.upload import fit, limit_mib

# Of no use to the grader: JupyterLab's checkpoints, pages of feedback, byte code, hidden files.
SKIPPED = ("feedback", "__pycache__")
RECEIPT = "submitted.txt"


@dataclass
class Sending:
    """`files` are relative to `folder`, the notebook first; `left_out` and `doubts` (worth a second look) are sentences.

    `lean` are the contents of notebooks that go without their outputs; `refused` says why nothing can be sent, if so.
    """

    folder: Path
    files: list[Path] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    lean: dict[Path, bytes] = field(default_factory=dict)
    refused: str = ""

    def content(self, file: Path) -> bytes:
        """What is sent of one of `files`."""
        return self.lean[file] if file in self.lean else (self.folder / file).read_bytes()

    def require_sendable(self) -> None:
        """Raise WorkError, with what to do, for what must not be sent."""
        if self.refused:
            raise WorkError(
                f"{self.folder.name} is not submitted: {self.refused}.",
                "What you submitted before still counts. Move what the grader does not need elsewhere, then submit again.",
            )

    def leave_out(self, names: list[str]) -> None:
        """Files that the exchange does not take: no longer among those that were sent."""
        self.files = [file for file in self.files if file.as_posix() not in names]
        self.left_out += [f"{name} was not taken: the classroom takes no file of that name." for name in names]

    @property
    def digest(self) -> str:
        """Changes with every file that would be sent."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(file.as_posix().encode() + b"\0" + self.content(file) + b"\0")
        return digest.hexdigest()[:16]

    def describe(self) -> list[str]:
        """A line for each file, with the time when it was saved: what was typed since is not in it."""
        lines = []
        for file in self.files:
            saved = local(datetime.fromtimestamp((self.folder / file).stat().st_mtime, UTC))
            size, bare = len(self.content(file)), " without its outputs" if file in self.lean else ""
            lines.append(f"{file.as_posix()}{bare}, {max(size // 1000, 1)} kB, saved {saved:%Y-%m-%d %H:%M:%S %Z}")
        return lines

    def stage(self, parent: Path) -> Path:
        """Write the files to `parent`/NAME, where NAME is the folder's, and return that. Raises WorkError as above."""
        self.require_sendable()
        target = parent / self.folder.name
        for file in self.files:
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            (target / file).write_bytes(self.content(file))
        return target


def look_at(folder: Path, name: str, release: dict | None = None) -> Sending:
    """What of `folder` would be sent for the notebook `name`; `release` is the notebook as it was given, if that is known."""
    found = Sending(folder)
    for where, folders, names in os.walk(folder):
        top = Path(where) == folder
        # The exchange's client takes a folder of the assignment's own name for the assignment.
        folders[:] = sorted(each for each in folders if each[0] != "." and each not in SKIPPED and each != folder.name)
        for each in sorted(names):
            file = Path(where, each).relative_to(folder)
            if each[0] == "." or each.endswith(".pyc") or (top and each == RECEIPT):
                continue
            if reason := _why_not(folder / file, each):
                found.left_out.append(f"{_shown(file)} is not sent: {reason}.")
            else:
                found.files.append(file)
    main = Path(f"{name}.ipynb")
    found.files.sort(key=lambda file: (file != main, file.as_posix()))
    found.lean, found.refused = fit(folder, found.files)
    found.left_out += [
        f"The outputs of {_shown(file)} are not sent: with them it is larger than the classroom takes ({limit_mib()} MB on the "
        "way). Nothing is lost: grading runs the cells again."
        for file in found.lean
    ]
    if not any(file.suffix == ".ipynb" for file in found.files):
        found.refused = f"there is no notebook in {folder}"
    if not found.refused:
        found.doubts += _doubts(found, main, release)
    return found


def _why_not(path: Path, name: str) -> str:
    if not name.isprintable():
        return "its name has a letter that cannot be seen"
    if not path.is_file():
        return "it is no file"
    if name in SKIPPED:
        return "the exchange keeps its name for something else"
    return "" if os.access(path, os.R_OK) else "it cannot be read"


def _shown(file: Path) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in file.as_posix())


def _doubts(found: Sending, main: Path, release: dict | None) -> list[str]:
    others = [file for file in found.files if file != main]
    data = [found.folder / file for file in others if file.suffix != ".ipynb"]
    doubts = shadowing(found.folder)
    if len(data) > DATA_FILES or sum(file.stat().st_size for file in data) > DATA_BYTES:
        doubts.append(f"The grader takes {DATA_FILES} files and {DATA_BYTES // 2**20} MB beside a notebook, and here is more.")
    if main not in found.files:
        return [*doubts, f"{main} is not there, and that is the notebook that is graded."]
    try:
        graded = read_notebook(found.content(main))
    except Unreadable as reason:
        return [*doubts, f"{main} would earn nothing: {reason}. File, Revert Notebook to Checkpoint brings back what it was."]
    for file in others:
        if file.suffix == ".ipynb":
            doubts += _compared(found, main, graded, file, release)
    return doubts


def _compared(found: Sending, main: Path, graded: dict, file: Path, release: dict | None) -> list[str]:
    """Whether another notebook has answers that the graded one lacks, as after *Duplicate*."""
    try:
        other = read_notebook(found.content(file))
    except Unreadable:
        return []
    known = released_cells(release or graded)
    mine, theirs = _answers(graded, known), _answers(other, known)
    newer = (found.folder / file).stat().st_mtime > (found.folder / main).stat().st_mtime
    more = [
        name
        for name, text in theirs.items()
        if squeezed(text) != squeezed(mine.get(name, "")) and _is_answered(text, known[name], release is not None)
        and (newer or not _is_answered(mine.get(name, ""), known[name], release is not None))
    ]
    if not more:
        return []
    names = ", ".join(more[:3]) + (f" and {len(more) - 3} more" if more[3:] else "")
    return [f"{_shown(file)} has answers that {main} has not ({names}), and {main} is graded. If the other is meant, rename it."]


def _answers(notebook: dict, known: dict[str, ReleasedCell]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for cell in notebook["cells"]:
        name = name_of(cell)
        if name in known and not known[name].locked:
            answers.setdefault(name, cell["source"])
    return answers


def _is_answered(text: str, cell: ReleasedCell, released: bool) -> bool:
    if released:
        return bool(text.strip()) and squeezed(text) != squeezed(cell.given)
    return bool(text.strip()) and "raise NotImplementedError" not in text


def receipt(sending: Sending, stamp: str) -> str:
    """What the learner keeps: when what was sent. The digest tells two submissions apart."""
    lines = [f"Submitted {sending.folder.name} at {stamp}.", "", *sending.describe(), f"Digest {sending.digest}"]
    return "\n".join([*lines, "", *sending.left_out, "This page is replaced by your next submission, and is not sent."]) + "\n"
