"""nbgrader's list of assignments, with a *Submit* that sends what `tito submit` sends and says first what gives reason to doubt.

The list itself, its addresses and answers are nbgrader's.
"""

import contextlib
import json
import os
import tempfile
import textwrap
from pathlib import Path
from types import SimpleNamespace

from nbgrader.exchange import ExchangeFactory
from nbgrader.server_extensions.assignment_list.handlers import (
    AssignmentActionHandler,
    AssignmentList,
    AssignmentListHandler,
    CourseListHandler,
    default_handlers,
    ujoin,
)
from tornado import web

from tito.errors import TitoError, way_out
from tito.exchange import classroom
from tito.exchange.configuration import load_config
from tito.lab.requests import Asked
from tito.submissions.selection import look_at
from tito.submissions.sending import RECEIPT, Sending, receipt
from tito.submissions.submission import short_time
from tito.workspace import Workspace, find_workspace, write_atomically

WIDTH = 72
AGAIN = "Press Submit again to send it all the same."


class Assignments(AssignmentList):
    """What was doubted once is sent at the next *Submit*, if nothing has changed."""

    doubted: str = ""

    def load_config(self):
        return load_config()

    @contextlib.contextmanager
    def get_assignment_dir_config(self):
        # nbgrader would read, and so execute, configuration files of the home and of the folder of assignments.
        config = self.load_config()
        folder = ExchangeFactory(config=config).List(config=config).assignment_dir
        os.makedirs(folder, exist_ok=True)  # a learner may have deleted it
        with contextlib.chdir(folder):
            yield config

    def submit_assignment(self, course_id: str, assignment_id: str) -> dict:
        workspace = find_workspace()
        folder = workspace.modules / os.path.basename(assignment_id)
        if not folder.is_dir():
            return _refused(f"There is no folder {folder.name} in {workspace.modules}.")
        sending = look_at(folder, folder.name, _release(workspace, folder.name))
        sending.require_sendable()
        if sending.doubts and self.doubted != sending.digest:
            self.doubted = sending.digest
            return _refused(*sending.doubts, "", AGAIN, "", *_says(sending))
        with tempfile.TemporaryDirectory() as name:
            sending.stage(Path(name))
            stamp, refused = classroom.submit_assignment(SimpleNamespace(id=course_id), folder.name, Path(name))
            sending.leave_out(refused)
        self.doubted = ""
        write_atomically(folder / RECEIPT, receipt(sending, short_time(stamp)).encode())
        self.log.info("submitted %s: %s", folder.name, "; ".join(sending.describe()))
        return {"success": True}

    def fetch_assignment(self, course_id: str, assignment_id: str) -> dict:
        workspace, module = find_workspace(), SimpleNamespace(slug=os.path.basename(assignment_id))
        notebook, kept = workspace.notebook(module), workspace.released_notebook(module)
        fresh = not notebook.exists()
        answer = super().fetch_assignment(course_id, assignment_id)
        if fresh and notebook.exists() and not kept.exists():
            # What was given: by it, locked cells are restored and answers are told from stubs.
            write_atomically(kept, notebook.read_bytes())
        return answer


class Answering(Asked):
    """Mixin: what the manager of the lists found, or why it could not, in words that the buttons show."""

    def answer(self, work, *names: str):
        self.finish(json.dumps(outcome(self.log, work, *names)))


class ListHandler(Answering, AssignmentListHandler):
    """GET: what is released, fetched and submitted in a course."""

    @web.authenticated
    def get(self):
        self.answer(self.manager.list_assignments, self.folder("course_id"))


class ActionHandler(Answering, AssignmentActionHandler):
    """POST: fetch, submit or fetch the feedback of one assignment; answers as the list does."""

    @web.authenticated
    def post(self, action):
        manager, course, assignment = self.manager, self.folder("course_id"), self.folder("assignment_id")
        step = {"fetch": manager.fetch_assignment, "submit": manager.submit_assignment, "fetch_feedback": manager.fetch_feedback}

        def act():
            done = step[action](course, assignment)
            return done if action == "submit" and not done["success"] else manager.list_assignments(course)

        self.answer(act)


class CoursesHandler(Answering, CourseListHandler):
    """GET: the courses that have assignments."""

    @web.authenticated
    def get(self):
        self.answer(self.manager.list_courses)


OURS = {AssignmentListHandler: ListHandler, AssignmentActionHandler: ActionHandler, CourseListHandler: CoursesHandler}


def outcome(log, work, *names: str) -> dict | list:
    """What `work(*names)` found for a button; a refusal with the sentence and the way out where it could not be done."""
    try:
        return work(*names)
    except (TitoError, OSError) as error:
        log.error("%s%s: %s", work.__name__, names, error)
        return _refused(str(error), error.fix if isinstance(error, TitoError) else way_out(error))


def _refused(*sentences: str) -> dict:
    """What the button shows in a dialog that breaks no lines."""
    lines = [line for sentence in sentences for line in textwrap.wrap(sentence, WIDTH) or [""]]
    return {"success": False, "value": "\n".join(lines).rstrip()}


def _says(sending: Sending) -> list[str]:
    return ["It would send:", *sending.describe(), *sending.left_out]


def _release(workspace: Workspace, slug: str) -> dict | None:
    from tito.assignments.release import read_release

    return read_release(workspace, SimpleNamespace(slug=slug))


def load(app) -> None:
    """As nbgrader's own extension loads itself."""
    settings = app.web_app.settings
    settings["assignment_list_manager"] = manager = Assignments(parent=app)
    manager.root_dir = app.root_dir
    served = [(ujoin(settings["base_url"], path), OURS.get(handler, handler)) for path, handler in default_handlers]
    app.web_app.add_handlers(".*$", served)
