"""What it means when a database refuses: read from its error code, never from its words, which quote the query."""

import contextlib
import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import OperationalError

from ..errors import DatabaseDamaged, DatabaseFull, DatabaseLocked, DatabaseReadOnly, DatabaseUnusable, DiskFull
from .lock_holders import holders

LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "55P03", "40P01"}  # PostgreSQL's states have five letters
FULL = {sqlite3.SQLITE_FULL, "53100"}
NO_CONNECTION = "08000"
GONE = {NO_CONNECTION, "57P01", "57P02", "57P03"}
READ_ONLY = {sqlite3.SQLITE_READONLY, "25006"}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, "XX001", "XX002"}
# Faults of one row or of the program: not what befell the database.
OURS = {sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE}


def code_of(error: Exception) -> int | str | None:
    """SQLite's primary code or PostgreSQL's state, also of an error that SQLAlchemy wraps; None if it has none."""
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF
    # A server that cannot be reached has said nothing.
    return getattr(origin, "sqlstate", None) or (NO_CONNECTION if isinstance(error, OperationalError) else None)


def is_full(error: BaseException | None) -> bool:
    """Whether it says that there is no room left, in a database or for a file."""
    return isinstance(error, DiskFull) or getattr(error, "errno", None) == errno.ENOSPC or code_of(error) in FULL


@contextlib.contextmanager
def explained(name: str, path: Path | str, seconds: float):
    """Raise what the database `name` at `path` refuses inside as an error with the fix; `seconds`: how long it was waited for.

    Raises DatabaseLocked, DatabaseFull, DatabaseReadOnly, DatabaseDamaged or DatabaseUnusable; other errors pass as they are.
    """
    try:
        yield
    except Exception as error:
        code = code_of(error)
        if code is None or code in OURS or (isinstance(code, str) and code not in LOCKED | FULL | READ_ONLY | DAMAGED | GONE):
            raise
        why = str(getattr(error, "orig", None) or error)
        if code in LOCKED:
            file = path if isinstance(path, Path) else None
            raise DatabaseLocked(name, path, seconds=seconds, holders=holders(file)) from error
        kinds = ((FULL, DatabaseFull), (READ_ONLY, DatabaseReadOnly), (DAMAGED, DatabaseDamaged))
        kind = next((kind for codes, kind in kinds if code in codes), DatabaseUnusable)
        raise kind(name, path, why=why) from error
