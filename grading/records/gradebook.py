"""nbgrader's gradebook, opened once: one transaction per submission, and waiting instead of failing when it
is busy.

Uses nbgrader's models; adds no table of its own.
"""

import contextlib
import os
import sys
from pathlib import Path

from ..course.directory import CourseDir, import_nbgrader
from ..errors import DiskFull, GradingError
from .lock_holders import holders

WAIT_SECONDS = 30
SILENT_SECONDS = 2


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
        from sqlalchemy import create_engine, event
        from sqlalchemy.orm import sessionmaker

        self.models, self.say = api, say
        url = course.nbgrader.db_url
        sqlite = url.startswith("sqlite")
        self.path = Path(url.removeprefix("sqlite:///")) if sqlite else None
        if not sqlite or not self.path.exists():
            with _own_programs():
                api.Gradebook(url, course.course_id or "default_course").close()  # makes the tables
        self.engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS} if sqlite else {})
        if sqlite:
            # Take the write lock at the start: who reads first and writes later cannot wait for it.
            @event.listens_for(self.engine, "connect")
            def _connect(connection, _):
                connection.isolation_level = None

            event.listen(self.engine, "begin", self._begin)

        self._session = sessionmaker(self.engine, expire_on_commit=False)

    def _begin(self, connection):
        """BEGIN IMMEDIATE, with a word before a long wait."""
        from sqlalchemy.exc import OperationalError

        def begin(seconds):
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        try:
            begin(min(SILENT_SECONDS, WAIT_SECONDS))
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            self.say(f"waiting for the gradebook {self.path}, which is locked by {holders(self.path)}")
            begin(WAIT_SECONDS)
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(WAIT_SECONDS * 1000)}")

    @contextlib.contextmanager
    def transaction(self):
        """A session that is committed at the end, or rolled back whole."""
        from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

        try:
            with self._session.begin() as session:
                yield session
        except (OperationalError, InterfaceError) as error:
            where = self.path or "the database"
            if "locked" in str(error) or "busy" in str(error):
                raise GradingError(
                    f"the gradebook {where} was locked for {WAIT_SECONDS} s by {holders(self.path)}: close what "
                    "uses it and run the command again; finished submissions are kept."
                ) from error
            if "full" in str(error):
                raise DiskFull(
                    f"the disk of the gradebook {where} is full: free some room and run the command again; "
                    "finished submissions are kept."
                ) from error
            raise GradingError(f"the gradebook {where} cannot be used: {error.orig}") from error
        except DatabaseError as error:
            # Its subclasses are faults of one row; this one says that the file is no database any more.
            if type(error) is not DatabaseError:
                raise
            raise GradingError(
                f"the gradebook {self.path} is damaged ({error.orig}): bring it back from a backup, then run the "
                "command again."
            ) from error

    def ensure_students(self, students: list[str]) -> None:
        """A row for every student who handed in, graded or not: who has none is in no list and no export."""
        with self.transaction() as session:
            known = {row.id for row in session.query(self.models.Student)}
            session.add_all(self.models.Student(id=student) for student in students if student not in known)

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
