"""The page of the course: every assignment with what waits, and where an instructor goes from there."""

from dataclasses import dataclass

from ...course.directory import CourseDir
from ..requests.hub import hub_links
from .downloads import FORMATS
from .page import POLICY, environment, still_wait
from .records import due_dates, read_records


@dataclass(frozen=True)
class AssignmentRow:
    """One assignment: submissions on disk, those graded by tests, and those that wait for a person."""

    name: str
    due: str
    submitted: int
    graded: int
    unread: int


def lines(course: CourseDir) -> list[AssignmentRow]:
    """A line per assignment of the gradebook, by name."""
    found = []
    for name, due in due_dates(course).items():
        records = read_records(course, name)
        submitted = set(course.submitted_students(name)) - records.staff
        row = AssignmentRow(name, due, len(submitted), len(records.graded), len(records.unread))
        found.append(row)
    return found


def course_page(course: CourseDir, base_url: str, instructor: bool) -> str:
    """The page, for an instructor or for a teaching assistant."""
    found = lines(course)
    wait = still_wait(sum(line.unread for line in found), sum(line.graded for line in found))
    return environment.get_template("course.html").render(
        lines=found, wait=wait, base_url=base_url, instructor=instructor, formats=FORMATS, policy=POLICY,
        people=dict(hub_links(instructor)).get("People"),
    )
