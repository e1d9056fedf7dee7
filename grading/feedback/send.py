"""Sends feedback pages through the exchange, and says who has none that is up to date."""

from ..errors import GradingError, Incomplete
from ..exchange.directory import Exchange
from ..pipeline.pending import pending
from ..records.context import AssignmentContext


def send_pages(context: AssignmentContext, exchange: Exchange, students: list[str]) -> int:
    """Send the pages of these students; the number sent. Raises Incomplete if some could not be sent."""
    failed = []
    with context.reporter.bar(f"feedback {context.assignment}", len(students)) as step:
        for student in students:
            try:
                exchange.release_feedback(context.assignment, student)
            except (GradingError, OSError) as error:
                failed.append(student)
                step(f"{student}: not sent: {error}")
                continue
            context.journal.note_feedback(context.assignment, student)
            step(f"{student}: sent")
    if failed:
        raise Incomplete(
            f"the feedback of {len(failed)} of {len(students)} students could not be sent: "
            f"{', '.join(failed)}."
        )
    return len(students)


def require_fresh(context: AssignmentContext, students: list[str] = (), *, made: bool = True) -> None:
    """Raise Incomplete naming who was left out: a newer submission waits for its grade, or there is no page.

    `made`: whether pages were made just now, or only those sent that were there.
    """
    stale = {who: why for who, why in pending(context).items() if not students or who in students}
    if stale:
        raise Incomplete(
            f"{len(stale)} submissions of {context.assignment} got no feedback, because their newest version has no "
            f"grade: {', '.join(f'{who} ({why})' for who, why in sorted(stale.items()))}. Autograde, then send feedback again."
        )
    bare = [
        student
        for student in context.journal.graded(context.assignment)
        if (not students or student in students)
        and context.course.path("autograded", student, context.assignment).is_dir()
        and not any(context.course.path("feedback", student, context.assignment).glob("*.html"))
    ]
    if bare:
        who = ", ".join(bare)
        none = f"could be made for {who}: the log says why" if made else f"is there for {who}: press Generate Feedback first"
        raise Incomplete(f"no feedback page of {context.assignment} {none}. The others have theirs.")
