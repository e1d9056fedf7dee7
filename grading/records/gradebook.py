"""nbgrader's gradebook, opened once: one transaction per submission, and waiting instead of failing when it
is busy.

Uses nbgrader's models, and the table of `graded_answers`.
"""

import contextlib
import os
import sys

from sqlalchemy import inspect, make_url, select
from sqlalchemy.orm import aliased

from ..course.directory import CourseDir, import_nbgrader
from . import graded_answers
from .engine import WAIT_SECONDS, file_of, open_engine, sessions
from .refusals import explained


@contextlib.contextmanager
def _own_programs():
    """nbgrader calls `alembic` by name for a new gradebook; find the one installed beside this Python."""
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), path])
    try:
        yield
    finally:
        os.environ["PATH"] = path


class Gradebook:
    """Engine and sessions over the gradebook of a course. `say` is told when it has to be waited for.

    Raises what `refusals.explained` does, as every method.
    """

    def __init__(self, course: CourseDir, say=print, wait_seconds: float = WAIT_SECONDS):
        import_nbgrader()
        from nbgrader import api

        self.models, self.say, self.wait_seconds = api, say, wait_seconds
        self.url = make_url(course.nbgrader.db_url)
        self.path = file_of(self.url)
        if self.path is not None and not self.path.exists():
            self._make_tables(course.course_id)
        self.engine = open_engine(self.url, "gradebook", wait_seconds, self._waits)
        self._session, self._reading = sessions(self.engine)
        # Whoever merely opens a new one leaves an empty file.
        with self._explained(), self._reading.begin() as session:
            made = inspect(session.connection()).has_table(api.SubmittedNotebook.__tablename__)
        if not made:
            self._make_tables(course.course_id)

    def _make_tables(self, course_id: str) -> None:
        with self._explained(), _own_programs():
            self.models.Gradebook(self.url, course_id or "default_course").close()

    def _waits(self, holders: str) -> None:
        self.say(f"waiting for the gradebook {self.path or self.url}, which is locked by {holders}")

    @contextlib.contextmanager
    def transaction(self):
        """A session that is committed at the end, or rolled back whole."""
        with self._explained(), self._session.begin() as session:
            yield session

    @contextlib.contextmanager
    def reading(self):
        """A session that sees one state and writes nothing; no writer waits for it but while it commits."""
        with self._explained(), self._reading.begin() as session:
            yield session

    def _explained(self):
        return explained("the gradebook", self.path or self.url, self.wait_seconds)

    def ensure_students(self, students: list[str]) -> None:
        """A row for every student who handed in, graded or not: who has none is in no list and no export."""
        with self.transaction() as session:
            known = {row.id for row in session.query(self.models.Student)}
            session.add_all(self.models.Student(id=student) for student in students if student not in known)

    def graded_answers(self, assignment: str) -> dict[str, str]:
        """Digests of the answers that the grades of an assignment rest on, by student. Call it before grades are written."""
        with self.transaction() as session:
            graded_answers.ensure_table(session)
            return graded_answers.digests(session, assignment)

    def assignment(self, session, name: str):
        """The Assignment row, or None."""
        return session.query(self.models.Assignment).filter_by(name=name).one_or_none()

    def submissions(self, session, assignment: str) -> dict:
        """SubmittedAssignment rows of an assignment by student id."""
        rows = (
            session.query(self.models.SubmittedAssignment)
            .join(self.models.Assignment)
            .filter(self.models.Assignment.name == assignment)
            .all()
        )
        return {row.student_id: row for row in rows}

    def tested_cells(self, session, assignment: str) -> dict[str, tuple[str, str, float]]:
        """(notebook, cell, maximum in points) of each cell that tests decide, by its id: graded code that is no answer itself."""
        cell, answer, book = self.models.GradeCell, aliased(self.models.SolutionCell), self.models.Notebook
        answers = select(answer.id).where(answer.notebook_id == cell.notebook_id, answer.name == cell.name).exists()
        rows = session.execute(
            select(cell.id, book.name, cell.name, cell.max_score)
            .join(book, book.id == cell.notebook_id)
            .join(book.assignment)
            .where(self.models.Assignment.name == assignment, cell.cell_type == "code", ~answers)
        )
        return {number: (notebook, name, float(points)) for number, notebook, name, points in rows}

    def grades(self, assignment: str, *columns):
        """A query of `columns` over the grades of every student's submission; its tables are nbgrader's models."""
        grade, book, submission = self.models.Grade, self.models.SubmittedNotebook, self.models.SubmittedAssignment
        return (
            select(submission.student_id, *columns)
            .select_from(grade)
            .join(book, book.id == grade.notebook_id)
            .join(submission, submission.id == book.assignment_id)
            .join(self.models.Assignment, self.models.Assignment.id == submission.assignment_id)
            .where(self.models.Assignment.name == assignment)
        )

    def tested_grades(self, session, assignment: str) -> list[tuple[str, str, float | None]]:
        """(student, id of the cell, points that the tests gave it, None if nothing yet), of all cells."""
        return session.execute(self.grades(assignment, self.models.Grade.cell_id, self.models.Grade.auto_score)).all()

    def waiting(self, session, assignment: str) -> dict[str, set[tuple[str, str]]]:
        """The cells (notebook, cell) that wait for a person, by student; empty where all is read, nobody without a submission."""
        cell, book, work = self.models.BaseCell, self.models.Notebook, self.models.SubmittedAssignment
        students = select(work.student_id).join(work.assignment).where(self.models.Assignment.name == assignment)
        found = {student: set() for student in session.scalars(students)}
        query = self.grades(assignment, book.name, cell.name).join(cell, cell.id == self.models.Grade.cell_id)
        rows = session.execute(query.join(book, book.id == cell.notebook_id).where(self.models.Grade.needs_manual_grade))
        for student, *where in rows:
            found[student].add(tuple(where))
        return found

    def close(self):
        """Give back the connections."""
        self.engine.dispose()
