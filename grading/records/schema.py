"""The tables of grading.db. An older database gets what it lacks when it is opened; nothing is ever taken away."""

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS graded (assignment TEXT, student TEXT, key TEXT, score REAL, max_score REAL,
    state TEXT, reasons TEXT, seconds REAL, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS answer (assignment TEXT, student TEXT, notebook TEXT, cell TEXT, digest TEXT,
    PRIMARY KEY (assignment, student, notebook, cell));
CREATE TABLE IF NOT EXISTS intent (assignment TEXT, student TEXT, notebook TEXT, cell TEXT, digest TEXT, saves INTEGER,
    PRIMARY KEY (assignment, student, notebook, cell));
CREATE TABLE IF NOT EXISTS collected (assignment TEXT, student TEXT, timestamp TEXT, notes TEXT,
    PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS staff (name TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS missed (assignment TEXT, student TEXT, reason TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS discarded (assignment TEXT, student TEXT, note TEXT,
    PRIMARY KEY (assignment, student, note));
CREATE TABLE IF NOT EXISTS unconfirmed (assignment TEXT, student TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS feedback (assignment TEXT, student TEXT, released_at TEXT,
    PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS batch (assignment TEXT PRIMARY KEY, began TEXT, changed TEXT, total INTEGER, done INTEGER);
CREATE TABLE IF NOT EXISTS review (assignment TEXT, student TEXT, band TEXT, notebook TEXT, cell TEXT,
    key TEXT, state TEXT, chosen_at TEXT, closed_at TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS reader (assignment TEXT, student TEXT, place INTEGER, grader TEXT,
    PRIMARY KEY (assignment, student, place));
CREATE TABLE IF NOT EXISTS double_reading (assignment TEXT, student TEXT, key TEXT, tolerance REAL, state TEXT,
    settled_at TEXT, PRIMARY KEY (assignment, student));
CREATE TABLE IF NOT EXISTS ballot (assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT,
    points REAL, extra REAL, maximum REAL, at TEXT, PRIMARY KEY (assignment, student, grader, notebook, cell));
CREATE TABLE IF NOT EXISTS ballot_comment (assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT,
    comment TEXT, at TEXT, PRIMARY KEY (assignment, student, grader, notebook, cell));
CREATE TABLE IF NOT EXISTS saved (at TEXT, assignment TEXT, student TEXT, grader TEXT, notebook TEXT, cell TEXT,
    maximum REAL, auto REAL, before REAL, after REAL, waited INTEGER, key TEXT, extra_before REAL, extra_after REAL);
CREATE INDEX IF NOT EXISTS saved_by_student ON saved (assignment, student);
"""


def add_missing_columns(db: sqlite3.Connection) -> None:
    """A table of saves from before extra credit was recorded: what it was then is not known."""
    columns = {row[1] for row in db.execute("PRAGMA table_info(saved)")}
    for name in {"extra_before", "extra_after"} - columns:
        db.execute(f"ALTER TABLE saved ADD COLUMN {name} REAL")
