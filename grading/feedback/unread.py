"""Whose points a person still has to give, and what that means for feedback. Sends nothing itself."""

from enum import StrEnum

from ..records.context import AssignmentContext


class When(StrEnum):
    """When `run` sends feedback: once nobody's answers wait for a person, or at once."""

    READ = "read"
    NOW = "now"


def unread(context: AssignmentContext) -> list[str]:
    """Students with a cell in formgrader's manual queue."""
    with context.gradebook.reading() as db:
        return sorted(
            student
            for student, row in context.gradebook.submissions(db, context.assignment).items()
            if any(grade.needs_manual_grade for book in row.notebooks for grade in book.grades)
        )


def say_unread(context: AssignmentContext, students: list[str]) -> None:
    """Say how many of these submissions are not read yet, if any."""
    left = set(unread(context)) & set(students)
    if left:
        context.reporter.say(
            f"{len(left)} of these {len(students)} submissions still wait for a person: their feedback lacks those points. "
            "Send it again when they are read; new pages replace old ones."
        )


def held_back(context: AssignmentContext, when: When) -> bool:
    """Whether `run` keeps feedback back, saying so: half of the points would look like all of them."""
    left = unread(context) if when is When.READ else []
    if left:
        total = len(context.journal.graded(context.assignment))
        context.reporter.say(
            f"feedback is held back: {len(left)} of {total} submissions wait for a person. When they are read: "
            f"grading feedback {context.assignment}; to send it before: --feedback now"
        )
    return bool(left)
