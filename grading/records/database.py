"""The grader's own database beside nbgrader's gradebook, grading.db or one on a server: sessions over its tables."""

import contextlib
import threading
from pathlib import Path

from sqlalchemy import URL, Select
from sqlalchemy.orm import Session

from ..errors import DatabaseReadOnly
from .engine import WAIT_SECONDS, file_of, may_write, open_engine, sessions
from .refusals import explained
from .tables import REVISION
from .upgrade import revision_of, upgrade

NAME, FILE = "the grader's records", "grading.db"


class Database:
    """The records at `place`: grading.db in a directory, or the database of a URL.

    `path` is the file, None on a server. Every method raises what `refusals.explained` does.
    """

    def __init__(self, place: Path | URL, wait_seconds: float = WAIT_SECONDS):
        url = URL.create("sqlite", database=str(place / FILE)) if isinstance(place, Path) else place
        self.path, self.wait_seconds = file_of(url), wait_seconds
        self.engine = open_engine(url, "records", wait_seconds, pragmas=("journal_mode=WAL", "synchronous=NORMAL"))
        self._writing, self._reading = sessions(self.engine)
        self._open = threading.local()
        with self._explained():
            with self._reading.begin() as session:
                found = revision_of(session.connection())
            if found != REVISION:
                if self.path and not may_write(self.path):
                    raise DatabaseReadOnly(NAME, self.path, why="they are an older version's, and have to be brought up to date")
                upgrade(self.engine, self.path)

    def _explained(self):
        return explained(NAME, self.path or self.engine.url, self.wait_seconds)

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
