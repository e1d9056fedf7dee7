"""What formgrader serves of a student's own files: nothing that acts, nothing outside the submission."""

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from tornado import web

import grading
from grading.formgrader import confine_submitted_files


@pytest.fixture
def served():
    """A handler as nbgrader's, confined; `headers` are what it sets."""

    class Handler:
        def __init__(self):
            self.headers = {}

        def set_header(self, name, value):
            self.headers[name] = value

        def parse_url_path(self, path):
            return f"/srv/course/autograded/{path}"

    confine_submitted_files(Handler)
    return Handler()


def test_a_students_page_is_a_download_that_cannot_act(served):
    served.set_extra_headers("plot.html")
    assert served.headers["Content-Disposition"] == "attachment"
    assert served.headers["Content-Security-Policy"] == "sandbox"


def test_a_picture_is_shown(served):
    served.set_extra_headers("plot.PNG")
    assert "Content-Disposition" not in served.headers


def test_a_path_out_of_the_submission_is_not_found(served):
    with pytest.raises(web.HTTPError, match="404"):
        served.parse_url_path("abc123/../../../gradebook.db")


def test_formgraders_own_handler_is_confined(monkeypatch):
    from nbgrader.server_extensions.formgrader.handlers import SubmissionFilesHandler

    for name in ("parse_url_path", "set_extra_headers"):
        monkeypatch.setattr(SubmissionFilesHandler, name, getattr(SubmissionFilesHandler, name))
    confine_submitted_files(SubmissionFilesHandler)
    with pytest.raises(web.HTTPError, match="404"):
        SubmissionFilesHandler.parse_url_path(SimpleNamespace(), "abc123/..%2Fgradebook.db".replace("%2F", "/"))


def test_text_that_no_file_can_hold_is_replaced():
    from grading.outputs import checked_output

    assert checked_output({"output_type": "stream", "name": "stdout", "text": "a\udc80"})["text"] == "a?"


def test_a_signal_without_a_name_is_told_by_its_number(monkeypatch):
    # Inside a sandbox its files are modules of their own.
    monkeypatch.syspath_prepend(Path(grading.__file__).parent / "sandbox")
    child = importlib.import_module("child")

    assert child.Ended(40, "the process ended").said == "the process was ended by signal 40"
