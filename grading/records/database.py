"""grading.db, the grader's own database beside nbgrader's gradebook: one connection, and the only place that makes its tables."""

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from .refusals import explained
from .schema import SCHEMA, add_missing_columns

WAIT_SECONDS = 30


class Database:
    """grading.db in the directory of records. Every method raises what `refusals.explained` does."""

    def __init__(self, folder: Path):
        self.path = folder / "grading.db"
        with self._explained():
            self.connection = sqlite3.connect(self.path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            self.connection.row_factory = sqlite3.Row
            self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
            add_missing_columns(self.connection)

    def _explained(self):
        return explained("the grader's records", self.path, WAIT_SECONDS)

    def rows(self, query: str, *values) -> list[sqlite3.Row]:
        """All rows of a query. Takes no lock for which a writer waits."""
        with self._explained():
            return self.connection.execute(query, values).fetchall()

    def execute(self, query: str, values: Iterable = ()) -> sqlite3.Cursor:
        """One statement, committed at once outside a transaction."""
        with self._explained():
            return self.connection.execute(query, tuple(values))

    def executemany(self, query: str, rows: Iterable) -> None:
        """A statement for each of the rows, all or none of them."""
        with self.transaction():
            self.connection.executemany(query, rows)

    @contextlib.contextmanager
    def transaction(self):
        """This database, committed at the end or rolled back whole. One within another is part of it."""
        if self.connection.in_transaction:
            yield self
            return
        with self._explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        self.connection.close()
