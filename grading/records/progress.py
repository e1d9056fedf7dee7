"""How far a batch is, for people who look from another process: when it began, and how much is through.

A row of its own per assignment; grades and the decision what to grade again do not rest on it.
"""

from sqlalchemy import update

from .clock import now
from .database import Database
from .tables import Run, of


class Progress:
    """Written by the grader that holds the assignment's lock."""

    def __init__(self, db: Database, assignment: str):
        self.db, self.assignment = db, assignment

    def begin(self, total: int) -> None:
        """A batch of `total` submissions starts."""
        began = now("milliseconds")
        with self.db.transaction() as session:
            session.merge(Run(assignment=self.assignment, began=began, changed=began, total=total, done=0))

    def finish(self) -> None:
        """One submission is through, graded or not."""
        through = update(Run).where(*of(Run, self.assignment)).values(done=Run.done + 1, changed=now("milliseconds"))
        with self.db.transaction() as session:
            session.execute(through)
