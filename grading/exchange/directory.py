"""The way submissions come in and feedback goes out: one interface, over whatever exchange the course is
configured for.

`Exchange` is nbgrader's own directory exchange; `ngshare.NgshareExchange` replaces it where ngshare is
configured, and `configured` says which.
"""

import filecmp
import logging
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from notebooks.limits import SUBMISSION_BYTES

from ..course.directory import CourseDir
from ..course.files import require_size
from ..course.replacing import replace_directory
from ..errors import GradingError
from .left_out import ConfigurationLeftOut


@dataclass(frozen=True)
class Student:
    """A student as the exchange knows them."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Collected:
    """What collecting one student's submission came to. `notes` name what is wrong with it."""

    student: str
    timestamp: str
    new: bool
    notes: tuple[str, ...] = ()


class Exchange:
    """nbgrader's default exchange, asked student by student so that a bad submission costs only itself."""

    def __init__(self, course: CourseDir):
        self.course = course

    def missing(self) -> str | None:
        """Why there is nothing to collect from, for a course that hands its submissions in by other ways."""
        root = self._action("Collect", "", "*").root
        return None if os.path.isdir(root) else f"the exchange directory {root} does not exist"

    def list_students(self) -> list[Student] | None:
        """Students of the course, or None where the exchange does not know them."""
        return None

    def list_staff(self) -> set[str]:
        """Who teaches the course; nobody where the exchange does not know."""
        return set()

    def is_released(self, assignment: str) -> bool:
        """Whether students can fetch the assignment."""
        lister = self._action("List", assignment, "*")
        self._call(lister.init_dest)
        return bool(lister.assignments)

    def release_assignment(self, assignment: str) -> None:
        """Hand release/ASSIGNMENT to the exchange. Raises GradingError if it cannot be done."""
        self._call(self._action("ReleaseAssignment", assignment, "*").start)

    def unrelease_assignment(self, assignment: str) -> None:
        """Take an assignment back from the students. Raises GradingError if it cannot be done."""
        action = self._action("List", assignment, "*")
        action.remove = True
        self._call(action.start)

    def list_submitters(self, assignment: str) -> list[str]:
        """Students with at least one submission."""
        root = Path(self._action("Collect", assignment, "*").root)
        # nbgrader's own list ends at the first directory whose name it cannot read, and anybody can make one.
        names = (path.name.rsplit("+", 3) for path in (root / self.course.course_id / "inbound").glob(f"*+{assignment}+*"))
        return sorted({parts[0] for parts in names if len(parts) == 4 and parts[1] == assignment})

    def collect(self, assignment: str, student: str, known: str | None = None) -> Collected:
        """Bring a student's newest submission into submitted/, unless it is there and `known` is its time.

        Raises GradingError if it cannot; what was there before stays then.
        """
        target = self.course.path("submitted", student, assignment)
        action = self._action("Collect", assignment, student)
        self._call(action.init_src)
        if not action.src_records:
            raise GradingError("the exchange has no submission of theirs")
        newest = Path(action.inbound_path, action.src_records[0]["filename"])
        if newest.is_symlink():
            raise GradingError(f"{newest.name} is a link in the exchange, not a submission")
        stamp = self._stamp(newest)
        if stamp and known == stamp and target.is_dir():
            return Collected(student, stamp, False)
        self._call(lambda: require_size(newest, SUBMISSION_BYTES))
        new = target.with_name(f".{target.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        # Links stay links, which grading leaves out: they may lead to what is not the student's.
        configuration = ConfigurationLeftOut(newest)
        ignore = lambda folder, names: {*_neither_file_nor_folder(folder, names), *configuration(folder, names)}  # noqa: E731
        self._call(lambda: shutil.copytree(newest, new, symlinks=True, ignore=ignore))
        replace_directory(new, target)
        return Collected(student, stamp, True, tuple(configuration.notes))

    @staticmethod
    def _stamp(folder: Path) -> str:
        stamp = folder / "timestamp.txt"
        if stamp.is_symlink() or not stamp.is_file():
            return ""
        return stamp.read_bytes()[:100].decode(errors="replace").strip()

    def release_feedback(self, assignment: str, student: str) -> None:
        """Send the student's feedback/ files back. Raises GradingError if it cannot be done."""
        action = self._action("ReleaseFeedback", assignment, student)
        self._call(action.start)
        # nbgrader passes over a page that it cannot place, and ends well.
        for page in sorted(self.course.path("feedback", student, assignment).glob("*.html")):
            if not self._arrived(page, Path(action.dest_path)):
                raise GradingError(f"the exchange did not take {page.name}")

    @staticmethod
    def _arrived(page: Path, folder: Path) -> bool:
        from nbgrader.utils import notebook_hash

        secret = (page.parent / "submission_secret.txt").read_text()
        sent = folder / f"{notebook_hash(secret=secret, notebook_id=page.stem)}.html"
        return sent.is_file() and filecmp.cmp(page, sent, shallow=False)

    def _action(self, name: str, assignment: str, student: str):
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory

        config = self.course.config
        course = CourseDirectory(config=config)
        course.assignment_id, course.student_id = assignment, student
        factory = ExchangeFactory(config=config)
        action = getattr(factory, name)(
            coursedir=course, authenticator=Authenticator(config=config), config=config
        )
        action.log.setLevel(logging.ERROR)
        return action

    @staticmethod
    def _call(step):
        from nbgrader.exchange import ExchangeError

        try:
            step()
        except (ExchangeError, OSError, RuntimeError, ValueError) as error:
            raise GradingError(f"the exchange: {error}") from error


def _neither_file_nor_folder(folder, names: list[str]) -> list[str]:
    """Names of pipes, sockets and devices: copying one never ends, or fails for the whole submission."""
    kinds = {name: os.lstat(os.path.join(folder, name)).st_mode for name in names}
    return [n for n, m in kinds.items() if not (stat.S_ISREG(m) or stat.S_ISDIR(m) or stat.S_ISLNK(m))]
