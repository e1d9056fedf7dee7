"""Whose points a person still has to give, and what that means for feedback. Sends nothing itself."""

from enum import StrEnum

from ..records.session import Session


class When(StrEnum):
    """When `run` sends feedback: once nobody's answers wait for a person, or at once."""

    READ = "read"
    NOW = "now"


def unread(session: Session) -> list[str]:
    """Students with a cell in formgrader's manual queue."""
    with session.gradebook.reading() as db:
        return sorted(
            student
            for student, row in session.gradebook.submissions(db, session.assignment).items()
            if any(grade.needs_manual_grade for book in row.notebooks for grade in book.grades)
        )


def say_unread(session: Session, students: list[str]) -> None:
    """Say how many of these submissions are not read yet, if any."""
    left = set(unread(session)) & set(students)
    if left:
        session.report.say(
            f"{len(left)} of these {len(students)} submissions still wait for a person: their feedback lacks those points. "
            "Send it again when they are read; new pages replace old ones."
        )


def held_back(session: Session, when: When) -> bool:
    """Whether `run` keeps feedback back, saying so: half of the points would look like all of them."""
    left = unread(session) if when is When.READ else []
    if left:
        total = len(session.journal.graded(session.assignment))
        session.report.say(
            f"feedback is held back: {len(left)} of {total} submissions wait for a person. When they are read: "
            f"grading feedback {session.assignment}; to send it before: --feedback now"
        )
    return bool(left)
