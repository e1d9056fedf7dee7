"""The page of the course: every assignment with what waits, and where an instructor goes from there."""

import os
from dataclasses import dataclass

from ..course_dir import CourseDir
from .downloads import FORMATS
from .page import POLICY, environment
from .records import due_dates, read_records


@dataclass(frozen=True)
class Line:
    """One assignment: submissions on disk, those graded by tests, boxes that wait for a person."""

    name: str
    due: str
    submitted: int
    graded: int
    waits: int


def lines(course: CourseDir) -> list[Line]:
    """A line per assignment of the gradebook, by name."""
    found = []
    for name, due in due_dates(course).items():
        records = read_records(course, name)
        found.append(Line(name, due, len(course.submitted_students(name)), len(records.graded), sum(records.waits.values())))
    return found


def people_page() -> str | None:
    """The hub's page where an instructor renews a password; None without a hub."""
    if "JUPYTERHUB_API_URL" not in os.environ:
        return None
    return f"{os.environ.get('JUPYTERHUB_HOST', '')}{os.environ.get('JUPYTERHUB_BASE_URL', '/')}hub/people"


def course_page(course: CourseDir, base_url: str, instructor: bool) -> str:
    """The page, for an instructor or for a teaching assistant."""
    return environment.get_template("course.html").render(
        lines=lines(course), base_url=base_url, instructor=instructor, formats=FORMATS, people=people_page(), policy=POLICY,
    )
