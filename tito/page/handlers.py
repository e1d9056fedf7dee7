"""The course page's addresses: the page itself, and one for each button.

A button runs `tito` in a process of its own, so that a learner's code never runs in the server and a slow test stops nobody.
What it said is shown once, on the page that follows.
"""

import asyncio
import json
import os
import sys
from http import HTTPStatus
from pathlib import Path

from jupyter_server.utils import url_escape, url_path_join
from tornado import web

from tito.errors import TitoError
from tito.exchange.quick_requests import released_modules
from tito.page.feedback import FeedbackPage, feedback_address
from tito.page.rendering import Fresh, course_title, render
from tito.page.view import READING, describe_course, describe_lists
from tito.records.record import note_waiting_feedback
from tito.sentences import ACTIONS, sentences

# So many of the details that a button said (tests, files) are shown at once.
MOST_DETAILS = 8
# What the last button said, until the page has shown it. One learner has one server.
_said: list[dict] = []


async def run_tito(*arguments: str) -> dict:
    """Run a command; return its exit code, what it said and, of its JSON, the answer."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tito", *arguments, "--json",
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        cwd=os.environ.get("TINYTORCH_HOME"),
    )
    output, said = await process.communicate()
    try:
        answer = json.loads(output)
    except ValueError:
        answer = {}
    return {"ok": process.returncode == 0, "said": said.decode(errors="replace").strip().splitlines(), "answer": answer}


def state_of(action: str, result: dict) -> str:
    """How it is shown: `good` was done, `warn` waits, `bad` has failed. A warning of what was done is marked in its line."""
    if result["ok"]:
        return "good"
    return "warn" if action == "feedback" and "page" in result["answer"] else "bad"


def shown_lines(lines: list[str]) -> dict:
    """What of tito's lines is shown at once, and all of them where that is not all: of many details, the first few."""
    details = [number for number, line in enumerate(lines) if line.startswith("  ")]
    left_out = set(details[MOST_DETAILS:])
    shown = [line for number, line in enumerate(lines) if number not in left_out]
    return {"lines": sentences(shown), "all": sentences(lines) if left_out else []}


class Handler(Fresh):
    """One of the course's addresses; `root` is the directory that the server shows."""

    @property
    def root(self) -> Path:
        return Path(self.serverapp.root_dir).resolve()


class CoursePage(Handler):
    """GET: the page."""

    @web.authenticated
    async def get(self):
        try:
            facts = describe_course(await asyncio.to_thread(released_modules), self.root)
            await asyncio.to_thread(note_waiting_feedback, facts["modules"])
        except TitoError as error:
            self.set_status(HTTPStatus.INTERNAL_SERVER_ERROR)
            facts = {"title": course_title(), "problem": [str(error), error.fix], "modules": [], "milestones": []}
        said, _said[:] = list(_said), []
        self.finish(render(
            "course.html", self.base_url, **facts, said=said, words=ACTIONS, reading=READING, xsrf=self.xsrf_form_html(),
            path=url_escape,
            folders={record["number"]: record["folder"] for record in facts["modules"]},
        ))


class CourseRecords(Handler):
    """GET: what JupyterLab's list of assignments shows beside nbgrader's own words, as JSON."""

    @web.authenticated
    def get(self):
        try:
            self.finish(describe_lists(self.root))
        except TitoError as error:
            raise web.HTTPError(HTTPStatus.INTERNAL_SERVER_ERROR, str(error)) from error


class CourseAction(Handler):
    """POST: run one of ACTIONS on a module, then show what came of it."""

    @web.authenticated
    async def post(self, action: str, module: str):
        command = (action,) if action in ("submit", "feedback") else ("module", action)
        result = await run_tito(*command, module)
        answer, page = result["answer"], url_path_join(self.base_url, "course")
        if result["ok"] and action == "start":
            page = self._lab(answer["notebook"])
        elif result["ok"] and action == "feedback":
            page = self._feedback(answer["page"])
        else:
            title = f"{ACTIONS[action]}, Module {module}{': done' if result['ok'] else ''}"
            _said.append({"title": title, "state": state_of(action, result), **shown_lines(result["said"])})
        self.redirect(page, status=HTTPStatus.SEE_OTHER)

    def _lab(self, file: str) -> str:
        return url_path_join(self.base_url, "lab/tree", url_escape(self._below_root(file)))

    def _feedback(self, file: str) -> str:
        return feedback_address(self.base_url, url_escape(self._below_root(file)))

    def _below_root(self, file: str) -> str:
        return Path(file).relative_to(self.root).as_posix()


def handlers(base_url: str) -> list[tuple]:
    """The routes below the server's base address."""
    return [
        (url_path_join(base_url, r"course/?"), CoursePage),
        (url_path_join(base_url, r"course/records"), CourseRecords),
        (url_path_join(base_url, rf"course/({'|'.join(ACTIONS)})/(\d\d)"), CourseAction),
        (url_path_join(base_url, r"course/feedback/(.*)"), FeedbackPage),
    ]
