"""Makes sure that the gradebook knows an assignment, by generate_assignment, and its due date. Changes no release."""

import logging
import shutil
from datetime import UTC

from ..course.directory import CourseDir
from ..errors import GradingError
from ..records.gradebook import Gradebook
from ..settings import Settings


def ensure_registered(course: CourseDir, gradebook: Gradebook, assignment: str) -> None:
    """Register the assignment from source/ unless the gradebook has it. Raises GradingError if it cannot."""
    if not is_registered(gradebook, assignment):
        require_source(course, assignment)
        _generate(course, assignment)


def is_registered(gradebook: Gradebook, assignment: str) -> bool:
    """Whether the gradebook has the assignment with its notebooks."""
    with gradebook.reading() as session:
        row = gradebook.assignment(session, assignment)
        return row is not None and bool(row.notebooks)


def require_source(course: CourseDir, assignment: str) -> None:
    """Raise GradingError, naming what there is, for an assignment that the gradebook does not have and source/ neither."""
    if not list(course.source(assignment).glob("*.ipynb")):
        known = sorted(path.name for path in course.source(assignment).parent.glob("*") if path.is_dir())
        raise GradingError(
            f"there is no assignment {assignment} in {course.root}: neither the gradebook nor "
            f"{course.source(assignment)} has it. Assignments in source/: {', '.join(known) or 'none'}."
        )


def ensure_due_date(gradebook: Gradebook, assignment: str, settings: Settings) -> None:
    """Give a module of the course the due date of the calendar in course.yml, in UTC; other assignments keep theirs."""
    if settings.module is None:
        return
    due = settings.due and settings.due.astimezone(UTC).replace(tzinfo=None)
    with gradebook.transaction() as session:
        row = gradebook.assignment(session, assignment)
        if row is not None and row.duedate != due:
            row.duedate = due


def _generate(course: CourseDir, assignment: str) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    scratch = CourseDirectory(config=course.config)
    scratch.assignment_id = assignment
    # The release that students have stays as it is.
    scratch.release_directory = ".grading/register"
    converter = GenerateAssignment(coursedir=scratch, config=course.config)
    converter.log.setLevel(logging.ERROR)
    try:
        converter.start()
    except (NbGraderException, SystemExit) as error:
        raise GradingError(
            f"nbgrader cannot read the source of {assignment}: {error}. Try nbgrader "
            f"generate_assignment {assignment} --force in {course.root}."
        ) from error
    finally:
        shutil.rmtree(course.private / "register", ignore_errors=True)
