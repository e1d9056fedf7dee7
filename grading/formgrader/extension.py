"""A Jupyter server extension that takes grading, configuration and everything else that acts out of formgrader's process.

Formgrader's generate, release, collect, autograde and feedback buttons ask the grader daemon: student code never runs
here, and what the exchange refuses is said as an error (nbgrader reports a refused unrelease as success). Pages
are made by an exporter that lets no student text act in the browser. The dashboard is added beside them.

It mounts nbgrader's pages itself, after their handlers have been replaced.
"""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

WAITING = ThreadPoolExecutor(100, "waits for the grader")


def _load_jupyter_server_extension(app):
    from . import page_templates, pages, preview, question
    from .application import CourseFormgrader
    from .dashboard import web

    install()
    # Ours first: nbgrader answers 404 to everything else below /formgrader/.
    base_url = app.web_app.settings["base_url"]
    for part in (page_templates, pages, question, preview):
        app.web_app.add_handlers(".*$", part.handlers(base_url))
    CourseFormgrader(parent=app).mount(app)
    web.install(app.web_app)
    app.log.info("formgrader grades through the daemon of the grading package")


def install() -> None:
    """Put the daemon behind formgrader's buttons, and ours in the place of handlers that trust their parameters."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.server_extensions.formgrader import apihandlers, formgrader, handlers

    from . import files, making, read_only, requests, scores, times
    from .application import to_assignments
    from .pages import GradingPageExporter
    from .readings import review_note

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
    requests.install()
    files.install(handlers.SubmissionFilesHandler)
    making.install(handlers.SubmissionHandler, review_note)
    read_only.install()
    scores.install()
    times.install()
    # Nothing else may reach the steps that run code in this process either.
    for name in ("collect", "autograde", "generate_feedback", "release_feedback", "unrelease"):
        setattr(NbGraderAPI, name, _method(name))
    NbGraderAPI.release_assignment = _method("release")
    NbGraderAPI.generate_assignment = _method("generate")


def _post(action: str):
    from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
    from tornado import web

    from ..daemon.client import ask

    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self, assignment_id, student_id=None):
        # In a thread of a pool of its own: grading takes minutes, and the other graders' pages must go on.
        loop = asyncio.get_running_loop()
        self.write(json.dumps(await loop.run_in_executor(WAITING, ask, action, assignment_id, student_id)))

    return post


def _method(action: str):
    from ..daemon.client import ask

    def method(self, assignment_id, student_id=None, **_):
        return ask(action, assignment_id, None if student_id in (None, "*") else student_id)

    return method
