"""What is handed in with a module: the notebook and what lies beside it, and the receipt for it. Sends nothing itself.

`tito submit` and JupyterLab's *Submit* send the same files.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tito.errors import WorkError
from tito.times import shown


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
                "Move what the grader does not need elsewhere, then submit again.",
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
            saved = shown(datetime.fromtimestamp((self.folder / file).stat().st_mtime, UTC), seconds=True)
            size, bare = len(self.content(file)), " without its outputs" if file in self.lean else ""
            lines.append(f"{file.as_posix()}{bare}, {max(size // 1000, 1)} kB, saved {saved}")
        return lines

    def stage(self, parent: Path) -> Path:
        """Write the files to `parent`/NAME, where NAME is the folder's, and return that. Raises WorkError as above."""
        self.require_sendable()
        target = parent / self.folder.name
        for file in self.files:
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            (target / file).write_bytes(self.content(file))
        return target


def receipt(sending: Sending, stamp: str) -> str:
    """What the learner keeps: when what was sent. The digest tells two submissions apart."""
    lines = [f"Submitted {sending.folder.name} at {stamp}.", "", *sending.describe(), f"Digest {sending.digest}"]
    return "\n".join([*lines, "", *sending.left_out, "This page is replaced by your next submission, and is not sent."]) + "\n"
