"""A Jupyter server extension that takes grading out of formgrader's process.

Formgrader's generate, release, collect, autograde and feedback buttons ask the grader daemon: student code never runs
here, and what the exchange refuses is said as an error (nbgrader reports a refused unrelease as success). Pages
are made by an exporter that lets no student text act in the browser. The dashboard is added beside them.
"""

import asyncio
import json
from pathlib import Path

from .remote import ask


def _jupyter_server_extension_points():
    return [{"module": "grading.formgrader"}]


def _load_jupyter_server_extension(app):
    from .dashboard import web
    from .formgrader_pages import handlers

    install(app.web_app.settings)
    web.install(app.web_app)
    app.web_app.add_handlers(".*$", handlers(app.web_app.settings["base_url"]))
    app.log.info("formgrader grades through the daemon of the grading package")


def install(settings: dict | None = None) -> None:
    """Put the daemon behind formgrader's buttons; `settings`: tornado's, if it is loaded already."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.server_extensions.formgrader import apihandlers, formgrader, handlers

    from . import formgrader_readings
    from .formgrader_pages import GradingPageExporter, link_pages

    # nbgrader makes its exporter when it loads, which may be before or after this extension.
    formgrader.HTMLExporter = GradingPageExporter
    if settings and "nbgrader_formgrader" in settings:
        settings["nbgrader_exporter"] = GradingPageExporter(config=settings["nbgrader_formgrader"].config)
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
    formgrader_readings.install()
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
        if ".." in Path(url_path).parts:
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

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self, assignment_id, student_id=None):
        # In a thread: grading takes minutes, and the other graders' pages must go on.
        self.write(json.dumps(await asyncio.to_thread(ask, action, assignment_id, student_id)))

    return post


def _method(action: str):
    def method(self, assignment_id, student_id=None, **_):
        return ask(action, assignment_id, None if student_id in (None, "*") else student_id)

    return method
