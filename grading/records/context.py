"""Opens what a command needs for one assignment, in the right order, and closes it again."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..course.directory import CourseDir
from ..execution.sandbox.ready import ReadySandboxes
from ..messages.reporter import Reporter
from ..settings import Settings, full_name, settings_for
from .engine import WAIT_SECONDS
from .gradebook import Gradebook
from .journal import Journal
from .lock import assignment_lock


@dataclass
class AssignmentContext:
    """A course directory opened for one assignment, with the lock held."""

    assignment: str
    course: CourseDir
    settings: Settings
    gradebook: Gradebook
    journal: Journal
    reporter: Reporter
    owner: str = ""
    ready: ReadySandboxes | None = None  # who opens one may have sandboxes at hand


@contextlib.contextmanager
def open_assignment(root: Path, assignment: str, reporter: Reporter, *, lock=True, **overrides) -> Iterator[AssignmentContext]:
    """Yield an AssignmentContext; `overrides` are settings given on the command line."""
    course = CourseDir(root)
    if not course.source(assignment).is_dir():
        assignment = full_name(assignment)
    with open_in_course(course, assignment, reporter, lock=lock, **overrides) as context:
        yield context


@contextlib.contextmanager
def open_in_course(
    course: CourseDir, assignment: str, reporter: Reporter, *, lock=True, wait_seconds=WAIT_SECONDS, **overrides
) -> Iterator[AssignmentContext]:
    """The same of a course that is open already; `wait_seconds`: how long its databases are waited for.

    With `lock=False` nothing is written unless a caller does: whoever only reads keeps no other program waiting.
    """
    if lock:
        course.require_name(assignment)
    settings = settings_for(assignment, **overrides)
    for name in course.ignored_configuration():
        reporter.say(course.ignoring(name))
    with contextlib.ExitStack() as stack:
        owner = stack.enter_context(assignment_lock(course.private, assignment)) if lock else ""
        journal = stack.enter_context(contextlib.closing(Journal(course.records_place, wait_seconds)))
        gradebook = stack.enter_context(contextlib.closing(Gradebook(course, reporter.say, wait_seconds)))
        yield AssignmentContext(assignment, course, settings, gradebook, journal, reporter, owner)
