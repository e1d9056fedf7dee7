"""What is exported of an assignment: a row per student, whatever became of the submission."""

from ..errors import GradingError
from ..pipeline.late_penalty import LatePenalty, points_of
from ..pipeline.pending import UNDECIDED, pending
from ..records.clock import for_files
from ..records.context import AssignmentContext
from .states import state_of


def export_rows(context: AssignmentContext, name: str | None = None) -> list[dict]:
    """Rows by student, of the assignment that is open or of `name`: points from the gradebook, the rest from the journal.

    The staff has none, also where an earlier version collected a submission of theirs.
    """
    name = name or context.assignment
    graded, collected = context.journal.graded(name), context.journal.collected(name)
    models, ungraded, late = context.gradebook.models, pending(context, name), LatePenalty(context.course)
    staff = context.journal.staff()
    with context.gradebook.reading() as db:
        assignment = context.gradebook.assignment(db, name)
        if assignment is None:
            raise GradingError(
                f"the gradebook has no assignment {name}: release it, or autograde a submission of it, first."
            )
        submissions = context.gradebook.submissions(db, name)
        return [
            _row(
                student,
                submissions.get(student.id),
                graded.get(student.id),
                collected.get(student.id, []),
                ungraded.get(student.id),
                assignment.max_score,
                late,
            )
            for student in db.query(models.Student).order_by(models.Student.id)
            if student.id not in staff
        ]


def _row(student, submission, done, notes, ungraded, maximum, late) -> dict:
    books = submission.notebooks if submission else []
    grades = [grade for book in books for grade in book.grades]
    auto = sum(g.auto_score or 0 for g in grades)
    penalty = sum(map(late.taken, books))
    score = sum(map(points_of, books)) - penalty
    recorded, waits = done.state if done and submission else None, any(grade.needs_manual_grade for grade in grades)
    state = state_of(recorded, handed_in=submission is not None, waits=waits, ungraded=ungraded, not_collected=bool(notes))
    reasons = [ungraded] if ungraded else done.reasons if recorded else notes
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
        "timestamp": for_files(submission.timestamp) if submission else "",
        "lms_user_id": student.lms_user_id or "",
        # Points that mean nothing yet: no file has them, and none has 0 in their place.
        "undecided": state in UNDECIDED or (state == "problem" and waits),
    }
