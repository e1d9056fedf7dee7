"""What the *Validate* button asks: the visible tests of a notebook, run as `tito module test` and the grader run them."""

import asyncio
import html
import json
import textwrap
from pathlib import Path

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.validate_assignment.handlers import NbGraderVersionHandler
from tornado import web

from notebooks.content.reading import Unreadable, read_notebook, without_outputs
from notebooks.limits import NOTEBOOK_BYTES
from notebooks.running.interpreter import NoPython
from notebooks.shadowing import shadowing
from notebooks.visible_tests import VisibleTests, run_visible_tests
from tito.assignments.notebook import missing_notebook
from tito.errors import TitoError
from tito.lab.requests import Asked
from tito.package.completion import points

# A notebook runs to its end before the next: two at once would take each other's time.
_one = asyncio.Lock()
WIDTH = 88


class ValidateHandler(Asked):
    """POST {"path": ...} below the server's root; answers as the button of nbgrader's extension expects it."""

    def initialize(self, root: str):
        self.root = Path(root).resolve()

    @web.authenticated
    async def post(self):
        # The toolbar's button asks with an argument, the one in the list of assignments with JSON.
        target = (self.root / self.field("path")).resolve()
        if not target.is_relative_to(self.root):
            raise web.HTTPError(403, "This is outside of what the server shows.")
        async with _one:
            answer = await asyncio.to_thread(validate, target)
        self.finish(json.dumps(answer))


def validate(path: Path) -> dict:
    """{"success": True, "value": {} or {"failed": [...]}}; where it could not be run, False and a sentence."""
    from tito.assignments.release import read_release
    from tito.course import open_course
    from tito.workspace import find_workspace
    from tito.workspace.interpreter import environment

    try:
        course, workspace = open_course(), find_workspace()
        module = next((each for each in course.modules if workspace.notebook(each) == path), None)
        release = read_release(workspace, module) if module else None
        data = path.read_bytes()
        submitted = read_notebook(without_outputs(data) if len(data) > NOTEBOOK_BYTES else data)
        found = run_visible_tests(submitted, release, path.parent, course.grading.timeout_seconds, environment(workspace))
    except Unreadable as reason:
        return _said(f"{path.name} cannot be read: {reason}.")
    except FileNotFoundError:
        missing = missing_notebook(path)
        return _said(f"{missing} {missing.fix}" if module else f"{path.name} is not there any more: save it, then try again.")
    except (TitoError, NoPython, OSError) as error:
        return _said(str(error))
    if not found.tests:
        return _said(f"{path.name} has no visible tests, so there is nothing to validate.")
    # Short, so that all of them can be seen at once; what they test stands in the notebook.
    said = [(", ".join(filter(None, (test.title, test.where, points(test.points)))), test.hint) for test in found.failing]
    failed = [_failed(*each) for each in said]
    hiding = shadowing(path.parent)
    if hiding and not failed:
        # The button's word for success has no room for more, and JupyterLab's own kernel may not get that far.
        return _said("All visible tests pass. But:", *hiding)
    return {"success": True, "value": {"failed": failed + _remarks(found)} if failed else {}}


def _remarks(found: VisibleTests) -> list[dict]:
    """What may be the reason: cells that stopped, and what was restored."""
    sentences = [*found.problems, *found.notes]
    return [_failed("Before that:", "\n".join(sentences))] if sentences else []


def _failed(source: str, said: str) -> dict:
    # The dialog shows the error as HTML, and breaks no lines.
    said = "\n".join(line for each in said.splitlines() for line in textwrap.wrap(each, WIDTH) or [""])
    return {"source": source, "error": html.escape(said), "raw_error": said}


def _said(*sentences: str) -> dict:
    return {"success": False, "value": "\n".join(line for each in sentences for line in textwrap.wrap(each, WIDTH))}


def handlers(base_url: str, root: str) -> list[tuple]:
    return [
        (url_path_join(base_url, "assignments", "validate"), ValidateHandler, {"root": root}),
        (url_path_join(base_url, "nbgrader_version"), NbGraderVersionHandler),
    ]
