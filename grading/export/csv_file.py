"""Rows as CSV, with nothing in it that a spreadsheet would compute."""

import csv
from pathlib import Path

from ..course.replacing import replaced
from ..records.context import AssignmentContext
from .rows import export_rows

COLUMNS = (
    "student_id",
    "last_name",
    "first_name",
    "email",
    "score",
    "max_score",
    "autograded",
    "manual",
    "state",
    "reason",
    "timestamp",
)


def escape_formula(value):
    """Text that no spreadsheet takes for a formula: students write part of these fields."""
    return "'" + value if is_formula(value) else value


def is_formula(value) -> bool:
    """Whether a spreadsheet would compute this text. After OWASP, "CSV Injection"; plain numbers are none."""
    return isinstance(value, str) and value.startswith(tuple("=+-@\t\r")) and not _number(value)


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def export(context: AssignmentContext, path: Path) -> int:
    """Write the CSV; the number of students in it."""
    rows = [row | {"score": ""} if row["undecided"] else row for row in export_rows(context)]
    return write_csv(context, rows, COLUMNS, path)


def write_csv(context: AssignmentContext, rows: list[dict], columns, path: Path) -> int:
    """Write these columns of the rows with formulas made harmless, whole or not at all; the number of students."""
    with replaced(path, newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({key: escape_formula(value) for key, value in row.items()} for row in rows)
    hint = "" if rows else ": nobody is in the gradebook yet, grading collect brings in who is in the course"
    context.reporter.say(f"{len(rows)} students are in {path}{hint}")
    return len(rows)
