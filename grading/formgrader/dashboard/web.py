"""The dashboard inside formgrader: the course, each assignment, and what an instructor does and downloads there.

Behind formgrader's own log-in, without scripts. What takes long is done by the grader; the page of the assignment says how far.
"""

import asyncio
from math import nan
from pathlib import Path

from tornado import web

from exchange_rules.names import fault

from ...course.directory import CourseDir
from ...daemon.client import ask
from ...errors import GradingError
from ...records.clock import shown_record
from ...settings import full_name
from ..requests.checks import CoursePage, heading, sentence
from ..requests.roles import for_instructors, is_instructor
from . import downloads, reports
from .course import course_page
from .figures import read_figures
from .page import POLICY, ask_page, error_page, page, unread_note
from .records import assignments
from .work import ACTIONS, Work


class NotYet(web.HTTPError):
    """404 for an assignment of the course that the gradebook does not know: with what to press."""

    def __init__(self, assignment: str):
        super().__init__(404, NOT_YET.format(assignment))


NOT_YET = (
    "There is nothing to grade of {0} yet, because it has not been generated. In Manage Assignments press Generate (the cap), "
    "look at it with Preview, then press Release (the cloud with the arrow up)."
)


class DashboardHandler(CoursePage):
    """What the pages share: one course, no script, nothing kept by the browser, work in a thread."""

    def set_default_headers(self):
        super().set_default_headers()
        self.set_header("Content-Security-Policy", f"{POLICY}; form-action 'self'; frame-ancestors 'self'")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code, **kwargs):
        """On a page of these: nbgrader's would load a style sheet, which the policy refuses."""
        instructor = self.current_user is not None and is_instructor(self)
        self.finish(error_page(heading(status_code), sentence(status_code, kwargs), self.base_url, instructor))

    @property
    def course(self) -> CourseDir:
        if "grading_course" not in self.settings:
            self.settings["grading_course"] = CourseDir(Path(self.coursedir.root))
        return self.settings["grading_course"]

    @property
    def work(self) -> Work:
        return self.settings.setdefault("grading_work", Work(ask))

    def named(self, assignment: str) -> str:
        """The assignment meant; 404 if the gradebook has none of this name."""
        known = assignments(self.course)
        name = assignment if assignment in known else full_name(assignment)
        if name in known:
            return name
        if not fault(assignment) and self.course.source(name).is_dir():
            raise NotYet(name)
        raise web.HTTPError(404, f"The course has no assignment {assignment}.")

    async def in_thread(self, make, *arguments):
        """What `make` returns, made in a thread: the other reviewers' pages must not wait for it."""
        try:
            return await asyncio.to_thread(make, *arguments)
        except GradingError as error:
            raise web.HTTPError(503, str(error)) from error


class CourseHandler(DashboardHandler):
    """GET /grading: the course."""

    @web.authenticated
    async def get(self):
        self.write(await self.in_thread(course_page, self.course, self.base_url, is_instructor(self)))


class AssignmentHandler(DashboardHandler):
    """GET /grading/ASSIGNMENT: how its grading stands, and what can be done."""

    @web.authenticated
    async def get(self, assignment):
        name = self.named(assignment)
        figures = await self.in_thread(read_figures, self.course, name)
        around = {"work": self.work.of(name), "instructor": is_instructor(self), "xsrf": self.xsrf_token.decode()}
        self.write(page(figures, self.base_url, **around))


class WorkHandler(DashboardHandler):
    """POST /grading/ASSIGNMENT/do/ACTION: begin it, and lead to the page that says how far it is.

    Feedback while somebody's work is unread is asked about first: it goes to the whole class, and nothing takes it back.
    """

    @web.authenticated
    async def post(self, assignment, action):
        name = self.named(assignment)
        if ACTIONS[action].instructors and not is_instructor(self):
            raise web.HTTPError(403, "This is for instructors.")
        more = {"rate": self.rate()} if action == "sample" else {}
        note = unread_note(await self.in_thread(read_figures, self.course, name)) if action == "feedback" else ""
        if note and not self.get_body_argument("sure", ""):
            self.write(ask_page(name, note, self.base_url, self.xsrf_token.decode(), is_instructor(self)))
            return
        task = self.work.begin(name, action, self.current_user.username, note, **more)
        if task.action != action:
            raise web.HTTPError(
                409, f"{ACTIONS[action].words} was not begun: {task.words}, asked for by {task.who} at "
                f"{shown_record(task.began)}, is under way for {name}. Press it again when that is done."
            )  # fmt: skip
        self.redirect(f"{self.base_url}/grading/{name}", status=303)

    def rate(self) -> float:
        """The share that was typed in percent."""
        typed = self.get_body_argument("percent", "")
        try:
            percent = float(typed.strip().removesuffix("%").strip().replace(",", "."))
        except ValueError:
            percent = nan
        if not 0 < percent <= 100:
            raise web.HTTPError(400, f"{typed[:20]!r} is no share: type a number above 0, up to 100. Nothing was drawn.")
        return percent / 100


class GradesHandler(DashboardHandler):
    """GET /grading/ASSIGNMENT/grades/FORMAT: the file."""

    @web.authenticated
    @for_instructors
    async def get(self, assignment, format):
        await self.send(self.named(assignment), format)

    async def send(self, assignment, format):
        content, suffix = await self.in_thread(downloads.grades, self.course.root, assignment, format)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("X-Content-Type-Options", "nosniff")
        name = "".join(letter if letter.isascii() and letter.isalnum() or letter in "-_" else "_" for letter in assignment)
        file = f"{name or 'course'}-{downloads.WORDS.get(format, format)}.{suffix.split('.')[-1]}"
        self.set_header("Content-Disposition", f'attachment; filename="{file}"')
        self.write(content)


class CourseGradesHandler(GradesHandler):
    """GET /course/grades/FORMAT: the whole course in one file."""

    @web.authenticated
    @for_instructors
    async def get(self, format):
        await self.send("", format)


class ReportHandler(DashboardHandler):
    """GET /grading/ASSIGNMENT/review, raters or similarity."""

    @web.authenticated
    @for_instructors
    async def get(self, assignment, kind):
        xsrf = self.xsrf_token.decode()
        self.write(await self.in_thread(reports.REPORTS[kind], self.course, self.named(assignment), self.base_url, xsrf))


_NAME = "([^/]+)"
_FORMATS, _REPORTS = "|".join(downloads.FORMATS), "|".join(reports.REPORTS)
ROUTES = [
    (r"/grading/?", CourseHandler),
    (rf"/grading/{_NAME}/?", AssignmentHandler),
    (rf"/grading/{_NAME}/do/({'|'.join(ACTIONS)})", WorkHandler),
    (rf"/grading/{_NAME}/grades/({_FORMATS})", GradesHandler),
    (rf"/grading/{_NAME}/({_REPORTS})", ReportHandler),
    (rf"/course/grades/({_FORMATS})", CourseGradesHandler),
]
