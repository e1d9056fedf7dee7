"""nbgrader's gradebook, opened once: one transaction per submission, and waiting instead of failing when it
is busy.

Uses nbgrader's models, and the table of `basis`.
"""

import contextlib
import os
import sys
from pathlib import Path

from ..course.directory import CourseDir, import_nbgrader
from . import basis
from .engine import open_engine
from .refusals import explained

WAIT_SECONDS = 30


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
    """Engine and sessions over the gradebook of a course. `say` is told when it has to be waited for."""

    def __init__(self, course: CourseDir, say=print):
        import_nbgrader()
        from nbgrader import api
        from sqlalchemy.orm import sessionmaker

        self.models, self.say = api, say
        url = course.nbgrader.db_url
        sqlite = url.startswith("sqlite")
        self.path = Path(url.removeprefix("sqlite:///")) if sqlite else None
        if not sqlite or not self.path.exists():
            with _own_programs():
                api.Gradebook(url, course.course_id or "default_course").close()  # makes the tables
        self.engine = open_engine(url, WAIT_SECONDS, self._waits)
        self._session = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self.engine.execution_options(reading=True), expire_on_commit=False)

    def _waits(self, holders: str) -> None:
        self.say(f"waiting for the gradebook {self.path}, which is locked by {holders}")

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
        return explained("the gradebook", self.path or "the database", WAIT_SECONDS)

    def ensure_students(self, students: list[str]) -> None:
        """A row for every student who handed in, graded or not: who has none is in no list and no export."""
        with self.transaction() as session:
            known = {row.id for row in session.query(self.models.Student)}
            session.add_all(self.models.Student(id=student) for student in students if student not in known)

    def bases(self, assignment: str) -> dict[str, str]:
        """Digests of the answers that the grades of an assignment rest on, by student. Call it before grades are written."""
        with self.transaction() as session:
            basis.ensure_table(session)
            return basis.bases(session, assignment)

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

    def close(self):
        self.engine.dispose()
