"""How the grader opens a database, the gradebook and its own records alike: waits for who writes, and reads without a lock.

SQLite's and PostgreSQL's own words stand here and nowhere else.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import sessionmaker

from .lock_holders import holders
from .refusals import LOCKED, code_of

WAIT_SECONDS = 30  # for a lock; longer than any transaction of ours
SILENT_SECONDS = 2
# What SQLite's one lock for writers is to others: by the name of what is opened, since two may be in one database.
ADVISORY_LOCKS = {"gradebook": 0x74740001, "records": 0x74740002}


def open_engine(
    url: str | URL, name: str, wait_seconds: float, waits: Callable[[str], None] | None = None, pragmas: tuple[str, ...] = ()
) -> Engine:
    """An engine whose transactions wait `wait_seconds` for a lock; `waits` is told, after 2 s, who has it.

    `name`: "gradebook" or "records". A transaction writes unless its connection has the execution option `reading`: then it
    sees one state and writes nothing. `pragmas` are run on each new connection to a file that may be written.
    """
    address = make_url(url)
    path = file_of(address)
    if path is None:
        engine, begin = create_engine(address, pool_pre_ping=True), partial(_begin_on_server, ADVISORY_LOCKS[name])
    else:
        writable = may_write(path)
        engine = create_engine(address if writable else _read_only(path), connect_args={"timeout": wait_seconds})
        event.listen(engine, "connect", lambda connection, _: _prepare(connection, pragmas if writable else ()))
        begin = _begin_in_file
    event.listen(engine, "begin", lambda connection: _begin(connection, begin, path, wait_seconds, waits))
    return engine


def sessions(engine: Engine) -> tuple[sessionmaker, sessionmaker]:
    """Makers of sessions that write and of sessions that read; what they found stays usable after their end."""
    reading = engine.execution_options(reading=True)
    return sessionmaker(engine, expire_on_commit=False), sessionmaker(reading, expire_on_commit=False)


def file_of(address: URL) -> Path | None:
    """The file of an SQLite database; None of one on a server."""
    return Path(address.database) if address.get_backend_name() == "sqlite" else None


def may_write(path: Path) -> bool:
    """Whether a database at `path` can be changed, or made."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _read_only(path: Path) -> URL:
    """The address of a file for reading alone.

    One that keeps a write-ahead log has none while nobody has it open, and SQLite must not make one. Of any other file the
    locks have to be seen: who writes it may be able to, at another place.
    """
    still = {"immutable": "1"} if _keeps_log(path) and not path.with_name(f"{path.name}-wal").exists() else {}
    return URL.create("sqlite", database=path.absolute().as_uri(), query={"mode": "ro", **still, "uri": "true"})


def _keeps_log(path: Path) -> bool:
    """Whether the file says that its changes go into a write-ahead log ("The Database Header", byte 18, of SQLite)."""
    try:
        with path.open("rb") as file:
            return file.read(19)[18:] == b"\x02"
    except OSError:
        return False


def _prepare(connection, pragmas: tuple[str, ...]) -> None:
    # Who reads first and writes later cannot wait for the lock: a transaction that writes takes it at its start, by our word.
    connection.isolation_level = None
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection, begin: Callable, path: Path | None, wait_seconds: float, waits) -> None:
    """Take the lock at once, with a word before a long wait: to write, or to read what is there now."""
    reading = connection.get_execution_options().get("reading", False)
    try:
        begin(connection, reading, min(SILENT_SECONDS, wait_seconds))
    except DBAPIError as error:
        if code_of(error) not in LOCKED:
            raise
        connection.connection.rollback()
        if waits:
            waits(holders(path))
        begin(connection, reading, wait_seconds)


def _begin_in_file(connection: Connection, reading: bool, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    if reading:
        connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1")


def _begin_on_server(lock: int, connection: Connection, reading: bool, seconds: float) -> None:
    if reading:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.exec_driver_sql("SELECT 1")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")
