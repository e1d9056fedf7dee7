"""Moves the databases of a course that has them among its files into a directory of their own.

`python -m grading.records.relocation COURSE RECORDS`, while nothing else has them open. A second run does nothing; one that was
stopped is continued.
"""

import sys
from pathlib import Path

from .upgrade import copy_database

PLACES = ("gradebook.db", ".grading/grading.db")


def move_records(course: Path, records: Path) -> list[str]:
    """Copy each database whole, with what its journals hold; the old file stays as NAME.moved. What was moved, in words."""
    said = []
    for place in PLACES:
        old, new = course / place, records / Path(place).name
        if not old.is_file():
            continue
        if not new.exists():  # else the copy was complete and only this run's end is missing
            copy_database(old, new)
        old.rename(old.with_name(f"{old.name}.moved"))
        for journal in ("-wal", "-shm", "-journal"):
            old.with_name(old.name + journal).unlink(missing_ok=True)
        said.append(f"{old} is now {new}; the old file is kept as {old.name}.moved")
    return said


if __name__ == "__main__":
    print("\n".join(move_records(Path(sys.argv[1]), Path(sys.argv[2]))) or "nothing to do")
