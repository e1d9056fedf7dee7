"""nbgrader's gradebook, opened once: one transaction per submission, and waiting instead of failing when it
is busy.

Uses nbgrader's models; adds no table of its own.
"""

import contextlib
import os
import sys
from pathlib import Path

from .course_dir import CourseDir, import_nbgrader
from .errors import GradingError

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
    """Engine and sessions over the gradebook of a course."""

    def __init__(self, course: CourseDir):
        import_nbgrader()
        from nbgrader import api
        from sqlalchemy import create_engine, event
        from sqlalchemy.orm import sessionmaker

        self.models = api
        url = course.nbgrader.db_url
        sqlite = url.startswith("sqlite")
        if not sqlite or not Path(url.removeprefix("sqlite:///")).exists():
            with _own_programs():
                api.Gradebook(url, course.course_id or "default_course").close()  # makes the tables
        self.engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS} if sqlite else {})
        if sqlite:
            # Take the write lock at the start: who reads first and writes later cannot wait for it.
            @event.listens_for(self.engine, "connect")
            def _connect(connection, _):
                connection.isolation_level = None

            @event.listens_for(self.engine, "begin")
            def _begin(connection):
                connection.exec_driver_sql("BEGIN IMMEDIATE")

        self._session = sessionmaker(self.engine, expire_on_commit=False)

    @contextlib.contextmanager
    def transaction(self):
        """A session that is committed at the end, or rolled back whole."""
        from sqlalchemy.exc import OperationalError

        try:
            with self._session.begin() as session:
                yield session
        except OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise GradingError(
                    f"the gradebook was locked by another program for {WAIT_SECONDS} s: close what "
                    "uses it and run the command again; finished submissions are kept."
                ) from error
            raise GradingError(f"the gradebook cannot be used: {error.orig}") from error

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
