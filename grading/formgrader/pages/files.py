"""A student's own files beside the submission: downloads from inside it, plain pictures shown, nothing else of the course."""

import html
import os
from pathlib import Path
from urllib.parse import quote

from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader import handlers
from tornado import web

from ...course.files import OWN, walked
from ..requests.checks import CoursePage

MAX_LISTED = 50


class SubmittedFiles(CoursePage, handlers.SubmissionFilesHandler):
    """GET /formgrader/submissions/SUBMISSION/PATH"""

    names_are_checked = False  # the last is a path below a directory

    def parse_url_path(self, url_path):
        """The absolute path meant. 404 for what is not a file of that submission, links followed."""
        submission_id, _, path = url_path.lstrip("/").partition("/")
        try:
            submission = self.gradebook.find_submission_notebook_by_id(submission_id)
        except MissingEntry as error:
            raise web.HTTPError(404) from error
        assignment, student = submission.assignment.assignment.name, submission.student.id
        folder = self.coursedir.format_path(self.coursedir.autograded_directory, student, assignment)
        folder = Path(os.path.abspath(folder)).resolve()
        # Joining would let an absolute path through.
        if not path or path.startswith("/") or "\0" in path:
            raise web.HTTPError(404)
        found = (folder / path).resolve()
        if not found.is_relative_to(folder) or found == folder:
            raise web.HTTPError(404)
        return str(found)

    def set_extra_headers(self, path):
        """A page written by a student would otherwise act with the rights of whoever opens it."""
        self.set_header("Content-Security-Policy", "sandbox")
        self.set_header("X-Content-Type-Options", "nosniff")
        if Path(path).suffix.lower() not in (".png", ".jpg", ".jpeg"):
            self.set_header("Content-Disposition", "attachment")


def listed(folder: Path, given: Path) -> str:
    """HTML with a link to each file that was handed in beside the notebooks, but for those of the assignment, in `given`."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for where, _, names in walked(folder)
        for path in (Path(where, name) for name in names)
        if path.suffix != ".ipynb" and path.name not in OWN and not (given / path.relative_to(folder)).exists()
    )
    if not names:
        return ""
    links = (f'<a href="{quote(name)}" target="_blank" rel="noopener">{html.escape(name)}</a>' for name in names[:MAX_LISTED])
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return f'<p class="handed-in">Handed in beside the notebook: {", ".join(links)}{more}</p>'
