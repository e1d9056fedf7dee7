"""The dashboard inside formgrader: two pages behind formgrader's own log-in."""

import asyncio
from pathlib import Path

from ..course_dir import CourseDir
from ..errors import GradingError
from ..settings import full_name
from .figures import read_figures
from .page import POLICY, list_page, page
from .records import assignments


def install(web_app) -> None:
    """Add the pages."""
    prefix = web_app.settings["base_url"].rstrip("/")
    web_app.add_handlers(".*$", [(f"{prefix}/grading(?:/([^/]+))?/?", _handler())])


def _handler():
    from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir
    from tornado import web

    class DashboardHandler(BaseHandler):
        """GET /grading is the list of assignments, /grading/ASSIGNMENT the dashboard of one."""

        @web.authenticated
        @check_notebook_dir
        async def get(self, assignment=None):
            # In a thread: the other graders' pages must not wait for the queries.
            self.set_header("Content-Security-Policy", f"{POLICY}; frame-ancestors 'self'")
            self.set_header("Cache-Control", "no-store")
            try:
                self.write(await asyncio.to_thread(self.made, assignment))
            except GradingError as error:
                raise web.HTTPError(404 if "has no assignment" in str(error) else 503, str(error)) from error

        def made(self, assignment):
            course = self.settings.get("grading_course")
            if course is None:
                course = self.settings["grading_course"] = CourseDir(Path(self.coursedir.root))
            known = assignments(course)
            if assignment is None:
                return list_page(known, self.base_url)
            name = assignment if assignment in known else full_name(assignment)
            if name not in known:
                raise GradingError(f"the gradebook has no assignment {assignment}")
            return page(read_figures(course, name), self.base_url)

    return DashboardHandler
