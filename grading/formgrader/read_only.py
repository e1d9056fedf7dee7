"""What nbgrader would let formgrader write and is decided elsewhere here: who is in the course, assignments, due dates."""

from nbgrader.server_extensions.formgrader import apihandlers
from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
from tornado import web

STUDENTS = (
    "Who is in the course is decided by the roster alone (roster.csv): whoever operates the classroom changes it there. Nothing "
    "was changed."
)
ASSIGNMENTS = (
    "Assignments come from the course's sources, and due dates from the calendar of course.yml, which students are shown too: "
    "change them there. Nothing was changed."
)


def install() -> None:
    """Refuse both."""
    apihandlers.StudentHandler.put = _refused(STUDENTS)
    apihandlers.AssignmentHandler.put = _refused(ASSIGNMENTS)


def _refused(why: str):
    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    def put(self, _):
        raise web.HTTPError(409, why)

    return put
