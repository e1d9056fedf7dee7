"""Formgrader's Generate button, pressed on a real formgrader with the real daemon behind it."""

import json
import threading

import coursework
import pytest
from coursework import ASSIGNMENT, BOOK
from formgrader_server import FormgraderServer

from grading.daemon import server as serve
from grading.daemon.actions import act
from grading.messages.reporter import Reporter


@pytest.fixture
def press(course, tmp_path):
    """Press Generate; the answer that the dialog shows."""
    daemon = serve.Server(course, tmp_path / "grader.sock")
    threading.Thread(target=daemon.serve_forever, daemon=True).start()
    formgrader = FormgraderServer(course, tmp_path).start()
    yield lambda: formgrader.api("tess").post(f"assignment/{ASSIGNMENT}/assign")
    formgrader.stop()
    daemon.shutdown()
    daemon.server_close()


def change_source(course):
    path = course / "source" / ASSIGNMENT / f"{BOOK}.ipynb"
    nb = json.loads(path.read_text())
    coursework.source_of(nb, "test_add")["metadata"]["nbgrader"]["points"] = 9
    path.write_text(json.dumps(nb))


def points(course):
    return coursework.query(course, "SELECT sum(max_score) FROM grade_cells")[0][0]


def test_generate_works_until_the_release_and_is_refused_after_it(course, press):
    assert press()["success"]
    assert (course / "release" / ASSIGNMENT / f"{BOOK}.ipynb").is_file()
    act(course, "release", ASSIGNMENT, None, Reporter(lambda text: None))
    change_source(course)
    answer = press()
    assert not answer["success"] and "is released to the students" in answer["error"] and "new name" in answer["error"]
    assert points(course) == coursework.TOTAL
