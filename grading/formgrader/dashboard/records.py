"""The rows behind the dashboard, from the grader's records and the gradebook, each in one reading transaction.

Writes nothing, and waits less long than a command does: somebody looks at the page.
"""

import contextlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from ...course.directory import CourseDir
from ...errors import GradingError
from ...messages.reporter import Reporter
from ...records.clock import shown
from ...records.context import AssignmentContext, open_in_course
from ...records.review_records import DISAGREE, ReviewRecords
from ...records.tables import DoubleReview, Graded, Review, Run
from ...review.review_queue import reviews_now

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

    `unread`: whose submissions wait in all; `disputed`: the cells on which two reviewers differ, by student; `pages`: the id of a
    student's (first) notebook in formgrader's addresses; `times` and `collected_at`: when what the gradebook has, and what was
    collected last, was handed in (UTC, by student); `staff`: who is in none of them; `overtaken`: how much of
    the `feedback` that was sent is about other points.
    """

    graded: dict[str, Graded] = field(default_factory=dict)
    collected: dict[str, list[str]] = field(default_factory=dict)
    collected_at: dict[str, datetime | None] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    staff: set[str] = field(default_factory=set)
    batch: Run | None = None
    feedback: int = 0
    overtaken: int = 0
    enrolled: int = 0
    tested_points: float = 0.0
    grades: list[Grade] = field(default_factory=list)
    waits: dict[str, int] = field(default_factory=dict)
    books: dict[str, str] = field(default_factory=dict)
    flagged: int = 0
    unread: set[str] = field(default_factory=set)
    disputed: dict[str, list[str]] = field(default_factory=dict)
    times: dict[str, datetime | None] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)


def read_records(course: CourseDir, assignment: str) -> Records:
    """The rows of one assignment. Raises GradingError when the gradebook does not know it, or a database refuses."""
    records = Records()
    with looking_at(course, assignment) as context:
        # The records first: a row there means that the grade is in the gradebook already.
        with context.journal.reading():
            _read_journal(records, context)
            doubles = ReviewRecords(context.journal.db).double_reviews(assignment)
        with context.gradebook.reading() as db:
            _read_gradebook(records, context, db, doubles)
    return records


def assignments(course: CourseDir) -> list[str]:
    """Assignments of the gradebook, by name."""
    return list(due_dates(course))


def due_dates(course: CourseDir) -> dict[str, str]:
    """Due dates of the gradebook's assignments, by name, as people read them; empty if there is none."""
    with looking_at(course) as context, context.gradebook.reading() as db:
        assignment = context.gradebook.models.Assignment
        rows = db.execute(select(assignment.name, assignment.duedate).order_by(assignment.name))
        return {name: shown(due, seconds=False) if due else "" for name, due in rows}


@contextlib.contextmanager
def looking_at(course: CourseDir, assignment: str = ""):
    """The course, or one assignment of it, opened so that it says nothing and keeps nobody waiting."""
    with open_in_course(course, assignment, Reporter(lambda _: None), lock=False, wait_seconds=WAIT_SECONDS) as context:
        yield context


def _read_journal(records: Records, context: AssignmentContext) -> None:
    journal, assignment = context.journal, context.assignment
    records.staff = journal.staff()

    def of_students(rows: dict) -> dict:
        return {student: row for student, row in rows.items() if student not in records.staff}

    records.graded = of_students(journal.graded(assignment))
    records.collected = of_students(journal.collected(assignment))
    records.collected_at = {who: _time(written) for who, written in of_students(journal.collected_at(assignment)).items()}
    records.reviews = of_students(reviews_now(context))
    records.failures = of_students(journal.failures(assignment))
    records.batch = journal.run(assignment)
    sent = of_students(journal.feedback_sent(assignment))
    records.feedback, records.overtaken = len(sent), sum(sent.values())


def _time(written: str) -> datetime | None:
    """What stands in timestamp.txt; None for what is no time."""
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(written) if written else None
    except (ValueError, OverflowError, TypeError):
        return None


def _read_gradebook(records: Records, context: AssignmentContext, db, doubles: dict[str, DoubleReview]) -> None:
    gradebook, models, name = context.gradebook, context.gradebook.models, context.assignment
    assignment = gradebook.assignment(db, name)
    if assignment is None:
        raise GradingError(f"the gradebook has no assignment {name}: release it, or autograde a submission of it, first.")
    enrolled = select(func.count()).select_from(models.Student).where(models.Student.id.not_in(records.staff))
    records.enrolled = db.scalar(enrolled)
    cells = gradebook.tested_cells(db, name)
    records.tested_points = sum(points for *_, points in cells.values())
    records.grades = [
        Grade(student, *cells[cell], score)
        for student, cell, score in gradebook.tested_grades(db, name)
        if cell in cells and student not in records.staff
    ]
    waiting = {student: cells for student, cells in gradebook.waiting(db, name).items() if student not in records.staff}
    of_all = sorted(where for cells in waiting.values() for where in cells)
    records.waits = dict(sorted(Counter(cell for _, cell in of_all).items()))
    records.books = {cell: book for book, cell in of_all}
    records.unread = {student for student, cells in waiting.items() if cells}
    disputed = [student for student, row in doubles.items() if row.state == DISAGREE and waiting.get(student)]
    records.disputed = {student: sorted(cell for _, cell in waiting[student]) for student in disputed}
    work, book = models.SubmittedAssignment, models.SubmittedNotebook
    of_students = work.assignment_id == assignment.id, work.student_id.not_in(records.staff)
    records.times = dict(map(tuple, db.execute(select(work.student_id, work.timestamp).where(*of_students))))
    books = select(work.student_id, book.id, book.flagged).join(work, work.id == book.assignment_id).where(*of_students)
    for student, page, flagged in db.execute(books.order_by(book.id.desc())):
        records.pages[student] = page
        records.flagged += flagged
