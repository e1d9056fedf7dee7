"""nbgrader's list of assignments, with buttons that do what `tito` does and answer in its sentences.

The list itself and its addresses are nbgrader's; JupyterLab's side is tito/page/labextension/static/assignments.js.
"""

import contextlib
import json
import os
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

from tito.assignments.release import read_release
from tito.course import open_course, title
from tito.errors import TitoError, WorkError, way_out
from tito.exchange import classroom
from tito.exchange.configuration import load_config
from tito.lab.requests import Asked
from tito.sentences import sentences
from tito.submissions.selection import look_at
from tito.submissions.submission import before_sending, hand_in, newest_feedback
from tito.workspace import find_workspace, write_atomically

WIDTH = 72


class Assignments(AssignmentList):
    """nbgrader's actions, through the classes and with the words of `tito`."""

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

    def submit_assignment(self, course_id: str, assignment_id: str, confirmed: str = "") -> dict:
        """Send it; where there is reason to doubt, only if `confirmed` is the digest that the doubts were shown with."""
        workspace, known = find_workspace(), _Known(assignment_id)
        folder = workspace.modules / known.slug
        with before_sending():
            if not folder.is_dir():
                raise WorkError(f"There is no folder {folder.name} in {workspace.modules}.", "Fetch the assignment first.")
            sending = look_at(folder, folder.name, read_release(workspace, known))
            sending.require_sendable()
        if sending.doubts and confirmed != sending.digest:
            return _refused(*sending.doubts) | {
                "doubts": sentences(sending.doubts), "sends": sentences([*sending.describe(), *sending.left_out]),
                "digest": sending.digest,
            }
        done = hand_in(workspace, course_id, known.name, sending, self._submissions(course_id, known.slug), known.due)
        self.log.info("submitted %s: %s", folder.name, "; ".join(sending.describe()))
        return {"success": True, "said": sentences(done.sentences), "warnings": sentences(done.warnings)}

    def fetch_assignment(self, course_id: str, assignment_id: str) -> dict:
        workspace, known = find_workspace(), _Known(assignment_id)
        notebook, kept = workspace.notebook(known), workspace.released_notebook(known)
        fresh = not notebook.exists()
        classroom.fetch_assignment(SimpleNamespace(id=course_id), known.slug, workspace.modules)
        if fresh and notebook.exists() and not kept.exists():
            # What was given: by it, locked cells are restored and answers are told from stubs.
            write_atomically(kept, notebook.read_bytes())
        return {"success": True, "said": sentences([f"{known.name} is in {notebook.parent.relative_to(workspace.root)}."])}

    def fetch_feedback(self, course_id: str, assignment_id: str) -> dict:
        workspace, known = find_workspace(), _Known(assignment_id)
        submitted = self._submissions(course_id, known.slug)
        newest, older = newest_feedback(course_id, known.name, known.slug, workspace.modules, submitted)
        points = f": {newest.points}" if newest.points else ""
        said = sentences([f"Feedback for {known.name}{points}."])
        return {"success": True, "said": said, "warnings": sentences([older] if older else [])}

    def _submissions(self, course_id: str, slug: str) -> list[str]:
        config = self.load_config()
        return classroom.list_submissions(Path(ExchangeFactory(config=config).Submit(config=config).cache, course_id), slug)


class _Known:
    """What the course knows of an assignment; one that is no module has its folder's name."""

    def __init__(self, assignment_id: str):
        self.slug = os.path.basename(assignment_id)
        course = open_course()
        module = next((each for each in course.modules if each.slug == self.slug), None)
        self.name = title(module) if module else self.slug
        self.due = course.window(module.number).due if module else None


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
    """POST: fetch, submit or fetch the feedback of one assignment; answers with what was done, in sentences for the list."""

    @web.authenticated
    def post(self, action):
        manager, course, assignment = self.manager, self.folder("course_id"), self.folder("assignment_id")
        if action == "submit":
            confirmed = self.get_json_body().get("confirmed", "")
            self.answer(manager.submit_assignment, course, assignment, confirmed if isinstance(confirmed, str) else "")
        else:
            self.answer(manager.fetch_assignment if action == "fetch" else manager.fetch_feedback, course, assignment)


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
        fix = error.fix if isinstance(error, TitoError) else way_out(error)
        return _refused(str(error), fix) | {"said": sentences([str(error), fix])}


def _refused(*sentences: str) -> dict:
    """What the button shows in a dialog that breaks no lines."""
    lines = [line for sentence in sentences for line in textwrap.wrap(sentence, WIDTH) or [""]]
    return {"success": False, "value": "\n".join(lines).rstrip()}


def load(app) -> None:
    """As nbgrader's own extension loads itself."""
    settings = app.web_app.settings
    settings["assignment_list_manager"] = manager = Assignments(parent=app)
    manager.root_dir = app.root_dir
    served = [(ujoin(settings["base_url"], path), OURS.get(handler, handler)) for path, handler in default_handlers]
    app.web_app.add_handlers(".*$", served)
