"""The daemon on its socket, and formgrader's buttons that go through it."""

import asyncio
import inspect
import json
import socket
import stat
import threading
from types import SimpleNamespace

import coursework
import pytest
from event_loop import run_apart

from grading.daemon import client as remote
from grading.daemon import server as serve
from grading.errors import GradingError
from grading.rendering.exporter import SafeHTMLExporter


@pytest.fixture
def daemon(tmp_path, monkeypatch):
    """A running daemon whose work is a list of what it was asked."""
    asked = []

    def act(root, action, assignment, student, report, rate, ready):
        asked.append((action, assignment, student, *([] if rate is None else [rate])))
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


def test_the_share_of_a_sample_is_passed_on_and_the_log_is_heard_as_it_comes(daemon):
    heard = []
    assert remote.ask("sample", "ps1", rate=0.5, heard=heard.append)["success"]
    assert daemon[1] == [("sample", "ps1", None, 0.5)] and heard == ["sample of ps1"]


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
        b'{"action": "sample", "assignment": "ps1", "rate": "half"}',
        b'{"action": "sample", "assignment": "ps1", "rate": 50}',
        b'{"action": "sample", "assignment": "ps1", "rate": true}',
        b'{"action": "collect", "assignment": "ps1", "who": 5}',
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


def hand_in(course, student, stamp, nb):
    folder = course / "exchange" / "plain" / "inbound" / f"{student}+{coursework.ASSIGNMENT}+{stamp}+secret"
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text(stamp)
    (folder / f"{coursework.BOOK}.ipynb").write_text(json.dumps(nb))


def test_autograding_everybody_grades_the_newest_work_and_one_student_what_is_here(at_work, executor):
    right = coursework.answered()
    wrong = coursework.changed(right, add="def add(a, b): return 0")
    hand_in(at_work, "ada", "2026-03-01 10:00:00.000000 UTC", wrong)
    assert remote.ask("autograde", coursework.ASSIGNMENT)["error"] is None
    assert coursework.grades(at_work)["ada"]["test_add"] == 0
    hand_in(at_work, "ada", "2026-03-02 10:00:00.000000 UTC", right)
    assert remote.ask("autograde", coursework.ASSIGNMENT, "ada")["success"]
    assert coursework.grades(at_work)["ada"]["test_add"] == 0
    answer = remote.ask("autograde", coursework.ASSIGNMENT)
    assert answer["success"] and "ada: collected" in answer["log"] and coursework.grades(at_work)["ada"]["test_add"] == 2


def test_what_cannot_be_collected_is_said_and_keeps_nobody_ungraded(at_work, executor):
    coursework.submit(at_work, "ada", coursework.answered())
    hand_in(at_work, "ben", "2026-03-01 10:00:00.000000 UTC", {})
    folder = next((at_work / "exchange" / "plain" / "inbound").iterdir())
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")
    answer = remote.ask("autograde", coursework.ASSIGNMENT)
    assert "could not be collected: ben" in answer["error"] and coursework.grades(at_work)["ada"]["test_add"] == 2


def test_releasing_feedback_says_whose_pages_have_to_be_made_first(at_work, executor):
    for student in ("ada", "ben"):
        coursework.submit(at_work, student, coursework.answered())
    assert remote.ask("autograde", coursework.ASSIGNMENT)["success"]
    error = remote.ask("release_feedback", coursework.ASSIGNMENT)["error"]
    assert "no feedback page of ps1 is there for ada, ben: press Generate Feedback first" in error


def test_an_unforeseen_fault_is_in_the_log_under_the_number_that_the_button_shows(daemon, tmp_path, capfd):
    """In the course, or where that cannot be written in the container's log."""
    error = remote.ask("autograde", "bug")["error"]
    number = error.rpartition(" under ")[2].rstrip(")")
    said = capfd.readouterr().err
    assert len(number) == 8 and f"fault {number}:" in said and 'raise ZeroDivisionError("oops")' in said
    (tmp_path / ".grading").mkdir()
    number = remote.ask("autograde", "bug")["error"].rpartition(" under ")[2].rstrip(")")
    said = (tmp_path / ".grading" / "errors.log").read_text()
    assert len(number) == 8 and f"fault {number}:" in said and 'raise ZeroDivisionError("oops")' in said


def test_who_waits_for_another_assignment_is_told_so_and_the_same_does_not_wait_twice(tmp_path, monkeypatch):
    begun, go_on, done = threading.Event(), threading.Event(), []

    def act(root, action, assignment, student, report, rate, ready):
        begun.set()
        done.append((action, assignment, student))
        go_on.wait(60)

    monkeypatch.setattr(serve, "act", act)
    monkeypatch.setenv("GRADING_SOCKET", str(tmp_path / "grader.sock"))
    server = serve.Server(tmp_path, tmp_path / "grader.sock")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    first = threading.Thread(target=remote.ask, args=("autograde", "ps1"))
    first.start()
    begun.wait(60)
    with socket.socket(socket.AF_UNIX) as second:
        second.connect(str(tmp_path / "grader.sock"))
        second.sendall(b'{"action": "collect", "assignment": "ps2", "who": "tom"}\n')
        answers = second.makefile()
        said = json.loads(answers.readline())
        again = remote.ask("collect", "ps2", who="tina")
        other = threading.Thread(target=remote.ask, args=("collect", "ps2", "ada"))
        other.start()
        go_on.set()
        assert json.loads(answers.readline())["success"]
        # What has had its turn may be asked for again.
        assert remote.ask("collect", "ps2", who="tina")["success"]
    first.join()
    other.join()
    server.shutdown()
    server.server_close()
    assert said == {"log": "waits until autograde of ps1 is done: the grader does one thing at a time"}
    assert not again["success"] and "collect of ps2 waits already: tom asked for it at 20" in again["error"]
    assert sorted(done, key=str) == [
        ("autograde", "ps1", None), ("collect", "ps2", "ada"), ("collect", "ps2", None), ("collect", "ps2", None)
    ]  # fmt: skip


def test_a_daemon_that_dies_in_the_middle_of_a_line_is_reported(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADING_SOCKET", str(tmp_path / "grader.sock"))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "grader.sock"))
        listening.listen()

        def die():
            connection, _ = listening.accept()
            connection.recv(1000)
            connection.sendall(b'{"log": "half of')
            connection.close()

        threading.Thread(target=die).start()
        assert "the grader ended before it was done" in remote.ask("collect", "ps1")["error"]


def test_buttons_that_wait_leave_the_threads_of_other_pages_free(monkeypatch):
    """As many as asyncio's own pool has, on a machine with any number of processors."""
    from grading.formgrader.api.buttons import Button

    go_on, written = threading.Event(), []
    monkeypatch.setattr(remote, "ask", lambda *_, who: go_on.wait(60) and {})
    post = inspect.unwrap(Button.post)

    class Handler:
        current_user, settings, xsrf_cookies, action = SimpleNamespace(username="tess"), {}, False, "collect"
        write = staticmethod(written.append)

    async def serve_pages():
        waiting = [asyncio.ensure_future(post(Handler(), "ps1")) for _ in range(40)]
        await asyncio.sleep(0)
        page = await asyncio.wait_for(asyncio.to_thread(lambda: "a page"), 30)
        go_on.set()
        await asyncio.gather(*waiting)
        return page

    assert run_apart(serve_pages()) == "a page" and len(written) == 40


def test_the_socket_is_its_owners_alone(daemon):
    assert stat.S_IMODE(daemon[0].stat().st_mode) == 0o600


def test_a_daemon_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADING_SOCKET", str(tmp_path / "nothing.sock"))
    assert "is its container running?" in remote.ask("collect", "ps1")["error"]


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
def test_nbgraders_api_goes_through_the_daemon(daemon, method, arguments, asked):
    from grading.formgrader.requests.course_api import CourseAPI

    assert getattr(CourseAPI, method)(None, *arguments)["success"]
    assert daemon[1] == [asked]


def test_formgraders_pages_are_made_by_the_safe_exporter(course):
    from tornado.web import Application
    from traitlets.config import LoggingConfigurable

    from grading.formgrader.application import CourseFormgrader

    server = LoggingConfigurable()
    server.root_dir, server.web_app = str(course), Application(base_url="/")
    CourseFormgrader(parent=server).mount(server)
    assert isinstance(server.web_app.settings["nbgrader_exporter"], SafeHTMLExporter)
