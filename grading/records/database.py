"""grading.db, the grader's own database beside nbgrader's gradebook: sessions over its tables."""

import contextlib
import threading
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import sessionmaker

from .engine import open_engine
from .refusals import explained
from .tables import REVISION
from .upgrade import revision_of, upgrade

WAIT_SECONDS = 30


class Database:
    """grading.db in the directory of records. Every method raises what `refusals.explained` does."""

    def __init__(self, folder: Path):
        self.path = folder / "grading.db"
        self.engine = open_engine(f"sqlite:///{self.path}", WAIT_SECONDS, pragmas=("journal_mode=WAL", "synchronous=NORMAL"))
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(self.engine.execution_options(reading=True), expire_on_commit=False)
        self._open = threading.local()
        with self._explained():
            with self._reading.begin() as session:
                found = revision_of(session.connection())
            if found != REVISION:
                upgrade(self.engine, self.path)

    def _explained(self):
        return explained("the grader's records", self.path, WAIT_SECONDS)

    def rows(self, query: str, *values) -> list:
        """All rows of a query as mappings. Takes no lock for which a writer waits."""
        with self.reading() as session:
            return list(session.connection().exec_driver_sql(query, values).mappings())

    def execute(self, query: str, values: Iterable = ()) -> None:
        """One statement, committed at once outside a transaction."""
        with self.transaction() as session:
            session.session.connection().exec_driver_sql(query, tuple(values))

    def executemany(self, query: str, rows: Iterable) -> None:
        """A statement for each of the rows, all or none of them."""
        with self.transaction():
            for row in rows:
                self.execute(query, row)

    @property
    def session(self):
        """The session of the transaction that is open in this thread, or None."""
        return getattr(self._open, "session", None)

    @contextlib.contextmanager
    def reading(self):
        """A session that sees one state and writes nothing; within a transaction that one's. Nobody waits for it."""
        if self.session:
            yield self.session
            return
        with self._explained(), self._reading.begin() as session:
            yield session

    @contextlib.contextmanager
    def transaction(self):
        """This database, committed at the end or rolled back whole. One within another is part of it."""
        if self.session:
            yield self
            return
        with self._explained(), self._writing.begin() as session:
            self._open.session = session
            try:
                yield self
            finally:
                self._open.session = None

    def close(self) -> None:
        self.engine.dispose()
