"""A module that the classroom has not released is called the same in the terminal and on the course page."""

import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from unittest import mock

import learner_notebooks as notebooks
import pytest

from tito.exchange.quick_requests import released_modules
from tito.page.view import describe_course

NOT_YET = "Module 02 (Activations) is not released yet. Your instructor decides when."


@pytest.fixture
def exchange(learner):
    """An exchange that has released Module 01 and answers nothing else."""

    class Exchange(BaseHTTPRequestHandler):
        def do_GET(self):
            found = self.path.startswith("/assignments/tinytorch")
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(json.dumps({"success": True, "assignments": ["01_tensor"]}).encode() if found else b"<html>")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Exchange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    learner.env["NGSHARE_URL"] = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


def states(learner) -> dict[str, str]:
    """What `tito module status` says of each module."""
    rows = [re.split(r"\s{2,}", line.strip()) for line in learner.tito("module", "status").stdout.splitlines()]
    return {row[0]: row[2] for row in rows if row[0].isdigit()}


def on_the_page(learner) -> tuple[dict[str, str], str]:
    """What the course page says of each module, and of the next step."""
    core = learner.installation / "tinytorch" / "core"
    with mock.patch.dict(os.environ, learner.env), mock.patch("tinytorch._overlay._CORE", core):
        facts = describe_course(released_modules(), learner.home)
    return {each["number"]: each["words"] for each in facts["modules"]}, facts["step"].sentence


def complete(learner):
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")


def test_it_is_called_the_same_everywhere(learner, exchange):
    complete(learner)
    words, step = on_the_page(learner)
    told = states(learner)
    assert {number: told[number] for number in ("01", "02", "03", "20")} == {
        number: words[number] for number in ("01", "02", "03", "20")
    }
    assert (words["02"], step) == ("not released yet", NOT_YET)
    assert "State: not released yet." in learner.tito("module", "view", "02").stdout


def test_nobody_is_told_to_start_it(learner, exchange):
    complete(learner)
    said = learner.tito("module", "status").stdout + learner.tito("module", "view", "02").stdout
    assert said.count(NOT_YET) == 2 and "tito module start 02" not in said
    answer = json.loads(learner.tito("module", "status", "--json").stdout)
    assert answer["next"] is None and [each["released"] for each in answer["modules"][:2]] == [True, False]


def test_without_an_answer_of_the_exchange_it_may_be_started(learner, exchange):
    complete(learner)
    learner.env["COURSE_ID"] = "another"
    assert states(learner)["02"] == on_the_page(learner)[0]["02"] == "not started"
    assert "Next: tito module start 02" in learner.tito("module", "status").stdout


def test_a_module_that_builds_on_others_names_them_everywhere(learner):
    assert states(learner)["02"] == on_the_page(learner)[0]["02"] == "after 01"


def test_a_notebook_that_was_fetched_with_jupyterlabs_button_is_begun(learner):
    learner.write(notebooks.STUB)
    assert states(learner)["01"] == on_the_page(learner)[0]["01"] == "started"
