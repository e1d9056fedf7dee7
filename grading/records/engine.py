"""How the grader opens a database, the gradebook and its own records alike: waits for who writes, and reads without a lock."""

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from .lock_holders import holders
from .refusals import LOCKED, code_of

WAIT_SECONDS = 30  # for a lock; longer than any transaction of ours
SILENT_SECONDS = 2


def open_engine(
    url: str, wait_seconds: float, waits: Callable[[str], None] | None = None, pragmas: tuple[str, ...] = ()
) -> Engine:
    """An engine whose transactions wait `wait_seconds` for a lock; `waits` is told, after 2 s, who has it.

    A transaction writes unless its connection has the execution option `reading`: then it sees one state and writes nothing.
    `pragmas` are run on each new connection to a file that may be written.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address)
    path = Path(address.database)
    writable = may_write(path)
    engine = create_engine(address if writable else _read_only(path), connect_args={"timeout": wait_seconds})

    # Who reads first and writes later cannot wait for the lock: a transaction that writes takes it at its start.
    @event.listens_for(engine, "connect")
    def connect(connection, _):
        connection.isolation_level = None
        for pragma in pragmas if writable else ():
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "begin", lambda connection: _begin(connection, path, wait_seconds, waits))
    return engine


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


def _begin(connection: Connection, path: Path, wait_seconds: float, waits) -> None:
    """Take the lock at once, with a word before a long wait: to write, or to read what is there now."""
    reading = connection.get_execution_options().get("reading", False)

    def begin(seconds):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
        if reading:
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1")

    try:
        begin(min(SILENT_SECONDS, wait_seconds))
    except OperationalError as error:
        if code_of(error) not in LOCKED:
            raise
        if connection.connection.in_transaction:
            connection.exec_driver_sql("ROLLBACK")
        if waits:
            waits(holders(path))
        begin(wait_seconds)
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
