"""What is known about an assignment, as a table for people."""

import json

from ..messages.control_characters import in_table
from ..records.context import AssignmentContext
from ..review.review_queue import reviews_now
from .rows import export_rows


def print_status(context: AssignmentContext) -> None:
    """One line per student: state, points, review, feedback, reasons; then the sums."""
    from rich.console import Console
    from rich.table import Table

    rows = export_rows(context)
    if not rows:
        print(f"nobody is in the gradebook yet and nothing was handed in: grading collect {context.assignment} brings in both")
        return
    reviews = reviews_now(context)
    released = context.journal.feedback_sent(context.assignment)
    table = Table(title=in_table(f"{context.assignment} in {context.course.root}"))
    for column in ("student", "state", "points", "review", "feedback", "reasons"):
        table.add_column(column, justify="right" if column == "points" else "left")
    for row in rows:
        student = row["student_id"]
        review = f"{reviews[student].state} ({reviews[student].cell})" if student in reviews else ""
        table.add_row(
            in_table(student),
            row["state"],
            f"{row['score']} / {row['max_score']}"
            if row["timestamp"] or row["state"] != "no submission"
            else "",
            in_table(review),
            ("sent, changed since" if released[student] else "sent") if student in released else "",
            in_table(row["reason"]),
        )
    Console().print(table)
    if left_out := sorted(context.journal.staff() & set(context.course.submitted_students(context.assignment))):
        print(f"not in the table, since they belong to the staff: {in_table(', '.join(left_out))}")
    states = [row["state"] for row in rows]
    print("; ".join(f"{states.count(state)} {state}" for state in sorted(set(states))))
    notes = {s: n for s, n in context.journal.collected(context.assignment).items() if n}
    if notes:
        print("collecting: " + json.dumps(notes, ensure_ascii=False))
