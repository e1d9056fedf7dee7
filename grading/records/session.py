"""Opens what a command needs for one assignment, in the right order, and closes it again."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..course.directory import CourseDir
from ..messages.report import Report
from ..settings import Settings, full_name, settings_for
from .engine import WAIT_SECONDS
from .gradebook import Gradebook
from .journal import Journal
from .lock import assignment_lock


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
    with session_of(course, assignment, report, lock=lock, **overrides) as session:
        yield session


@contextlib.contextmanager
def session_of(
    course: CourseDir, assignment: str, report: Report, *, lock=True, wait_seconds=WAIT_SECONDS, **overrides
) -> Iterator[Session]:
    """The same of a course that is open already; `wait_seconds`: how long its databases are waited for.

    With `lock=False` nothing is written unless a caller does: whoever only reads keeps no other program waiting.
    """
    if lock:
        course.require_name(assignment)
    settings = settings_for(assignment, **overrides)
    for name in course.ignored_configuration():
        report.say(course.ignoring(name))
    with contextlib.ExitStack() as stack:
        owner = stack.enter_context(assignment_lock(course.private, assignment)) if lock else ""
        journal = stack.enter_context(contextlib.closing(Journal(course.records_place, wait_seconds)))
        gradebook = stack.enter_context(contextlib.closing(Gradebook(course, report.say, wait_seconds)))
        yield Session(assignment, course, settings, gradebook, journal, report, owner)
