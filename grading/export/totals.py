"""The whole course in one table: each student's points in every assignment of the gradebook, and their sum.

Adds up what `rows` says of each assignment; weighs and drops nothing.
"""

from pathlib import Path

from ..records.context import AssignmentContext
from .csv_file import write_csv
from .rows import export_rows
from .states import WAITS

WHO = ("student_id", "last_name", "first_name", "email", "lms_user_id")


def total_rows(context: AssignmentContext) -> tuple[list[dict], list[str]]:
    """A row per student with a column per assignment, `score` and `max_score`; and the names of the assignments."""
    models = context.gradebook.models
    with context.gradebook.reading() as db:
        names = [name for (name,) in db.query(models.Assignment.name).order_by(models.Assignment.name)]
    rows: dict[str, dict] = {}
    for name in names:
        for one in export_rows(context, name):
            row = rows.setdefault(
                one["student_id"],
                {key: one[key] for key in WHO} | {"score": 0.0, "max_score": 0.0, "state": "no submission", "undecided": False},
            )
            row[name] = "" if one["state"] == "no submission" or one["undecided"] else one["score"]
            row["score"] += float(one["score"])
            row["max_score"] += float(one["max_score"])
            waits = one["state"] == WAITS and not row["undecided"]
            if waits or one["undecided"] or row["state"] == "no submission":
                row["state"] = one["state"]
            row["undecided"] |= one["undecided"]
    for row in rows.values():
        row["score"], row["max_score"] = f"{row['score']:g}", f"{row['max_score']:g}"
    return list(rows.values()), names


def export_totals(context: AssignmentContext, path: Path) -> int:
    """Write the table as CSV; the number of students in it."""
    rows, names = total_rows(context)
    rows = [row | {"score": ""} if row["undecided"] else row for row in rows]
    return write_csv(context, rows, (*WHO[:4], *names, "score", "max_score", "state"), path)
