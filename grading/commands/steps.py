"""The steps of grading, as the command line and the daemon call them; and all of them in order."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..errors import GradingError
from ..feedback.unread import When, held_back, say_unread
from ..records.context import AssignmentContext


def require_known(context: AssignmentContext, students: Iterable[str] = ()) -> None:
    """Raise GradingError for an assignment that is nowhere, a student whom nobody knows, or one without a submission."""
    from ..assignments.registration import is_registered, require_source

    course, assignment = context.course, context.assignment
    if not is_registered(context.gradebook, assignment):
        require_source(course, assignment)
    with context.gradebook.reading() as db:
        enrolled = {student for (student,) in db.query(context.gradebook.models.Student.id)}
    here = set(course.submitted_students(assignment)) | set(context.journal.graded(assignment))
    if strangers := sorted(set(students) - enrolled - here):
        raise GradingError(f"there is no student {', '.join(strangers)} in {course.root}: mend the name. Nothing was done.")
    if without := sorted(set(students) - here):
        raise GradingError(f"there is no submission of {assignment} by {', '.join(without)}: collect first. Nothing was done.")


def collect_step(context: AssignmentContext, students: list[str]) -> None:
    """Bring in the newest submissions of these students, or of all; where there is no exchange, use what is in submitted/.

    Raises GradingError for a name that nobody knows, Incomplete when somebody's could not be collected.
    """
    from ..exchange.collect import collect
    from ..exchange.configured import exchange_for

    require_known(context)
    exchange = exchange_for(context.course)
    if why := exchange.missing():
        context.reporter.say(f"nothing to collect from: {why}. Using what is in submitted/.")
    else:
        collect(context, exchange, students)
    require_known(context, students)


def autograde_step(context: AssignmentContext, students: list[str]) -> None:
    """Grade the chosen again; or collect and grade everybody, without the exchange what is here. Then draw the review sample."""
    from ..errors import Incomplete
    from ..pipeline.run import autograde

    def collected():
        try:
            collect_step(context, [])
        except GradingError as error:
            raise Incomplete(str(error)) from error

    def sampled():
        # Sampling while half the class is ungraded would favour whoever was graded first.
        left = set(context.course.submitted_students(context.assignment)) - set(context.journal.graded(context.assignment))
        if not left and not context.journal.failures(context.assignment):
            sample_step(context)

    graded = lambda: autograde(context, students, force=bool(students))  # noqa: E731
    in_order(context, (graded, sampled) if students else (collected, graded, sampled))


def feedback_step(context: AssignmentContext, students: list[str]) -> None:
    """Make the pages of these students, or of all who are graded, and send them where there is an exchange.

    Raises GradingError for a name that nobody knows, Incomplete when somebody's grade is not of the newest submission.
    """
    from ..exchange.configured import exchange_for
    from ..feedback.pages import generate
    from ..feedback.send import require_fresh, send_pages

    require_known(context, students)
    made, exchange = generate(context, students), exchange_for(context.course)
    say_unread(context, made)
    if why := exchange.missing():
        context.reporter.say(f"the pages are in feedback/ and were not sent: {why}.")
    else:
        send_pages(context, exchange, made)
    require_fresh(context, students)


def send_feedback_step(context: AssignmentContext, students: list[str]) -> None:
    """Send the pages that are there already, of these students or of all.

    Raises GradingError for a name that nobody knows, Incomplete when a page is missing or of older work.
    """
    from ..exchange.configured import exchange_for
    from ..feedback.send import require_fresh, send_pages
    from ..pipeline.pending import pending

    require_known(context, students)
    stale = pending(context)
    made = [
        student
        for student in context.journal.graded(context.assignment)
        if student not in stale and any(context.course.path("feedback", student, context.assignment).glob("*.html"))
    ]
    chosen = [s for s in made if not students or s in students]
    say_unread(context, chosen)
    send_pages(context, exchange_for(context.course), chosen)
    require_fresh(context, students, made=False)


def sample_step(context: AssignmentContext, reviewers: Sequence[str] = ()) -> None:
    """Draw the review sample of a critical assignment for `reviewers`, user names, or for the teaching assistants that are known.

    Raises GradingError for an assignment that is nowhere.
    """
    from ..review.review_queue import sample

    require_known(context)
    sample(context, reviewers)


def run_all(
    context: AssignmentContext, students: list[str], output: Path, *, force=False, skip_preflight=False, feedback=When.READ
) -> None:
    """All steps from collecting to the CSV at `output`. What fails for some students does not stop the next step.

    `force` grades again what has not changed; `feedback` says whether pages wait until people have read everything. Raises
    GradingError when a step cannot be done at all, Incomplete at the end when one was not done for everybody.
    """
    from ..export.csv_file import export
    from ..pipeline.run import autograde

    in_order(context, (
        lambda: collect_step(context, students),
        lambda: autograde(context, students, force=force, skip_preflight=skip_preflight),
        lambda: sample_step(context),
        lambda: held_back(context, feedback) or feedback_step(context, students),
        lambda: export(context, output),
    ))


def in_order(context: AssignmentContext, steps: Iterable[Callable]) -> None:
    """Do each; say what was not done for everybody and go on, and raise Incomplete at the end."""
    from ..errors import Incomplete

    trouble = []
    for step in steps:
        try:
            step()
        except Incomplete as error:
            context.reporter.say(str(error))
            trouble.append(str(error))
    if trouble:
        raise Incomplete(f"done, but not for everybody: {' '.join(trouble)}")
