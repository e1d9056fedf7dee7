"""The file with the one-time passwords that still have to be handed out. Only its owner can read it.

The hub alone writes it: a password is in it before it opens anything, and gone when it was used, renewed or taken away.
"""

import asyncio
import csv
import datetime
import os
from pathlib import Path

COLUMNS = ("username", "password", "created")


class CredentialsFile:
    """A CSV of user name, one-time password and time of creation (UTC); the newest per name wins.

    Raises OSError, with the file's name, where it cannot be written.
    """

    def __init__(self, path: Path):
        self.path = path
        self._turn = asyncio.Lock()

    async def write(self, new: dict[str, str], pending: set[str]) -> None:
        """Add new passwords by user name, and keep of the others only those whose names are `pending`."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        async with self._turn:
            await asyncio.to_thread(self._replace, {name: (name, password, now) for name, password in new.items()}, pending)

    def _replace(self, new: dict[str, tuple[str, ...]], pending: set[str]) -> None:
        before = self._read()
        rows = {name: row for name, row in before.items() if name in pending} | new
        if rows == before:
            return
        draft = self.path.with_name(self.path.name + ".new")
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows.values()])
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)

    def _read(self) -> dict[str, tuple[str, ...]]:
        if not self.path.exists():
            return {}
        with open(self.path, newline="") as file:
            return {row[0]: tuple(row) for row in list(csv.reader(file))[1:] if row}
