"""Brings the grader's records to the newest revision of `migrations` when they are opened, with a copy of the file before."""

import contextlib
import sqlite3
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect, select

from ..errors import DatabaseOfNewerGrader
from .tables import REVISION

# As Alembic makes it. By a name of its own: nbgrader's gradebook has Alembic's and may be in the same database.
VERSION_TABLE = Table("grading_version", MetaData(), Column("version_num", String(32), primary_key=True))


def revision_of(connection: Connection) -> str | None:
    """The revision of the records; None of new ones, and of those that a grader without revisions made."""
    if not inspect(connection).has_table(VERSION_TABLE.name):
        return None
    return connection.execute(select(VERSION_TABLE.c.version_num)).scalar()


def upgrade(engine: Engine, path: Path | None) -> None:
    """Migrate in one transaction, or leave all as it is; `path`: the file of the database if it is one.

    Raises DatabaseOfNewerGrader, and what the database refuses as SQLAlchemy's errors.
    """
    with engine.begin() as connection:
        found = revision_of(connection)  # whoever opened them at the same time was first
        if found == REVISION:
            return
        # Imported here: it takes longer than all that `grading status` does otherwise.
        from alembic import command
        from alembic.script import ScriptDirectory

        scripts = migrations(connection)
        if found and found not in {script.revision for script in ScriptDirectory.from_config(scripts).walk_revisions()}:
            raise DatabaseOfNewerGrader("the grader's records", path or engine.url, revision=found)
        if path and inspect(connection).get_table_names():
            copy_database(path, path.with_name(f"{path.name}.before-{REVISION}"))
        command.upgrade(scripts, "head")


def migrations(connection: Connection | None = None):
    """Alembic's Config for the migrations, to run over the connection."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config


def copy_database(old: Path, new: Path) -> None:
    """Copy an SQLite database whole, with what its journals hold; `new` is complete or not there, and its owner's alone."""
    copy = new.with_name(f".{new.name}.new")
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    with contextlib.closing(sqlite3.connect(old)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    copy.rename(new)
