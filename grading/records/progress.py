"""How far a batch is, for people who look from another process: when it began, and how much is through.

A row of its own in grading.db per assignment; grades and the decision what to grade again do not rest on it.
"""

from .clock import now
from .database import Database


class Progress:
    """Written by the grader that holds the assignment's lock."""

    def __init__(self, db: Database, assignment: str):
        self.db, self.assignment = db, assignment

    def begin(self, total: int) -> None:
        """A batch of `total` submissions starts."""
        began = now("milliseconds")
        row = (self.assignment, began, began, total)
        self.db.execute("INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?, 0)", row)

    def finish(self) -> None:
        """One submission is through, graded or not."""
        row = (now("milliseconds"), self.assignment)
        self.db.execute("UPDATE batch SET done = done + 1, changed = ? WHERE assignment = ?", row)
