"""The grader's own records, beside nbgrader's gradebook: what was graded from what, reviews, and what
collecting found.

A row here is written after the gradebook's commit, so a row means the grade is there.
"""

import json
import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS graded (assignment TEXT, student TEXT, key TEXT, score REAL, max_score REAL,
    state TEXT, reasons TEXT, seconds REAL, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS answer (assignment TEXT, student TEXT, notebook TEXT, cell TEXT, digest TEXT,
    PRIMARY KEY (assignment, student, notebook, cell));
CREATE TABLE IF NOT EXISTS collected (assignment TEXT, student TEXT, timestamp TEXT, notes TEXT,
    PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS review (assignment TEXT, student TEXT, band TEXT, notebook TEXT, cell TEXT,
    key TEXT, state TEXT, chosen_at TEXT, closed_at TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS feedback (assignment TEXT, student TEXT, released_at TEXT,
    PRIMARY KEY (assignment, student));
"""


class Journal:
    """grading.db in the course's private directory."""

    def __init__(self, folder: Path):
        self.db = sqlite3.connect(
            folder / "grading.db", timeout=30, isolation_level=None, check_same_thread=False
        )
        self.db.row_factory = sqlite3.Row
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)

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

    def record(self, assignment, student, key, score, max_score, state, reasons, seconds, answers):
        """Note a finished submission."""
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("DELETE FROM answer WHERE assignment = ? AND student = ?", (assignment, student))
        self.db.executemany(
            "INSERT INTO answer VALUES (?, ?, ?, ?, ?)",
            [(assignment, student, *where, digest) for where, digest in sorted(answers.items())],
        )
        self.db.execute(
            "INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (assignment, student, key, score, max_score, state, json.dumps(reasons), seconds),
        )
        self.db.execute("COMMIT")

    def note_collected(self, assignment: str, student: str, timestamp: str, notes: list[str]):
        self.db.execute(
            "INSERT OR REPLACE INTO collected VALUES (?, ?, ?, ?)",
            (assignment, student, timestamp, json.dumps(notes)),
        )

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
