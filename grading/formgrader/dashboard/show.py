"""What `grading dashboard` does: the view in the terminal, followed if asked, or the page as a file."""

from pathlib import Path

from rich.console import Console

from ...course.directory import CourseDir
from ...settings import full_name
from .figures import read_figures
from .page import page
from .terminal import follow, view


def show(root: Path, assignment: str, following: bool, html: Path | None) -> None:
    """Read without a lock, so that it can be called while a batch runs."""
    course = CourseDir(root)
    if not course.source(assignment).is_dir():
        assignment = full_name(assignment)
    if html is not None:
        text = page(read_figures(course, assignment))
        print(text) if html == Path("-") else html.write_text(text, encoding="utf-8")
    elif following:
        follow(lambda: read_figures(course, assignment), Console())
    else:
        Console().print(view(read_figures(course, assignment)))
