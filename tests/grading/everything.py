"""Everything that grading leaves in a course directory, without what differs between two equal runs: ids, times."""

import sqlite3
from pathlib import Path

CLOCK = {"seconds", "chosen_at", "closed_at", "released_at", "saved_at", "read_at", "at"}
OF_RUNS = {"batch"}  # how far a run is: of the run, not of its result
FOLDERS = ("submitted", "autograded", "feedback", "exchange")


def everything(root: Path) -> dict:
    """Rows by table of both databases, and contents by path. Equal for a disturbed and an undisturbed run."""
    found = {}
    for path in (root / "gradebook.db", root / ".grading" / "grading.db"):
        found |= {f"{path.name}: {table}": rows for table, rows in tables(path).items()}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            found[str(path.relative_to(root))] = path.read_bytes() if path.is_file() else None
    return found


def tables(path: Path) -> dict[str, list[str]]:
    """Rows of every table, in order, each id replaced by the row it stands for."""
    with sqlite3.connect(path) as db:
        db.row_factory = sqlite3.Row
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} - OF_RUNS
        rows = {name: [dict(row) for row in db.execute(f'SELECT * FROM "{name}"')] for name in names}
    # The rows of a class and of its subclass have the same id (joined-table inheritance).
    known: dict[str, list[dict]] = {}
    for table in rows.values():
        for row in table:
            if isinstance(row.get("id"), str) and len(row["id"]) == 32:
                known.setdefault(row["id"], []).append(row)

    def told(row: dict) -> dict:
        return {
            key: sorted(str(told(other)) for other in known[value]) if key != "id" and value in known else value
            for key, value in row.items()
            if key not in CLOCK and not (key == "id" and value in known)
        }

    return {name: sorted(str(told(row)) for row in table) for name, table in rows.items()}
