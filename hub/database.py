"""The hub's database. The hub writes to it in its only thread, so that a commit must not wait for the disk."""

import sqlite3

from hub.settings import Settings


class WriteAheadConnection(sqlite3.Connection):
    """SQLite with a write-ahead log: nothing is damaged by a crash; a power cut may take the last changes with it."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.execute("PRAGMA journal_mode=WAL")
        self.execute("PRAGMA synchronous=NORMAL")


def configure(c, settings: Settings) -> None:
    """Say where the database is and how it is written."""
    url = c.JupyterHub.db_url = settings.database_url.get_secret_value()
    if url.startswith("sqlite"):
        c.JupyterHub.db_kwargs = {"connect_args": {"check_same_thread": False, "factory": WriteAheadConnection}}
