"""A Jupyter server extension that takes grading, configuration and everything else that acts out of formgrader's process.

Formgrader's generate, release, collect, autograde and feedback buttons ask the grader daemon: student code never runs
here, and what the exchange refuses is said as an error (nbgrader reports a refused unrelease as success). Pages
are made by an exporter that lets no student text act in the browser. The dashboard is added beside them.

It mounts nbgrader's pages itself, after their handlers have been replaced.
"""

import asyncio
import json
from pathlib import Path


def _jupyter_server_extension_points():
    return [{"module": "grading.formgrader"}]


def _load_jupyter_server_extension(app):
    from ..dashboard import web
    from .application import CourseFormgrader
    from .pages import handlers

    install()
    CourseFormgrader(parent=app).mount(app)
    web.install(app.web_app)
    app.web_app.add_handlers(".*$", handlers(app.web_app.settings["base_url"]))
    app.log.info("formgrader grades through the daemon of the grading package")


def install() -> None:
    """Put the daemon behind formgrader's buttons, and ours in the place of handlers that trust their parameters."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.server_extensions.formgrader import apihandlers, formgrader, handlers

    from . import readings
    from .application import to_assignments
    from .pages import GradingPageExporter, link_pages

    formgrader.HTMLExporter = GradingPageExporter
    handlers.FormgraderHandler.get = to_assignments
    for handler, action in (
        (apihandlers.AssignHandler, "generate"),
        (apihandlers.ReleaseHandler, "release"),
        (apihandlers.UnReleaseHandler, "unrelease"),
        (apihandlers.CollectHandler, "collect"),
        (apihandlers.AutogradeHandler, "autograde"),
        (apihandlers.GenerateAllFeedbackHandler, "generate_feedback"),
        (apihandlers.GenerateFeedbackHandler, "generate_feedback"),
        (apihandlers.ReleaseAllFeedbackHandler, "release_feedback"),
        (apihandlers.ReleaseFeedbackHandler, "release_feedback"),
    ):
        handler.post = _post(action)
    confine_submitted_files(handlers.SubmissionFilesHandler)
    readings.install()
    link_pages()
    # Nothing else may reach the steps that run code in this process either.
    for name in ("collect", "autograde", "generate_feedback", "release_feedback", "unrelease"):
        setattr(NbGraderAPI, name, _method(name))
    NbGraderAPI.release_assignment = _method("release")
    NbGraderAPI.generate_assignment = _method("generate")


def confine_submitted_files(handler) -> None:
    """Serve a student's own files as downloads from inside the submission; only plain pictures may be shown."""
    from tornado import web

    stock = handler.parse_url_path

    def parse_url_path(self, url_path):
        # An absolute path would survive being joined to the submission's directory.
        _, _, inside = url_path.lstrip("/").partition("/")
        if ".." in Path(url_path).parts or inside.startswith("/"):
            raise web.HTTPError(404)
        return stock(self, url_path)

    def set_extra_headers(self, path):
        # A page written by a student would otherwise act with the rights of whoever opens it.
        self.set_header("Content-Security-Policy", "sandbox")
        self.set_header("X-Content-Type-Options", "nosniff")
        if Path(path).suffix.lower() not in (".png", ".jpg", ".jpeg"):
            self.set_header("Content-Disposition", "attachment")

    handler.parse_url_path, handler.set_extra_headers = parse_url_path, set_extra_headers


def _post(action: str):
    from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
    from tornado import web

    from ..remote import ask

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self, assignment_id, student_id=None):
        # In a thread: grading takes minutes, and the other graders' pages must go on.
        self.write(json.dumps(await asyncio.to_thread(ask, action, assignment_id, student_id)))

    return post


def _method(action: str):
    from ..remote import ask

    def method(self, assignment_id, student_id=None, **_):
        return ask(action, assignment_id, None if student_id in (None, "*") else student_id)

    return method
