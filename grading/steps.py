"""The steps of grading by name, as the command line and the daemon call them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from .errors import GradingError
from .report import Report
from .session import Session, autograde, open_session
from .unread import When, held_back, say_unread

ACTIONS = (
    "generate",
    "release",
    "unrelease",
    "collect",
    "autograde",
    "sample",
    "feedback",
    "generate_feedback",
    "release_feedback",
    "similarity",
)


def require_known(session: Session, students: Iterable[str] = ()) -> None:
    """Raise GradingError for an assignment that is nowhere, a student whom nobody knows, or one without a submission."""
    from .register import is_registered, require_source

    course, assignment = session.course, session.assignment
    if not is_registered(session.gradebook, assignment):
        require_source(course, assignment)
    with session.gradebook.transaction() as db:
        enrolled = {student for (student,) in db.query(session.gradebook.models.Student.id)}
    here = set(course.submitted_students(assignment)) | set(session.journal.graded(assignment))
    if strangers := sorted(set(students) - enrolled - here):
        raise GradingError(f"there is no student {', '.join(strangers)} in {course.root}: mend the name. Nothing was done.")
    if without := sorted(set(students) - here):
        raise GradingError(f"there is no submission of {assignment} by {', '.join(without)}: collect first. Nothing was done.")


def collect_step(session: Session, students: list[str]) -> None:
    from .collect import collect
    from .exchange import exchange_for

    require_known(session)
    exchange = exchange_for(session.course)
    if why := exchange.missing():
        session.report.say(f"nothing to collect from: {why}. Using what is in submitted/.")
    else:
        collect(session, exchange, students)
    require_known(session, students)


def feedback_step(session: Session, students: list[str]) -> None:
    from .exchange import exchange_for
    from .feedback import generate, release, require_fresh

    require_known(session, students)
    made, exchange = generate(session, students), exchange_for(session.course)
    say_unread(session, made)
    if why := exchange.missing():
        session.report.say(f"the pages are in feedback/ and were not sent: {why}.")
    else:
        release(session, exchange, made)
    require_fresh(session, students)


def release_step(session: Session, students: list[str]) -> None:
    """Send the pages that are there already."""
    from .exchange import exchange_for
    from .feedback import release, require_fresh
    from .pending import pending

    require_known(session, students)
    stale = pending(session)
    made = [
        student
        for student in session.journal.graded(session.assignment)
        if student not in stale and any(session.course.path("feedback", student, session.assignment).glob("*.html"))
    ]
    chosen = [s for s in made if not students or s in students]
    say_unread(session, chosen)
    release(session, exchange_for(session.course), chosen)
    require_fresh(session, students)


def sample_step(session: Session, graders: Sequence[str] = ()) -> None:
    from .review import sample

    require_known(session)
    sample(session, graders)


def run_all(
    session: Session, students: list[str], output: Path, *, force=False, skip_preflight=False, feedback=When.READ
) -> None:
    """All steps in order. What fails for some students does not stop the next step."""
    from .errors import Incomplete
    from .export import export

    steps = (
        lambda: collect_step(session, students),
        lambda: autograde(session, students, force=force, skip_preflight=skip_preflight),
        lambda: sample_step(session),
        lambda: held_back(session, feedback) or feedback_step(session, students),
        lambda: export(session, output),
    )
    trouble = []
    for step in steps:
        try:
            step()
        except Incomplete as error:
            session.report.say(str(error))
            trouble.append(str(error))
    if trouble:
        raise Incomplete(f"done, but not for everybody: {' '.join(trouble)}")


def act(root: Path, action: str, assignment: str, student: str | None, report: Report) -> None:
    """One step for the daemon, for one student or for all. A chosen student is graded again."""
    students = [student] if student else []
    with open_session(root, assignment, report) as session:
        match action:
            case "release" | "unrelease":
                from . import release
                from .exchange import exchange_for

                do = release.release_assignment if action == "release" else release.unrelease_assignment
                do(session, exchange_for(session.course))
            case "generate":
                from .exchange import exchange_for
                from .release import regenerate

                regenerate(session, exchange_for(session.course))
            case "collect":
                collect_step(session, students)
            case "autograde":
                autograde(session, students, force=bool(students))
                # Sampling while half the class is ungraded would favour whoever was graded first.
                submitted = session.course.submitted_students(session.assignment)
                if set(submitted) <= set(session.journal.graded(session.assignment)):
                    sample_step(session)
            case "sample":
                sample_step(session)
            case "feedback":
                feedback_step(session, students)
            case "generate_feedback":
                from .feedback import generate

                require_known(session, students)
                generate(session, students)
            case "release_feedback":
                release_step(session, students)
            case "similarity":
                from .similarity import screen

                screen.report(session, [], None, screen.THRESHOLD)
