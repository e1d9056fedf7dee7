"""The grader's own records, beside nbgrader's gradebook: what was graded from what, reviews, and what
collecting found.

A row here is written after the gradebook's commit, so a row means the grade is there.
"""

import contextlib
import hashlib
import json
import sqlite3
from pathlib import Path

from ..errors import DiskFull, GradingError

WAIT_SECONDS = 30

SCHEMA = """
CREATE TABLE IF NOT EXISTS graded (assignment TEXT, student TEXT, key TEXT, score REAL, max_score REAL,
    state TEXT, reasons TEXT, seconds REAL, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS answer (assignment TEXT, student TEXT, notebook TEXT, cell TEXT, digest TEXT,
    PRIMARY KEY (assignment, student, notebook, cell));
CREATE TABLE IF NOT EXISTS collected (assignment TEXT, student TEXT, timestamp TEXT, notes TEXT,
    PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS review (assignment TEXT, student TEXT, band TEXT, notebook TEXT, cell TEXT,
    key TEXT, state TEXT, chosen_at TEXT, closed_at TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS missed (assignment TEXT, student TEXT, reason TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS discarded (assignment TEXT, student TEXT, note TEXT,
    PRIMARY KEY (assignment, student, note));
CREATE TABLE IF NOT EXISTS unconfirmed (assignment TEXT, student TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS feedback (assignment TEXT, student TEXT, released_at TEXT,
    PRIMARY KEY (assignment, student));
"""


class Journal:
    """grading.db in the course's directory of records. Raises GradingError or DiskFull when it cannot be used."""

    def __init__(self, folder: Path):
        self.path = folder / "grading.db"
        with self._usable():
            self.db = sqlite3.connect(
                self.path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            self.db.row_factory = sqlite3.Row
            self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)

    @contextlib.contextmanager
    def _usable(self):
        try:
            yield
        except sqlite3.DatabaseError as error:
            if "full" in str(error):
                raise DiskFull(
                    f"the disk of {self.path} is full: free some room and run the command again; what is "
                    "finished is kept"
                ) from error
            raise GradingError(
                f"the grader's records {self.path} cannot be used: {error}. Close what uses the file, or "
                "bring it back from a backup, and run the command again."
            ) from error

    @contextlib.contextmanager
    def transaction(self):
        """The connection, committed at the end or rolled back whole."""
        with self._usable():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    def graded(self, assignment: str) -> dict[str, sqlite3.Row]:
        """Rows of finished submissions by student."""
        rows = self.db.execute("SELECT * FROM graded WHERE assignment = ? ORDER BY student", (assignment,))
        return {row["student"]: row for row in rows}

    def answers(self, assignment: str, student: str) -> dict[tuple[str, str], str]:
        """Digest of what each grade rested on, by (notebook, cell)."""
        rows = self.db.execute(
            "SELECT * FROM answer WHERE assignment = ? AND student = ?", (assignment, student)
        )
        return {(row["notebook"], row["cell"]): row["digest"] for row in rows}

    def work_digest(self, assignment: str, student: str) -> str:
        """Digest of everything a reviewer judges in this submission."""
        answers = sorted(self.answers(assignment, student).items())
        return hashlib.sha256(json.dumps(answers).encode()).hexdigest()

    def record(self, assignment, student, key, score, max_score, state, reasons, seconds, answers):
        """Note a finished submission; its grade is unconfirmed until `confirm`."""
        who = (assignment, student)
        with self.transaction() as db:
            for table in ("answer", "missed", "discarded"):
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
                db.executemany("INSERT OR IGNORE INTO discarded VALUES (?, ?, ?)", [(*who, note) for note in notes])
        rows = self.db.execute("SELECT note FROM discarded WHERE assignment = ? AND student = ? ORDER BY rowid", who)
        return [row["note"] for row in rows]

    def note_failure(self, assignment: str, student: str, reason: str):
        """Note why a submission could not be graded; the grade it had before stays what it was."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO missed VALUES (?, ?, ?)", (assignment, student, reason))

    def failures(self, assignment: str) -> dict[str, str]:
        """Why submissions could not be graded, by student."""
        rows = self.db.execute("SELECT * FROM missed WHERE assignment = ?", (assignment,))
        return {row["student"]: row["reason"] for row in rows}

    def unconfirmed(self, assignment: str) -> set[str]:
        """Students whose grades are of a run that has not reached its closing preflight."""
        rows = self.db.execute("SELECT student FROM unconfirmed WHERE assignment = ?", (assignment,))
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
        row = self.db.execute(
            "SELECT timestamp FROM collected WHERE assignment = ? AND student = ?", (assignment, student)
        ).fetchone()
        return row["timestamp"] if row else None

    def collected(self, assignment: str) -> dict[str, list[str]]:
        """Notes of collecting by student."""
        rows = self.db.execute("SELECT * FROM collected WHERE assignment = ?", (assignment,))
        return {row["student"]: json.loads(row["notes"]) for row in rows}

    def reviews(self, assignment: str) -> dict[str, sqlite3.Row]:
        """The review sample by student."""
        rows = self.db.execute("SELECT * FROM review WHERE assignment = ? ORDER BY student", (assignment,))
        return {row["student"]: row for row in rows}

    def close(self):
        self.db.close()
