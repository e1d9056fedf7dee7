"""What could not be graded: noted for that submission, so that the others go on. Decides nothing about points."""

import contextlib
import errno
from pathlib import Path

from ..errors import GradingError, Incomplete, NotGraded
from .faults import note_fault
from .journal import Journal

# The next submission would fail the same way: disk full or read-only, no more files may be open.
EVERYBODYS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


def concerns_everybody(error: Exception) -> bool:
    """Whether the batch has to stop: a fault of the machine, of Docker or of a database."""
    if isinstance(error, OSError):
        return error.errno in EVERYBODYS
    return isinstance(error, GradingError | MemoryError)


class Failures(dict):
    """Reasons by student, kept in the journal as well until the submission is graded."""

    def __init__(self, journal: Journal, assignment: str, log: Path):
        super().__init__()
        self.journal, self.assignment, self.log = journal, assignment, log

    @contextlib.contextmanager
    def at_most(self, student: str, say):
        """Whatever goes wrong inside costs this student's grade only, unless it concerns everybody."""
        try:
            yield
        except Exception as error:
            if concerns_everybody(error):
                raise
            expected = isinstance(error, NotGraded | OSError)
            self[student] = str(error) if expected else note_fault(self.log, f"{self.assignment} {student}", error)
            self.journal.note_failure(self.assignment, student, self[student])
            say(f"{student}: not graded, {self[student]}")

    def require_none(self, total: int) -> None:
        """Raise Incomplete naming them."""
        if self:
            raise Incomplete(
                f"{len(self)} of {total} submissions could not be graded, their points are unchanged: "
                f"{', '.join(sorted(self))}. grading status {self.assignment} says why. Mend that and run the command "
                "again; the others are done."
            )
