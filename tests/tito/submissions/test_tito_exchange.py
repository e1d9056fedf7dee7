"""Start, submit and feedback through nbgrader's exchange: its file-system kind, and ngshare's client
when the service fails.
"""

import http.server
import json
import os
import threading
from pathlib import Path

import learner_notebooks as notebooks
import pytest
import yaml
from instructor import Classroom

from curriculum.course import COURSE_FILE
from grading.feedback.page_exporter import FeedbackPages
from tito.times import short_time

OUTSIDE = {"submit": "there is nowhere to submit to", "feedback": "there is nowhere to get feedback from"}


@pytest.fixture
def classroom(learner, tmp_path) -> Classroom:
    """A classroom that has released Module 01, and whose student `learner` is."""
    found = Classroom(tmp_path)
    found.write_config(Path(learner.env["JUPYTER_CONFIG_DIR"]))
    found.release()
    learner.env["JUPYTERHUB_API_TOKEN"] = "token"
    del learner.env["TINYTORCH_RELEASE_DIR"]
    return found


def test_module_goes_from_release_to_feedback(learner, classroom):
    started = learner.tito("module", "start", "01")
    learner.write(notebooks.SOLUTION)
    submitted = learner.command("submit", "01")
    early = learner.tito("feedback", "01")
    left = (learner.notebook.parent / "feedback").exists()
    classroom.give_feedback("<h4>01_tensor (Score: 52.5 / 60.0)</h4><li>test (Score: 1.0 / 2.0)</li>")
    feedback = learner.tito("feedback", "01")

    (submission,) = classroom.inbound()
    assert started.returncode == 0, started.stderr
    assert submitted.returncode == 0, submitted.stderr
    assert "Module 01 (Tensor) submitted at 20" in submitted.stdout
    assert (submission / "01_tensor.ipynb").read_text() == notebooks.text(notebooks.SOLUTION)
    assert (early.returncode, "no feedback" in early.stderr) == (3, True)
    assert not left
    assert feedback.returncode == 0, feedback.stderr
    assert "Score: 52.5 of 60 points." in feedback.stdout
    assert "modules/01_tensor/feedback/" in feedback.stdout


def test_score_is_read_from_the_pages_that_grading_makes(learner, classroom):
    row = {"kind": "written", "name": "reflection", "title": "Why?", "points": 15, "score": 0, "state": "waits"}
    row |= dict.fromkeys(("hints", "section", "anchor", "changed", "agreed", "comment"), "")
    summary = {"score": 30.5, "maximum": 60, "penalty": 0, "rows": [row]}
    page = FeedbackPages().render("01_tensor", {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, summary)
    learner.tito("module", "start", "01")
    learner.tito("submit", "01")
    classroom.give_feedback(page)

    assert "Score: 30.5 of 60 points; 1 answer waits for a person." in learner.tito("feedback", "01").stdout
    assert json.loads(learner.tito("feedback", "01", "--json").stdout)["score"] == 30.5


def test_a_module_is_graded_once_its_feedback_is_there_and_submitted_again_after_the_next_submission(learner, classroom):
    def state():
        return json.loads(learner.tito("module", "status", "--json").stdout)["modules"][0]

    learner.write(notebooks.SOLUTION)
    learner.tito("submit", "01")
    assert (state()["state"], state()["feedback"]) == ("submitted", None)
    classroom.give_feedback("<h4>01_tensor (Score: 52.5 / 60.0)</h4>")
    learner.tito("feedback", "01")
    graded = state()
    assert (graded["state"], graded["feedback"]["score"], graded["feedback"]["possible"]) == ("graded", 52.5, 60)
    assert graded["feedback"]["submission"] == graded["submitted"]
    assert "52.5 of 60 points" in learner.tito("module", "status").stdout
    learner.tito("submit", "01")
    assert (state()["state"], state()["feedback"]["score"]) == ("submitted", 52.5)


def test_second_submission_names_the_one_it_replaces(learner, classroom):
    learner.write(notebooks.SOLUTION)
    first = learner.tito("submit", "01").stdout.split("submitted at ")[1].split(".\n")[0]

    second = learner.tito("submit", "01")

    assert f"It replaces your submission of {first}" in second.stdout
    assert len(classroom.inbound()) == 2
    state = json.loads(learner.tito("module", "status", "--json").stdout)["modules"][0]
    assert (state["state"], state["submissions"]) == ("submitted", 2)


def test_failing_tests_warn_but_do_not_stop_a_submission(learner, classroom):
    learner.write(notebooks.WRONG)

    done = learner.tito("submit", "01")

    assert (done.returncode, len(classroom.inbound())) == (0, 1)
    assert "1 visible test does not pass yet: All elements are added up" in done.stderr


def test_damaged_notebook_is_not_submitted(learner, classroom):
    learner.write()
    learner.notebook.write_text("{")

    done = learner.tito("submit", "01")

    assert (done.returncode, classroom.inbound()) == (1, [])
    assert "Nothing was sent. What you submitted before still counts." in done.stderr


def test_unreleased_module_is_named_with_those_released(learner, classroom):
    learner.write(notebooks.SOLUTION)
    learner.tito("module", "complete", "01")

    done = learner.tito("module", "start", "02")

    assert done.returncode == 3
    assert "Module 02 (Activations) is not released yet. Your instructor decides when.\nReleased modules: 01." in done.stderr


def test_an_empty_directory_of_a_released_module_is_no_failure(learner, classroom):
    learner.notebook.parent.mkdir()

    done = learner.tito("module", "start", "01")

    assert (done.returncode, learner.notebook.exists()) == (0, True), done.stderr


def test_reset_fetches_again(learner, classroom):
    learner.write(notebooks.SOLUTION)

    done = learner.tito("module", "reset", "01")

    assert done.returncode == 0, done.stderr
    assert learner.notebook.read_text() == notebooks.text(notebooks.STUB)


def test_feedback_before_a_submission(learner, classroom):
    done = learner.tito("feedback", "01")

    assert (done.returncode, "tito submit 01" in done.stderr) == (1, True)


@pytest.mark.parametrize("command", OUTSIDE)
def test_outside_a_classroom(learner, command):
    learner.write()

    done = learner.tito(command, "01")

    assert (done.returncode, OUTSIDE[command] in done.stderr) == (3, True)


def _serve(status: int) -> http.server.HTTPServer:
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"<html>\nan error page of the proxy")

        do_POST = do_GET

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "does not list you as a student"),
        (413, "larger than the classroom accepts"),
        (503, "exchange does not answer as it should"),
        (None, "exchange does not answer as it should"),
    ],
)
def test_failing_exchange_service_is_explained(learner, status, said):
    server = _serve(status) if status else None
    address = f"http://127.0.0.1:{server.server_port if server else 9}"
    config = Path(learner.env["JUPYTER_CONFIG_DIR"])
    config.mkdir()
    (config / "nbgrader_config.py").write_text(
        f"from ngshare_exchange import configureExchange\nconfigureExchange(get_config(), {address!r})\n"
    )
    learner.env.update(JUPYTERHUB_API_TOKEN="token", JUPYTERHUB_USER="ada")
    learner.write()

    done = learner.tito("submit", "01")
    if server:
        server.shutdown()

    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "error page" not in done.stderr


def test_exchange_that_the_learner_cannot_write(learner, classroom):
    learner.write()
    os.rename(classroom.root, classroom.root.with_name("gone"))

    done = learner.tito("submit", "01")

    assert done.returncode == 3
    assert "Unwritable directory" in done.stderr


@pytest.mark.parametrize("stamp", ["2026-09-15 21:04:10.635419", "2026-09-15 21:04:10.635419 UTC"])
@pytest.mark.parametrize(("zone", "shown"), [("UTC", "2026-09-15 21:04:10 UTC"), ("Europe/Berlin", "2026-09-15 23:04:10 CEST")])
def test_time_stamps_are_shown_in_the_course_s_zone(tmp_path, monkeypatch, stamp, zone, shown):
    course = yaml.safe_load(COURSE_FILE.read_text()) | {"timezone": zone}
    (tmp_path / "course.yml").write_text(yaml.safe_dump(course))
    monkeypatch.setenv("TINYTORCH_COURSE_FILE", str(tmp_path / "course.yml"))
    assert short_time(stamp) == shown
