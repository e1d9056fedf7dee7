"""Feedback that is sent again, after a regrade say, is told of until it is fetched: in the terminal and on the course page."""

import contextlib
import hashlib
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import pytest

from tito.exchange.quick_requests import released_modules
from tito.page import feedback
from tito.page.rendering import render
from tito.page.view import describe_course
from tito.records.record import note_waiting_feedback
from tito.sentences import ACTIONS

FIRST, SECOND = "2026-11-02 10:00:00.000000 UTC", "2026-11-03 10:00:00.000000 UTC"
PAGE = '<p class="total"><strong>46.4</strong> of 60 points</p>'


@pytest.fixture
def sent(learner):
    """What the exchange has of feedback, by time stamp; the learner has submitted twice and fetched feedback on the second."""
    pages = {}

    class Exchange(BaseHTTPRequestHandler):
        def do_GET(self):
            stamp = parse_qs(urlsplit(self.path).query).get("timestamp", [""])[0]
            digests = [hashlib.md5(page.encode()).hexdigest() for at, page in pages.items() if at == stamp]
            files = [{"path": "01_tensor.html", "checksum": digest} for digest in digests]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"success": True, "assignments": ["01_tensor"], "files": files}).encode())

        def log_message(self, *_):
            pass

    learner.write()
    state = learner.home / ".tito"
    state.mkdir(exist_ok=True)
    facts = {"started": FIRST, "submissions": [FIRST, SECOND]}
    (state / "progress.json").write_text(json.dumps({"version": 1, "modules": {"01_tensor": facts}}))
    fetched = learner.notebook.parent / "feedback" / SECOND
    fetched.mkdir(parents=True)
    (fetched / "01_tensor.html").write_text(PAGE)
    server = HTTPServer(("127.0.0.1", 0), Exchange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    learner.env |= {"NGSHARE_URL": f"http://127.0.0.1:{server.server_port}", "JUPYTERHUB_API_TOKEN": "token"}
    yield pages
    server.shutdown()
    server.server_close()


def told(learner) -> tuple[str, str]:
    """What is said of Module 01 by `tito module status`, and on the course page."""
    core = learner.installation / "tinytorch" / "core"
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, learner.env))
        stack.enter_context(mock.patch("tinytorch._overlay._CORE", core))
        facts = describe_course(released_modules(), learner.home)
        note_waiting_feedback(facts["modules"])
        page = render("course.html", "/", **facts, said=[], words=ACTIONS, reading=(), xsrf="", path=str, folders={})
    return learner.tito("module", "status").stdout, page


def about(learner) -> str:
    """What stands above the page that was fetched."""
    with mock.patch.dict(os.environ, learner.env):
        return feedback.about(learner.notebook.parent / "feedback" / SECOND / "01_tensor.html")


def test_what_was_fetched_is_shown_while_it_is_the_newest(learner, sent):
    sent[SECOND] = PAGE
    terminal, page = told(learner)
    assert "graded: 46.4 of 60 points  " in terminal and "Feedback waits" not in terminal
    assert "waits" not in about(learner)
    assert "course/feedback/modules/01_tensor" in page and "newer feedback waits" not in page


def test_feedback_that_was_sent_again_is_told_of_with_the_way_to_it(learner, sent):
    sent[SECOND] = PAGE.replace("46.4", "52.3")
    terminal, page = told(learner)
    assert "graded: 46.4 of 60 points; newer feedback waits" in terminal and "Feedback waits: tito feedback 01" in terminal
    assert "Newer feedback on it waits: get it on the course page." in about(learner)
    assert "State: graded: 46.4 of 60 points; newer feedback waits." in learner.tito("module", "view", "01").stdout
    assert "graded: 46.4 of 60 points, <strong>newer feedback waits</strong>" in page
    assert "course/feedback/modules/01_tensor" not in page and 'action="/course/feedback/01"' in page


def test_feedback_on_the_newest_submission_is_told_of_beside_a_page_on_an_older_one(learner, sent):
    folder = learner.notebook.parent / "feedback"
    (folder / SECOND).rename(folder / FIRST)
    sent[FIRST] = PAGE
    assert "newer feedback waits" not in told(learner)[1]
    sent[SECOND] = PAGE
    terminal, page = told(learner)
    assert "; feedback waits" in terminal and "<strong>newer feedback waits</strong>" in page
