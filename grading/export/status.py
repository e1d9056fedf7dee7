"""What is known about an assignment, as a table for people."""

import json

from ..messages.visible import visible
from ..records.session import Session
from ..review.sample import close_finished
from .rows import export_rows


def print_status(session: Session) -> None:
    """One line per student: state, points, review, feedback, reasons; then the sums."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    rows = export_rows(session)
    close_finished(session)
    reviews = session.journal.reviews(session.assignment)
    released = {
        row["student"]
        for row in session.journal.db.execute(
            "SELECT student FROM feedback WHERE assignment = ?", (session.assignment,)
        )
    }
    table = Table(title=f"{session.assignment} in {session.course.root}")
    for column in ("student", "state", "points", "review", "feedback", "reasons"):
        table.add_column(column, justify="right" if column == "points" else "left")
    for row in rows:
        student = row["student_id"]
        review = f"{reviews[student]['state']} ({reviews[student]['cell']})" if student in reviews else ""
        table.add_row(
            student,
            row["state"],
            f"{row['score']} / {row['max_score']}"
            if row["timestamp"] or row["state"] != "no submission"
            else "",
            review,
            "sent" if student in released else "",
            escape(visible(row["reason"])),
        )
    Console().print(table)
    states = [row["state"] for row in rows]
    print("; ".join(f"{states.count(state)} {state}" for state in sorted(set(states))))
    notes = {s: n for s, n in session.journal.collected(session.assignment).items() if n}
    if notes:
        print("collecting: " + json.dumps(notes, ensure_ascii=False))
