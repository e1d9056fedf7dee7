"""What nbgrader would let formgrader write and is decided elsewhere here: who is in the course, assignments, due dates."""

from nbgrader.server_extensions.formgrader import apihandlers
from tornado import web

from ..requests.checks import CourseApi, for_staff

STUDENTS = (
    "Who is in the course is decided by the roster alone (roster.csv): whoever operates the classroom changes it there. Nothing "
    "was changed."
)
ASSIGNMENTS = (
    "Assignments come from the course's sources, and due dates from the calendar of course.yml, which students are shown too: "
    "change them there. Nothing was changed."
)


class Student(CourseApi, apihandlers.StudentHandler):
    @for_staff
    def put(self, student_id):
        raise web.HTTPError(409, STUDENTS)


class Assignment(CourseApi, apihandlers.AssignmentHandler):
    @for_staff
    def put(self, assignment_id):
        raise web.HTTPError(409, ASSIGNMENTS)
