"""Releases an assignment to the students: makes the release notebook by nbgrader and hands it to the
exchange.

Releasing again changes nothing: what students have fetched is never replaced behind their backs.
"""

import logging

from ..assignments.check_files import load_checks
from ..assignments.registration import ensure_due_date, ensure_registered
from ..assignments.template import load_template
from ..errors import GradingError
from ..records.context import AssignmentContext
from .directory import Exchange


def release_assignment(context: AssignmentContext, exchange: Exchange) -> bool:
    """Make the assignment available; False when it is already. Raises GradingError if it cannot be done."""
    assignment = context.assignment
    if exchange.is_released(assignment):
        # Formgrader lists what the gradebook knows.
        ensure_registered(context.course, context.gradebook, assignment)
        ensure_due_date(context.gradebook, assignment, context.settings)
        say_unchecked(context)
        context.reporter.say(f"{assignment} is already released")
        return False
    generate_release(context)
    say_unchecked(context)
    exchange.release_assignment(assignment)
    context.reporter.say(f"{assignment} is released to the students")
    return True


def unrelease_assignment(context: AssignmentContext, exchange: Exchange) -> None:
    """Take the assignment back. Raises GradingError where the exchange refuses, as ngshare does once there is work."""
    exchange.unrelease_assignment(context.assignment)
    context.reporter.say(f"{context.assignment} is no longer offered to the students")


def regenerate(context: AssignmentContext, exchange: Exchange) -> None:
    """Make the release notebook anew, as long as nobody can have it. Raises GradingError once students may."""
    assignment = context.assignment
    with context.gradebook.reading() as db:
        submitted = len(context.gradebook.submissions(db, assignment))
    if submitted or (exchange.missing() is None and exchange.is_released(assignment)):
        why = f"has {submitted} submissions in the gradebook" if submitted else "is released to the students"
        raise GradingError(
            f"{assignment} {why}: generating it again would change the cells that the gradebook expects, while students keep "
            "the old ones. Nothing was changed. Give a correction out under a new name: copy the source to a new assignment, "
            "correct it there, and release that."
        )
    generate_release(context)
    say_unchecked(context)
    context.reporter.say(f"the release notebook of {assignment} is made; Release hands it to the students")


def say_unchecked(context: AssignmentContext) -> None:
    """Name the test cells without a value check, whose result only the student's own process tells.

    Raises GradingError for a faulty check file.
    """
    template = load_template(context.course, context.gradebook, context.assignment)
    checks = load_checks(context.course.checks(context.assignment), template)
    for name, book in sorted(template.notebooks.items()):
        tests = [cell.name for cell in book.cells.values() if cell.by_tests and cell.points]
        decided = checks.files[name].tests if name in checks.files else {}
        if left := [test for test in tests if test not in decided]:
            context.reporter.say(
                f"{len(left)} of {len(tests)} test cells of {name} have no check of their values with other "
                f"inputs: {', '.join(left)}. docs/grading.md says what that means."
            )


def generate_release(context: AssignmentContext) -> None:
    """Write release/ASSIGNMENT from source/ASSIGNMENT and register it in the gradebook."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    course, assignment = context.course, context.assignment
    if not list(course.source(assignment).glob("*.ipynb")):
        raise GradingError(
            f"{course.source(assignment)} holds no notebook; is the module built and laid out?"
        )
    directory = CourseDirectory(config=course.config)
    directory.assignment_id = assignment
    converter = GenerateAssignment(coursedir=directory, config=course.config)
    converter.force = True
    converter.log.setLevel(logging.ERROR)
    try:
        converter.start()
    except (NbGraderException, SystemExit) as error:
        raise GradingError(f"nbgrader cannot make the release of {assignment}: {error}") from error
    ensure_due_date(context.gradebook, assignment, context.settings)
