"""Opens what a command needs for one assignment, in the right order, and closes it again."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .course_dir import CourseDir
from .errors import GradingError
from .gradebook import Gradebook
from .journal import Journal
from .lock import assignment_lock
from .report import Report
from .settings import Settings, full_name, settings_for


@dataclass
class Session:
    """A course directory opened for one assignment, with the lock held."""

    assignment: str
    course: CourseDir
    settings: Settings
    gradebook: Gradebook
    journal: Journal
    report: Report
    owner: str = ""


@contextlib.contextmanager
def open_session(root: Path, assignment: str, report: Report, *, lock=True, **overrides) -> Iterator[Session]:
    """Yield a Session; `overrides` are settings given on the command line."""
    course = CourseDir(root)
    if not course.source(assignment).is_dir():
        assignment = full_name(assignment)
    if lock:
        course.require_name(assignment)
    settings = settings_for(assignment, **overrides)
    for name in course.ignored_configuration():
        report.say(course.ignoring(name))
    with contextlib.ExitStack() as stack:
        owner = stack.enter_context(assignment_lock(course.private, assignment)) if lock else ""
        journal = stack.enter_context(contextlib.closing(Journal(course.records)))
        gradebook = stack.enter_context(contextlib.closing(Gradebook(course, report.say)))
        yield Session(assignment, course, settings, gradebook, journal, report, owner)


def autograde(session: Session, students: list[str] = (), *, force=False, skip_preflight=False) -> int:
    """Autograde the assignment in sandboxes; the number of submissions graded."""
    from .autograde import Batch
    from .engines import executor_for
    from .plan import pick_students
    from .register import ensure_due_date, ensure_registered
    from .review import remark
    from .template import load_template

    settings, course = session.settings, session.course
    course.ensure_room(settings.min_free_mb)
    executor = executor_for(settings, session.owner)
    ensure_registered(course, session.gradebook, session.assignment)
    ensure_due_date(session.gradebook, session.assignment, settings)
    chosen = pick_students(course, session.assignment, list(students))
    if not chosen:
        session.report.say(f"no submission of {session.assignment} to grade: collect first")
        return 0
    with executor:
        if force or set(chosen) - set(session.journal.graded(session.assignment)):
            executor.warm()  # they start while the template is read
        template = load_template(course, session.gradebook, session.assignment)
        batch = Batch(course, session.gradebook, session.journal, executor, template, settings, session.report)
        try:
            count = batch.run(chosen, force=force, skip_preflight=skip_preflight)
        except BaseException:
            # What stopped the batch is the news, not that the same database refuses this as well.
            with contextlib.suppress(GradingError, sqlite3.Error):
                remark(session)
            raise
        remark(session)
        return count
