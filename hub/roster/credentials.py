"""The file with the one-time passwords that still have to be handed out. Only its owner can read it."""

import csv
import datetime
import os
from pathlib import Path

COLUMNS = ("username", "password", "created")


class CredentialsFile:
    """A CSV of user name, one-time password and time of creation (UTC); the newest per name wins."""

    def __init__(self, path: Path):
        self.path = path

    def check_writable(self) -> None:
        """Raise OSError now rather than after an account was created whose password could not be kept."""
        if not os.access(self.path.parent, os.W_OK):
            raise OSError(f"{self.path.parent} cannot be written: give another place with --credentials")

    def add(self, passwords: dict[str, str]) -> None:
        """Merge new passwords by user name into the file, replacing it in one step."""
        if not passwords:
            return
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        rows = self._read() | {name: (name, password, now) for name, password in passwords.items()}
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
