"""How far a batch is, for people who look from another process: when it began, and how much is through.

A row of its own in grading.db per assignment; grades and the decision what to grade again do not rest on it.
"""

import sqlite3
from datetime import datetime

SCHEMA = """CREATE TABLE IF NOT EXISTS batch (assignment TEXT PRIMARY KEY, began TEXT, changed TEXT,
    total INTEGER, done INTEGER)"""


def now() -> str:
    return datetime.now().isoformat(" ", "milliseconds")


class Progress:
    """Written by the grader that holds the assignment's lock."""

    def __init__(self, db: sqlite3.Connection, assignment: str):
        self.db, self.assignment = db, assignment
        db.execute(SCHEMA)

    def begin(self, total: int) -> None:
        """A batch of `total` submissions starts."""
        row = (self.assignment, now(), now(), total)
        self.db.execute("INSERT OR REPLACE INTO batch VALUES (?, ?, ?, ?, 0)", row)

    def finish(self) -> None:
        """One submission is through, graded or not."""
        self.db.execute("UPDATE batch SET done = done + 1, changed = ? WHERE assignment = ?", (now(), self.assignment))
