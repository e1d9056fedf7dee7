"""Whose newest submission has no grade that can stand, and why. Reads files and the journal; changes nothing."""

from ..records.context import AssignmentContext
from ..records.faults import note_fault
from ..submissions.submission import read_submission
from .fingerprint import submission_of

DOUBTFUL = "doubtful"
UNDECIDED = (DOUBTFUL, "not graded", "not collected")  # states in which points, or their lack, mean nothing


def pending(context: AssignmentContext, name: str | None = None) -> dict[str, str]:
    """Reasons by student, for the assignment that is open or for `name`."""
    assignment, course, journal = name or context.assignment, context.course, context.journal
    with context.gradebook.reading() as db:
        row = context.gradebook.assignment(db, assignment)
        notebooks = sorted(book.name for book in row.notebooks) if row else []
    graded, notes, reasons = journal.graded(assignment), journal.collected(assignment), {}
    for student in course.submitted_students(assignment):
        row, newer = graded.get(student), False
        # Unknown for a grade of an older version of the grader.
        if row is not None and (before := submission_of(row.fingerprint)) is not None:
            folder = course.path("submitted", student, assignment)
            try:
                newer = read_submission(student, folder, notebooks, notes.get(student, ())).digest != before
            except OSError as error:
                reasons[student] = f"cannot be read: {error}"
                continue
            except Exception as error:  # one student's files are no reason to tell nothing of the class
                reasons[student] = f"cannot be read: {note_fault(course.errors, f'{assignment} {student}', error)}"
                continue
        if why := without_grade(row.state if row else None, newer):
            reasons[student] = why
    return reasons | failed(journal.failures(assignment))


def without_grade(recorded: str | None, newer: bool) -> str | None:
    """Why a submission has no grade that can stand, from the journal's state of the grade; None if it has one."""
    if recorded is None:
        return "not graded yet"
    if recorded == DOUBTFUL:
        return "the sandbox failed the preflight at the end of the run; grade again"
    return "a newer submission is not graded yet" if newer else None


def failed(failures: dict[str, str]) -> dict[str, str]:
    """The same of what could not be graded, by student."""
    return {student: f"not graded: {why}" for student, why in failures.items()}
