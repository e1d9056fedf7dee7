"""The daemon on its socket, and formgrader's buttons that go through it."""

import json
import socket
import stat
import threading

import coursework
import pytest

from grading.daemon import client as remote
from grading.daemon import server as serve
from grading.errors import GradingError
from grading.formgrader import extension as extension_of_ours
from grading.rendering.exporter import SafeHTMLExporter


@pytest.fixture
def daemon(tmp_path, monkeypatch):
    """A running daemon whose work is a list of what it was asked."""
    asked = []

    def act(root, action, assignment, student, report):
        asked.append((action, assignment, student))
        report.say(f"{action} of {assignment}")
        if assignment == "broken":
            raise GradingError("the sandbox image is missing")
        if assignment == "bug":
            raise ZeroDivisionError("oops")

    monkeypatch.setattr(serve, "act", act)
    path = tmp_path / "private" / "grader.sock"
    server = serve.Server(tmp_path, path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GRADING_SOCKET", str(path))
    yield path, asked
    server.shutdown()
    server.server_close()


def test_an_action_is_done_and_its_log_returned(daemon):
    assert remote.ask("autograde", "ps1", "ada") == {
        "success": True,
        "log": "autograde of ps1",
        "error": None,
    }
    assert daemon[1] == [("autograde", "ps1", "ada")]


@pytest.mark.parametrize(
    "assignment, words", [("broken", "image is missing"), ("bug", "ZeroDivisionError: oops")]
)
def test_what_went_wrong_is_told(daemon, assignment, words):
    answer = remote.ask("autograde", assignment)
    assert not answer["success"] and words in answer["error"]


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense",
        b"{}",
        b"[1]",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 60_000,
        b"[" * 100_000,
        b"\xff",
        b'{"action": ["collect"], "assignment": {}}',
        b'{"action": "rm", "assignment": "ps1"}',
        b'{"action": "collect", "assignment": "../x"}',
        b'{"action": "collect", "assignment": "ps1", "student": 5}',
    ],
)
def test_a_bad_request_is_refused(daemon, request_):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(daemon[0]))
        connection.sendall(request_ + b"\n")
        answer = json.loads(connection.makefile().readline())
    assert not answer["success"] and answer["error"] and daemon[1] == []


@pytest.fixture
def at_work(course, monkeypatch):
    """The daemon with its real work."""
    path = course / "private" / "grader.sock"
    server = serve.Server(course, path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GRADING_SOCKET", str(path))
    yield course
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("action", ["collect", "sample", "feedback", "generate_feedback", "release_feedback"])
def test_an_assignment_or_a_student_that_is_not_there_is_named(at_work, action):
    answer = remote.ask(action, "zz;id")
    assert not answer["success"] and "there is no assignment zz;id" in answer["error"]
    assert "Assignments in source/: ps1" in answer["error"]
    if action != "sample":
        answer = remote.ask(action, "ps1", "nosuch")
        assert not answer["success"] and "there is no student nosuch" in answer["error"]


def test_a_student_who_has_handed_in_nothing_is_named(at_work):
    coursework.query(at_work, "INSERT INTO student (id) VALUES ('ada')")
    for action in ("collect", "feedback", "release_feedback"):
        assert "there is no submission of ps1 by ada: collect first" in remote.ask(action, "ps1", "ada")["error"]


def test_the_socket_is_its_owners_alone(daemon):
    assert stat.S_IMODE(daemon[0].stat().st_mode) == 0o600


def test_a_daemon_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADING_SOCKET", str(tmp_path / "nothing.sock"))
    assert "is its container running?" in remote.ask("collect", "ps1")["error"]


@pytest.fixture
def installed(monkeypatch):
    """The extension installed, and everything it changed put back."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.server_extensions.formgrader import apihandlers
    from nbgrader.server_extensions.formgrader import formgrader as extension

    for name in (
        "collect", "autograde", "generate_feedback", "release_feedback", "release_assignment", "unrelease",
        "generate_assignment",
    ):
        monkeypatch.setattr(NbGraderAPI, name, getattr(NbGraderAPI, name))
    for name in (
        "Assign",
        "Release",
        "UnRelease",
        "Collect",
        "Autograde",
        "GenerateAllFeedback",
        "GenerateFeedback",
        "ReleaseAllFeedback",
        "ReleaseFeedback",
    ):
        handler = getattr(apihandlers, f"{name}Handler")
        monkeypatch.setattr(handler, "post", handler.post)
    for name in ("Grade", "Comment", "GradeCollection", "CommentCollection", "SubmittedNotebookCollection"):
        handler = getattr(apihandlers, f"{name}Handler")
        monkeypatch.setattr(handler, "get", handler.get)
        if name in ("Grade", "Comment"):
            monkeypatch.setattr(handler, "put", handler.put)
    monkeypatch.setattr(extension, "HTMLExporter", extension.HTMLExporter)
    extension_of_ours.install()
    return NbGraderAPI


@pytest.mark.parametrize(
    "method, arguments, asked",
    [
        ("release_assignment", ("ps1",), ("release", "ps1", None)),
        ("unrelease", ("ps1",), ("unrelease", "ps1", None)),
        ("generate_assignment", ("ps1",), ("generate", "ps1", None)),
        ("autograde", ("ps1", "ada"), ("autograde", "ps1", "ada")),
        ("collect", ("ps1",), ("collect", "ps1", None)),
        ("generate_feedback", ("ps1",), ("generate_feedback", "ps1", None)),
        ("release_feedback", ("ps1", "ada"), ("release_feedback", "ps1", "ada")),
    ],
)
def test_nbgraders_api_goes_through_the_daemon(daemon, installed, method, arguments, asked):
    assert getattr(installed, method)(None, *arguments)["success"]
    assert daemon[1] == [asked]


def test_formgraders_pages_are_made_by_the_safe_exporter(installed):
    from nbgrader.server_extensions.formgrader import formgrader as extension

    assert issubclass(extension.HTMLExporter, SafeHTMLExporter)
