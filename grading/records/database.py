"""grading.db, the grader's own database beside nbgrader's gradebook: sessions over its tables."""

import contextlib
import threading
from pathlib import Path

from sqlalchemy import Select
from sqlalchemy.orm import Session, sessionmaker

from ..errors import DatabaseReadOnly
from .engine import WAIT_SECONDS, may_write, open_engine
from .refusals import explained
from .tables import REVISION
from .upgrade import revision_of, upgrade

NAME = "the grader's records"


class Database:
    """grading.db in the directory of records. Every method raises what `refusals.explained` does."""

    def __init__(self, folder: Path, wait_seconds: float = WAIT_SECONDS):
        self.path, self.wait_seconds = folder / "grading.db", wait_seconds
        self.engine = open_engine(f"sqlite:///{self.path}", wait_seconds, pragmas=("journal_mode=WAL", "synchronous=NORMAL"))
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self.engine.execution_options(reading=True), expire_on_commit=False)
        self._open = threading.local()
        with self._explained():
            with self._reading.begin() as session:
                found = revision_of(session.connection())
            if found != REVISION:
                if not may_write(self.path):
                    raise DatabaseReadOnly(NAME, self.path, why="they are an older version's, and have to be brought up to date")
                upgrade(self.engine, self.path)

    def _explained(self):
        return explained(NAME, self.path, self.wait_seconds)

    def all(self, query: Select) -> list:
        """What a query of one table or one column finds."""
        with self.reading() as session:
            return list(session.scalars(query))

    @contextlib.contextmanager
    def reading(self):
        """A session that sees one state and writes nothing; within another, that one. Nobody waits for it."""
        if self._sessions:
            yield self._sessions[-1][0]
            return
        with self._explained(), self._reading.begin() as session, self._innermost(session, writes=False):
            yield session

    @contextlib.contextmanager
    def transaction(self):
        """A session, committed at the end or rolled back whole. One within another is part of it."""
        if self._sessions and self._sessions[-1][1]:
            yield self._sessions[-1][0]
            return
        with self._explained(), self._writing.begin() as session, self._innermost(session, writes=True):
            yield session

    @property
    def _sessions(self) -> list[tuple[Session, bool]]:
        """The sessions that are open in this thread, and whether they write."""
        return self._open.__dict__.setdefault("sessions", [])

    @contextlib.contextmanager
    def _innermost(self, session: Session, writes: bool):
        self._sessions.append((session, writes))
        try:
            yield
        finally:
            self._sessions.pop()

    def close(self) -> None:
        """Give back the connections; what is open stays usable until it ends."""
        self.engine.dispose()
