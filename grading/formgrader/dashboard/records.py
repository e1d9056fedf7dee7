"""The rows behind the dashboard, from grading.db and the gradebook, each in one reading transaction.

Opens both for reading only and takes no lock a grader would wait for longer than a query takes.
"""

import contextlib
import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from ...course.directory import CourseDir, import_nbgrader
from ...errors import GradingError
from ...records.clock import shown
from ...records.journal import digest_of
from ...records.review_records import OPEN
from ...records.tables import Review

WAIT_SECONDS = 5


@dataclass(frozen=True)
class Grade:
    """What the tests gave a student for one cell, in points; None if nothing yet."""

    student: str
    notebook: str
    cell: str
    maximum: float
    score: float | None


@dataclass
class Records:
    """Rows of one assignment. `waits`: how many submissions wait for a person, by cell; `books`: its notebook.

    `unread`: the cells (notebook, cell) that wait in each submission that waits at all; `work`: the digest of the present work of
    those whose review may be open; `pages`: the id of a student's (first) notebook in formgrader's addresses; `times`
    and `collected_at`: when what the gradebook has, and what was collected last, was handed in (UTC, by student);
    `staff`: who is in none of them.
    """

    graded: dict[str, sqlite3.Row] = field(default_factory=dict)
    collected: dict[str, list[str]] = field(default_factory=dict)
    collected_at: dict[str, datetime | None] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    work: dict[str, str] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    staff: set[str] = field(default_factory=set)
    batch: sqlite3.Row | None = None
    feedback: int = 0
    enrolled: int = 0
    tested_points: float = 0.0
    grades: list[Grade] = field(default_factory=list)
    waits: dict[str, int] = field(default_factory=dict)
    books: dict[str, str] = field(default_factory=dict)
    flagged: int = 0
    unread: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    times: dict[str, datetime | None] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)


def read_records(course: CourseDir, assignment: str) -> Records:
    """Journal first: a row there means that the grade is in the gradebook already."""
    records = Records()
    try:
        _read_journal(records, course, assignment)
    except sqlite3.DatabaseError as error:
        raise GradingError(f"{course.records / 'grading.db'} cannot be read at this moment ({error}): try again.") from error
    _read_gradebook(records, course, assignment)
    return records


def assignments(course: CourseDir) -> list[str]:
    """Assignments of the gradebook, by name."""
    with _gradebook(course) as (db, sql):
        return [name for (name,) in db.execute(sql("SELECT name FROM assignment ORDER BY name"))]


def due_dates(course: CourseDir) -> dict[str, str]:
    """Due dates of the gradebook's assignments, by name, as people read them; empty if there is none."""
    with _gradebook(course) as (db, sql):
        rows = db.execute(sql("SELECT name, duedate FROM assignment ORDER BY name")).all()
        return {name: shown(datetime.fromisoformat(due), seconds=False) if due else "" for name, due in rows}


def _read_journal(records: Records, course: CourseDir, assignment: str) -> None:
    path = course.records / "grading.db"
    if not path.is_file():
        return
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as db:
        db.row_factory, db.isolation_level = sqlite3.Row, None
        db.execute("BEGIN")
        known = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

        def rows(table: str) -> list[sqlite3.Row]:
            # A grading.db from before an upgrade lacks the newer tables until the grader opens it.
            query = f"SELECT * FROM {table} WHERE assignment = ?"
            return db.execute(query, (assignment,)).fetchall() if table in known else []

        if "staff" in known:
            records.staff = {name for (name,) in db.execute("SELECT name FROM staff")}

        def of_students(table: str) -> list[sqlite3.Row]:
            return [row for row in rows(table) if row["student"] not in records.staff]

        records.graded = {row["student"]: row for row in of_students("graded")}
        collected = of_students("collected")
        records.collected = {row["student"]: json.loads(row["notes"]) for row in collected}
        records.collected_at = {row["student"]: _time(row["timestamp"]) for row in collected}
        records.reviews = {row["student"]: Review(**dict(zip(row.keys(), row, strict=True))) for row in of_students("review")}
        answers = {student: {} for student, review in records.reviews.items() if review.state == OPEN}
        for row in of_students("answer") if answers else ():
            if row["student"] in answers:
                answers[row["student"]][row["notebook"], row["cell"]] = row["digest"]
        records.work = {student: digest_of(given) for student, given in answers.items()}
        records.failures = {row["student"]: row["reason"] for row in of_students("missed")}
        records.batch = next(iter(rows("batch")), None)
        records.feedback = len(of_students("feedback"))


def _time(written: str) -> datetime | None:
    """What stands in timestamp.txt; None for what is no time."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(written) if written else None
    except (ValueError, OverflowError, TypeError):
        return None


# Cells that tests decide: graded code without an answer in it, as TemplateCell of grading/assignments/template.py has it.
TESTED = """FROM grade_cells g JOIN base_cell c ON c.id = g.id JOIN notebook n ON n.id = c.notebook_id
    JOIN assignment a ON a.id = n.assignment_id WHERE a.name = :name AND g.cell_type = 'code' AND NOT EXISTS
    (SELECT 1 FROM solution_cells s JOIN base_cell b ON b.id = s.id WHERE b.notebook_id = c.notebook_id AND b.name = c.name)"""
GIVEN = """FROM grade r JOIN submitted_notebook k ON k.id = r.notebook_id JOIN submitted_assignment s ON s.id = k.assignment_id
    JOIN assignment a ON a.id = s.assignment_id JOIN base_cell c ON c.id = r.cell_id
    WHERE a.name = :name AND s.student_id NOT IN :staff"""


def _read_gradebook(records: Records, course: CourseDir, assignment: str) -> None:
    from sqlalchemy import bindparam

    with _gradebook(course) as (db, sql):

        def rows(query):
            known = {"name": assignment, "staff": sorted(records.staff)}
            used = {name: value for name, value in known.items() if f":{name}" in query}
            many = [bindparam("staff", expanding=True)] if "staff" in used else []
            return db.execute(sql(query).bindparams(*many), used).all()

        if not rows("SELECT 1 FROM assignment WHERE name = :name"):
            raise GradingError(
                f"the gradebook has no assignment {assignment}: release it, or autograde a submission of it, first."
            )
        ((records.enrolled,),) = rows("SELECT count(*) FROM student s WHERE s.id NOT IN :staff")
        cells = {key: (book, cell, float(points)) for key, book, cell, points in
                 rows(f"SELECT c.id, n.name, c.name, g.max_score {TESTED}")}
        records.tested_points = sum(points for *_, points in cells.values())
        for student, key, score in rows(f"SELECT s.student_id, r.cell_id, r.auto_score {GIVEN}"):
            if key in cells:
                records.grades.append(Grade(student, *cells[key], score))
        waits = rows(
            "SELECT c.name, count(*), max(n.name) " + GIVEN.replace("WHERE", "JOIN notebook n ON n.id = c.notebook_id WHERE") +
            " AND r.needs_manual_grade GROUP BY c.name ORDER BY c.name"
        )
        records.waits = {cell: count for cell, count, _ in waits}
        records.books = {cell: book for cell, _, book in waits}
        records.pages = dict(map(tuple, rows(
            "SELECT s.student_id, min(k.id) FROM submitted_notebook k JOIN submitted_assignment s ON s.id = k.assignment_id "
            "JOIN assignment a ON a.id = s.assignment_id WHERE a.name = :name GROUP BY s.student_id"
        )))
        for student, book, cell in rows(
            "SELECT s.student_id, n.name, c.name " + GIVEN.replace("WHERE", "JOIN notebook n ON n.id = c.notebook_id WHERE") +
            " AND r.needs_manual_grade"
        ):
            records.unread.setdefault(student, set()).add((book, cell))
        records.times = {student: datetime.fromisoformat(time) if time else None for student, time in rows(
            "SELECT s.student_id, s.timestamp FROM submitted_assignment s JOIN assignment a ON a.id = s.assignment_id "
            "WHERE a.name = :name AND s.student_id NOT IN :staff"
        )}
        (records.flagged,) = rows(
            "SELECT count(*) FROM submitted_notebook k JOIN submitted_assignment s ON s.id = k.assignment_id "
            "JOIN assignment a ON a.id = s.assignment_id WHERE a.name = :name AND s.student_id NOT IN :staff AND k.flagged"
        )[0]


@contextlib.contextmanager
def _gradebook(course: CourseDir):
    """A connection that sees one state of the gradebook; (connection, sqlalchemy.text)."""
    import_nbgrader()
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import NullPool

    url = course.nbgrader.db_url
    sqlite = url.startswith("sqlite:///")
    if sqlite:
        url = f"sqlite:///file:{url.removeprefix('sqlite:///')}?mode=ro&uri=true"
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS} if sqlite else {})
    try:
        with engine.connect() as db:
            if sqlite:
                db.exec_driver_sql("BEGIN")
            else:
                db = db.execution_options(isolation_level="REPEATABLE READ")
            yield db, text
    except DBAPIError as error:
        raise GradingError(f"the gradebook cannot be read at this moment ({error.orig}): try again.") from error
    finally:
        engine.dispose()
