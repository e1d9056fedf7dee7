"""The grades of an assignment as CSV: a row per student, whatever became of the submission."""

import csv
import json
from pathlib import Path

from .errors import GradingError
from .pending import DOUBTFUL, UNDECIDED, pending
from .session import Session

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


def export_rows(session: Session, name: str | None = None) -> list[dict]:
    """Rows by student, of the session's assignment or of `name`: points from the gradebook, the rest from the journal."""
    name = name or session.assignment
    graded, collected = session.journal.graded(name), session.journal.collected(name)
    models, ungraded = session.gradebook.models, pending(session, name)
    with session.gradebook.transaction() as db:
        assignment = session.gradebook.assignment(db, name)
        if assignment is None:
            raise GradingError(
                f"the gradebook has no assignment {name}: release it, or autograde a submission of it, first."
            )
        submissions = session.gradebook.submissions(db, name)
        return [
            _row(
                student,
                submissions.get(student.id),
                graded.get(student.id),
                collected.get(student.id, []),
                ungraded.get(student.id),
                assignment.max_score,
            )
            for student in db.query(models.Student).order_by(models.Student.id)
        ]


def _row(student, submission, done, notes, ungraded, maximum) -> dict:
    grades = [grade for book in submission.notebooks for grade in book.grades] if submission else []
    auto = sum(g.auto_score or 0 for g in grades)
    penalty = sum(book.late_submission_penalty or 0 for book in submission.notebooks) if submission else 0
    score = (
        sum(
            (g.auto_score or 0 if g.manual_score is None else g.manual_score) + (g.extra_credit or 0)
            for g in grades
        )
        - penalty
    )
    if submission is None:
        state, reasons = ("not collected", notes) if notes else ("no submission", [])
    elif done is None:
        state, reasons = "graded elsewhere", notes
    else:
        state, reasons = done["state"], json.loads(done["reasons"])
    waits = any(grade.needs_manual_grade for grade in grades)
    if state != "problem" and waits:
        state = "needs review"
    if ungraded:
        state, reasons = DOUBTFUL if done and done["state"] == DOUBTFUL else "not graded", [ungraded]
    return {
        "student_id": student.id,
        "last_name": student.last_name or "",
        "first_name": student.first_name or "",
        "email": student.email or "",
        "score": f"{score:g}",
        "max_score": f"{maximum:g}",
        "autograded": f"{auto:g}",
        "manual": f"{score + penalty - auto:g}",
        "state": state,
        "reason": "; ".join(reasons),
        "timestamp": submission.timestamp if submission else "",
        "lms_user_id": student.lms_user_id or "",
        # Points that mean nothing yet: no file has them, and none has 0 in their place.
        "undecided": state in UNDECIDED or (state == "problem" and waits),
    }


def harmless(value):
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


def export(session: Session, path: Path) -> int:
    """Write the CSV; the number of students in it."""
    rows = [row | {"score": ""} if row["undecided"] else row for row in export_rows(session)]
    return write_csv(session, rows, COLUMNS, path)


def write_csv(session: Session, rows: list[dict], columns, path: Path) -> int:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({key: harmless(value) for key, value in row.items()} for row in rows)
    session.report.say(f"{len(rows)} students are in {path}")
    return len(rows)
