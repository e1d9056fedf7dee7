"""Sends feedback pages through the exchange, and says who has none that is up to date."""

from ..errors import GradingError, Incomplete
from ..exchange.directory import Exchange
from ..pipeline.pending import pending
from ..records.session import Session


def send_pages(session: Session, exchange: Exchange, students: list[str]) -> int:
    """Send the pages of these students; the number sent. Raises Incomplete if some could not be sent."""
    failed = []
    with session.report.bar(f"feedback {session.assignment}", len(students)) as step:
        for student in students:
            try:
                exchange.release_feedback(session.assignment, student)
            except (GradingError, OSError) as error:
                failed.append(student)
                step(f"{student}: not sent: {error}")
                continue
            session.journal.note_feedback(session.assignment, student)
            step(f"{student}: sent")
    if failed:
        raise Incomplete(
            f"the feedback of {len(failed)} of {len(students)} students could not be sent: "
            f"{', '.join(failed)}."
        )
    return len(students)


def require_fresh(session: Session, students: list[str] = (), *, made: bool = True) -> None:
    """Raise Incomplete naming who was left out: a newer submission waits for its grade, or there is no page.

    `made`: whether pages were made just now, or only those sent that were there.
    """
    stale = {who: why for who, why in pending(session).items() if not students or who in students}
    if stale:
        raise Incomplete(
            f"{len(stale)} submissions of {session.assignment} got no feedback, because their newest version has no "
            f"grade: {', '.join(f'{who} ({why})' for who, why in sorted(stale.items()))}. Autograde, then send feedback again."
        )
    bare = [
        student
        for student in session.journal.graded(session.assignment)
        if (not students or student in students)
        and session.course.path("autograded", student, session.assignment).is_dir()
        and not any(session.course.path("feedback", student, session.assignment).glob("*.html"))
    ]
    if bare:
        who = ", ".join(bare)
        none = f"could be made for {who}: the log says why" if made else f"is there for {who}: press Generate Feedback first"
        raise Incomplete(f"no feedback page of {session.assignment} {none}. The others have theirs.")
