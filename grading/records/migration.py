"""Moves the databases of a course that has them among its files into a directory of their own.

`python -m grading.records.migration COURSE RECORDS`, while nothing else has them open. A second run does nothing; one that was
stopped is continued.
"""

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

PLACES = ("gradebook.db", ".grading/grading.db")


def move_records(course: Path, records: Path) -> list[str]:
    """Copy each database whole, with what its journals hold; the old file stays as NAME.moved. What was moved, in words."""
    said = []
    for place in PLACES:
        old, new = course / place, records / Path(place).name
        if not old.is_file():
            continue
        if not new.exists():  # else the copy was complete and only this run's end is missing
            copy = new.with_name(f".{new.name}.new")
            copy.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(old)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
                source.backup(target)
            copy.rename(new)
        old.rename(old.with_name(f"{old.name}.moved"))
        for journal in ("-wal", "-shm", "-journal"):
            old.with_name(old.name + journal).unlink(missing_ok=True)
        said.append(f"{old} is now {new}; the old file is kept as {old.name}.moved")
    return said


if __name__ == "__main__":
    os.umask(0o077)
    print("\n".join(move_records(Path(sys.argv[1]), Path(sys.argv[2]))) or "nothing to do")
