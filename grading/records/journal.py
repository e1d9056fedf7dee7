"""The grader's own records, beside nbgrader's gradebook: what was graded from what, reviews, and what
collecting found.

A row in `graded` is written after the gradebook's commit, so it means that the grade is there; what is about to be graded is
written before it (`intend`), so that a kill between the two takes nothing from anybody.
"""

import hashlib
import json
import sqlite3
from pathlib import Path

from .clock import now
from .database import Database


class Journal:
    """The grader's records in the directory `folder`. Raises what `Database` does."""

    def __init__(self, folder: Path):
        self.db = Database(folder)
        self.path, self.transaction, self.close = self.db.path, self.db.transaction, self.db.close

    def graded(self, assignment: str) -> dict[str, sqlite3.Row]:
        """Rows of finished submissions by student."""
        rows = self.db.rows("SELECT * FROM graded WHERE assignment = ? ORDER BY student", assignment)
        return {row["student"]: row for row in rows}

    def answers(self, assignment: str, student: str) -> dict[tuple[str, str], str]:
        """Digest of what each grade rested on, by (notebook, cell)."""
        rows = self.db.rows("SELECT * FROM answer WHERE assignment = ? AND student = ?", assignment, student)
        return {(row["notebook"], row["cell"]): row["digest"] for row in rows}

    def answers_before(self, assignment: str, student: str, basis: str | None) -> dict[tuple[str, str], str]:
        """The same for a new grade; `basis`: the digest of the answers on which the grade in the gradebook rests, if known.

        Where a run died after the gradebook's commit, all that a person gave since is for the answers that had just been
        graded. Where it died right before, its pages were there: points given since are for the answers they showed.
        """
        recorded, intent = self.answers(assignment, student), self._intent(assignment, student)
        if basis not in (None, digest_of(recorded)) and basis == digest_of(intent):
            return intent
        rows = self.db.rows(
            "SELECT * FROM intent i WHERE assignment = ? AND student = ? AND EXISTS"
            " (SELECT 1 FROM saved s WHERE s.rowid > i.saves AND"
            " (s.assignment, s.student, s.notebook, s.cell) = (i.assignment, i.student, i.notebook, i.cell))",
            assignment, student,
        )  # fmt: skip
        return recorded | {(row["notebook"], row["cell"]): row["digest"] for row in rows}

    def _intent(self, assignment: str, student: str) -> dict[tuple[str, str], str]:
        rows = self.db.rows("SELECT * FROM intent WHERE assignment = ? AND student = ?", assignment, student)
        return {(row["notebook"], row["cell"]): row["digest"] for row in rows}

    def intended(self, assignment: str) -> set[str]:
        """Students whose grade may be in the gradebook without a row in `graded`: a run died in between."""
        return {row["student"] for row in self.db.rows("SELECT student FROM intent WHERE assignment = ?", assignment)}

    def intend(self, assignment: str, student: str, answers: dict, notes: list[str]) -> list[str]:
        """Before the gradebook's commit: what the grade will rest on, and notes on what will be discarded; all such notes."""
        with self.transaction() as db:
            ((last,),) = db.rows("SELECT ifnull(max(rowid), 0) FROM saved")
            db.execute("DELETE FROM intent WHERE assignment = ? AND student = ?", (assignment, student))
            rows = [(assignment, student, *where, digest, last) for where, digest in sorted(answers.items())]
            db.executemany("INSERT INTO intent VALUES (?, ?, ?, ?, ?, ?)", rows)
            return self.discard(assignment, student, notes)

    def work_digest(self, assignment: str, student: str, *, shown=False) -> str:
        """Digest of everything a reviewer judges in this submission; `shown`: as its pages show it, recorded or not yet."""
        if shown and student in self.intended(assignment):
            return digest_of(self._intent(assignment, student))
        return digest_of(self.answers(assignment, student))

    def record(self, assignment, student, key, score, max_score, state, reasons, seconds, answers):
        """Note a finished submission; its grade is unconfirmed until `confirm`."""
        who = (assignment, student)
        with self.transaction() as db:
            for table in ("answer", "missed", "discarded", "intent"):
                db.execute(f"DELETE FROM {table} WHERE assignment = ? AND student = ?", who)
            db.executemany(
                "INSERT INTO answer VALUES (?, ?, ?, ?, ?)",
                [(*who, *where, digest) for where, digest in sorted(answers.items())],
            )
            db.execute(
                "INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*who, key, score, max_score, state, json.dumps(reasons), seconds),
            )
            db.execute("INSERT OR REPLACE INTO unconfirmed VALUES (?, ?)", who)

    def discard(self, assignment: str, student: str, notes: list[str]) -> list[str]:
        """Keep notes of points that are about to be discarded; those of a run that died before `record` included."""
        who = (assignment, student)
        if notes:
            with self.transaction() as db:
                rows = [(*who, note) for note in notes]
                db.executemany("INSERT OR IGNORE INTO discarded (assignment, student, note) VALUES (?, ?, ?)", rows)
        rows = self.db.rows("SELECT note FROM discarded WHERE assignment = ? AND student = ? ORDER BY rowid", *who)
        return [row["note"] for row in rows]

    def note_failure(self, assignment: str, student: str, reason: str):
        """Note why a submission could not be graded; the grade it had before stays what it was."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO missed VALUES (?, ?, ?)", (assignment, student, reason))

    def failures(self, assignment: str) -> dict[str, str]:
        """Why submissions could not be graded, by student."""
        rows = self.db.rows("SELECT * FROM missed WHERE assignment = ?", assignment)
        return {row["student"]: row["reason"] for row in rows}

    def unconfirmed(self, assignment: str) -> set[str]:
        """Students whose grades are of a run that has not reached its closing preflight."""
        rows = self.db.rows("SELECT student FROM unconfirmed WHERE assignment = ?", assignment)
        return {row["student"] for row in rows}

    def confirm(self, assignment: str):
        """The closing preflight was right."""
        with self.transaction() as db:
            db.execute("DELETE FROM unconfirmed WHERE assignment = ?", (assignment,))

    def doubt(self, assignment: str, students: set[str]):
        """Mark grades of a run whose closing preflight failed: without a key the next run grades them again."""
        with self.transaction() as db:
            for student in students:
                db.execute(
                    "UPDATE graded SET key = '', state = 'doubtful' WHERE assignment = ? AND student = ?",
                    (assignment, student),
                )

    def note_collected(self, assignment: str, student: str, timestamp: str, notes: list[str]):
        with self.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO collected VALUES (?, ?, ?, ?)",
                (assignment, student, timestamp, json.dumps(notes)),
            )

    def collected_at(self, assignment: str, student: str) -> str | None:
        """Timestamp of the submission last collected; None if there is none, "" after a failure."""
        rows = self.db.rows("SELECT timestamp FROM collected WHERE assignment = ? AND student = ?", assignment, student)
        return rows[0]["timestamp"] if rows else None

    def collected(self, assignment: str) -> dict[str, list[str]]:
        """Notes of collecting by student."""
        rows = self.db.rows("SELECT * FROM collected WHERE assignment = ?", assignment)
        return {row["student"]: json.loads(row["notes"]) for row in rows}

    def note_staff(self, names: set[str]) -> None:
        """Who belongs to the staff now, as the exchange says."""
        with self.transaction() as db:
            db.execute("DELETE FROM staff")
            db.executemany("INSERT INTO staff VALUES (?)", [(name,) for name in sorted(names)])

    def staff(self) -> set[str]:
        """Members of the staff: no students, whatever they once handed in."""
        return {row["name"] for row in self.db.rows("SELECT name FROM staff")}

    def reviews(self, assignment: str) -> dict[str, sqlite3.Row]:
        """The review sample by student."""
        rows = self.db.rows("SELECT * FROM review WHERE assignment = ? ORDER BY student", assignment)
        return {row["student"]: row for row in rows}

    def queue_reviews(self, rows: list[tuple]) -> None:
        """Note who is in the sample: (assignment, student, band, notebook, cell, key, state, chosen, closed)."""
        self.db.executemany("INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def close_reviews(self, assignment: str, students: list[str]) -> None:
        """A person is through with these."""
        query = "UPDATE review SET state = 'closed', closed_at = ? WHERE assignment = ? AND student = ?"
        self.db.executemany(query, [(now(), assignment, student) for student in students])

    def note_feedback(self, assignment: str, student: str) -> None:
        """The student's feedback has been sent."""
        self.db.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)", (assignment, student, now()))

    def feedback_sent(self, assignment: str) -> set[str]:
        """Students whose feedback has been sent."""
        return {row["student"] for row in self.db.rows("SELECT student FROM feedback WHERE assignment = ?", assignment)}


def digest_of(answers: dict[tuple[str, str], str]) -> str:
    """One digest of the answers' digests."""
    return hashlib.sha256(json.dumps(sorted(answers.items())).encode()).hexdigest()
