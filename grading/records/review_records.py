"""The tables of reviews: who reads which sampled submission, what each grader saved, and when.

Tables of our own in grading.db, beside nbgrader's gradebook, which keeps neither a name nor a time. Written by the grader
(who reads what) and by formgrader (what they gave).
"""

import sqlite3

from .clock import now
from .database import Database

ReviewSlot = tuple[str, int]  # a student, and whether the first or the second reader is meant: 1 or 2

# States of a double review, as the table has them; "decided" once a third person has been.
OPEN, SETTLED, DISAGREE = "open", "settled", "apart"


class ReviewRecords:
    """Reviews in grading.db. Rows are sqlite3.Row."""

    def __init__(self, db: Database):
        self.db = db

    def reviewers(self, assignment: str) -> dict[ReviewSlot, str]:
        """Who reads what, by slot."""
        rows = self.db.rows("SELECT * FROM reader WHERE assignment = ?", assignment)
        return {(row["student"], row["place"]): row["grader"] for row in rows}

    def assign(self, assignment: str, readers: dict[ReviewSlot, str]) -> None:
        """Replace who reads what."""
        with self.db.transaction():
            self.db.execute("DELETE FROM reader WHERE assignment = ?", (assignment,))
            rows = [(assignment, *slot, grader) for slot, grader in sorted(readers.items())]
            self.db.executemany("INSERT INTO reader VALUES (?, ?, ?, ?)", rows)

    def assigned_to(self, grader: str) -> list[sqlite3.Row]:
        """What this grader reads, in order of assignment and student."""
        return self.db.rows("SELECT * FROM reader WHERE grader = ? ORDER BY assignment, student", grader)

    def loads_elsewhere(self, assignment: str) -> dict[str, int]:
        """Slots by grader in all other assignments."""
        rows = self.db.rows("SELECT grader, count(*) AS n FROM reader WHERE assignment != ? GROUP BY grader", assignment)
        return {row["grader"]: row["n"] for row in rows}

    def double_reviews(self, assignment: str) -> dict[str, sqlite3.Row]:
        """Submissions that two people read, by student."""
        rows = self.db.rows("SELECT * FROM double_reading WHERE assignment = ? ORDER BY student", assignment)
        return {row["student"]: row for row in rows}

    def open_double_review(self, assignment: str, student: str, key: str, tolerance: float) -> None:
        """Two people read this work: what anybody gave for older work of the student is no longer theirs to give."""
        for table in ("ballot", "ballot_comment"):
            self.db.execute(f"DELETE FROM {table} WHERE assignment = ? AND student = ?", (assignment, student))
        self.db.execute(
            "INSERT OR REPLACE INTO double_reading VALUES (?, ?, ?, ?, 'open', NULL)", (assignment, student, key, tolerance)
        )

    def renew_double_review(self, assignment: str, student: str, key: str) -> None:
        """Open it again if there is one, and for other work than this."""
        row = self.double_reviews(assignment).get(student)
        if row is not None and row["key"] != key:
            self.open_double_review(assignment, student, key, row["tolerance"])

    def settle(self, assignment: str, student: str, state: str) -> None:
        self.db.execute(
            "UPDATE double_reading SET state = ?, settled_at = ? WHERE assignment = ? AND student = ?",
            (state, now(), assignment, student),
        )

    def scores(self, assignment: str, student: str | None = None) -> list[sqlite3.Row]:
        """What each of two readers gave, cell by cell, in order of time."""
        query = "SELECT * FROM ballot WHERE assignment = ?" + (" AND student = ?" if student else "")
        return self.db.rows(query + " ORDER BY rowid", *filter(None, (assignment, student)))

    def comments(self, assignment: str, student: str) -> list[sqlite3.Row]:
        query = "SELECT * FROM ballot_comment WHERE assignment = ? AND student = ? ORDER BY rowid"
        return self.db.rows(query, assignment, student)

    def put_score(self, assignment, student, grader, notebook, cell, points, extra, maximum) -> None:
        """One reader's points for a cell; None takes them back."""
        if points is None:
            self.db.execute(
                "DELETE FROM ballot WHERE assignment = ? AND student = ? AND grader = ? AND notebook = ? AND cell = ?",
                (assignment, student, grader, notebook, cell),
            )
        else:
            row = (assignment, student, grader, notebook, cell, points, extra, maximum, now())
            self.db.execute(
                "INSERT OR REPLACE INTO ballot (assignment, student, grader, notebook, cell, points, extra, maximum, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def drop_scores(self, assignment: str, student: str, but: list[str]) -> None:
        """Forget the scores of all but two readers: a third had begun and is not needed."""
        for table in ("ballot", "ballot_comment"):
            self.db.execute(
                f"DELETE FROM {table} WHERE assignment = ? AND student = ? AND grader NOT IN (?, ?)", (assignment, student, *but)
            )

    def put_comment(self, assignment, student, grader, notebook, cell, text) -> None:
        row = (assignment, student, grader, notebook, cell, text, now())
        self.db.execute(
            "INSERT OR REPLACE INTO ballot_comment (assignment, student, grader, notebook, cell, comment, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    def note_saved(self, assignment, student, grader, notebook, cell, maximum, auto, before, after, waited, key) -> None:
        """Somebody saved points in formgrader: `before` and `after` are (points, extra credit); the same is agreement."""
        row = (now(), assignment, student, grader, notebook, cell, maximum, auto, before[0], after[0], waited, key, before[1],
               after[1])
        self.db.execute(
            "INSERT INTO saved (at, assignment, student, grader, notebook, cell, maximum, auto, before, after, waited, key,"
            " extra_before, extra_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    def saved(self, assignment: str, student: str | None = None) -> list[sqlite3.Row]:
        """Everything that was saved, oldest first."""
        query = "SELECT * FROM saved WHERE assignment = ?" + (" AND student = ?" if student else "")
        return self.db.rows(query + " ORDER BY rowid", *filter(None, (assignment, student)))
