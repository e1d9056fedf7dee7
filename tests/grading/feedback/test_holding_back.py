"""Feedback waits for who grades by hand and never goes out for an older version; two graders and a busy gradebook are named."""

import subprocess
import sys
import threading

import coursework
import pytest
from coursework import ASSIGNMENT, BOOK, changed, submit
from sqlalchemy import update
from typer.testing import CliRunner

from grading.__main__ import app
from grading.commands import steps
from grading.course.directory import CourseDir
from grading.daemon import client as remote
from grading.daemon import server as serve
from grading.errors import Incomplete
from grading.formgrader.dashboard.figures import read_figures
from grading.records.lock import assignment_lock
from grading.records.review_records import ReviewRecords
from grading.records.tables import Feedback

docker = pytest.mark.docker


@pytest.fixture
def run(course, executor):
    """The command line on this course: (exit code, output)."""

    def call(*arguments):
        result = CliRunner().invoke(app, [*arguments, "--course-dir", str(course)])
        return result.exit_code, result.output + result.stderr

    return call


@pytest.fixture
def essays(course, right):
    """Ada wrote the essay that a person reads, Bob did not."""
    submit(course, "ada", changed(right, why="Because."), **{"submission_secret.txt": "a"})
    submit(course, "bob", right, **{"submission_secret.txt": "b"})


def pages(course):
    return sorted(path.parts[-3] for path in (course / "feedback").rglob("*.html"))


def read_the_essay(course):
    coursework.query(course, "UPDATE grade SET manual_score = 2, needs_manual_grade = 0 WHERE needs_manual_grade = 1")


def test_run_holds_feedback_back_until_all_is_read(course, essays, run):
    code, said = run("run", ASSIGNMENT)
    assert (code, pages(course), "feedback is held back: 1 of 2 submissions wait for a person" in said) == (0, [], True)
    read_the_essay(course)
    assert (run("run", ASSIGNMENT)[0], pages(course)) == (0, ["ada", "bob"])


def test_run_sends_feedback_at_once_when_told_so(course, essays, run):
    code, said = run("run", ASSIGNMENT, "--feedback", "now")
    assert (code, pages(course), "1 of these 2 submissions still wait for a person" in said) == (0, ["ada", "bob"], True)


def test_no_feedback_goes_out_about_an_older_version(course, essays, run, right):
    run("run", ASSIGNMENT, "--feedback", "now")
    submit(course, "bob", changed(right, why="Now I know."), stamp="2026-03-05 10:00:00 UTC")
    sent = set((course / "exchange" / "plain" / "feedback").iterdir())
    for page in sent:
        page.unlink()
    code, said = run("feedback", ASSIGNMENT)
    assert (code, len(list((course / "exchange" / "plain" / "feedback").iterdir()))) == (7, 1)
    assert "got no feedback" in said and "bob (a newer submission is not graded yet)" in said


def test_pages_made_before_a_new_grade_are_not_sent_after_it(course, essays, run, right, opened):
    run("run", ASSIGNMENT, "--feedback", "now")
    submit(course, "bob", changed(right, why="Now I know."), stamp="2026-03-05 10:00:00 UTC")
    with opened(course) as context, pytest.raises(Incomplete, match="bob"):
        steps.send_feedback_step(context, [])
    run("autograde", ASSIGNMENT)
    assert pages(course) == ["ada"]


def test_feedback_that_new_points_or_a_new_grade_overtook_is_told_from_the_rest(course, essays, run, right, opened):
    run("run", ASSIGNMENT, "--feedback", "now")
    with opened(course) as context:
        records = ReviewRecords(context.journal.db)
        assert context.journal.feedback_sent(ASSIGNMENT) == {"ada": False, "bob": False}
        with context.journal.transaction() as db:
            db.execute(update(Feedback).values(released_at="2026-03-03 10:00:00+00:00"))
        records.note_saved(ASSIGNMENT, "bob", "tess", BOOK, "why", 3, None, (1, 0), (1, 0), True, "")
        assert context.journal.feedback_sent(ASSIGNMENT) == {"ada": False, "bob": False}
        records.note_saved(ASSIGNMENT, "ada", "tess", BOOK, "why", 3, None, (0, 0), (2, 0), True, "")
        assert context.journal.feedback_sent(ASSIGNMENT) == {"ada": True, "bob": False}
    assert (read_figures(CourseDir(course), ASSIGNMENT).feedback, read_figures(CourseDir(course), ASSIGNMENT).overtaken) == (2, 1)
    newer = {"stamp": "2026-03-05 10:00:00 UTC", "submission_secret.txt": "c"}
    submit(course, "bob", changed(right, why="Now I know."), **newer)
    run("autograde", ASSIGNMENT)
    with opened(course) as context:
        assert context.journal.feedback_sent(ASSIGNMENT) == {"ada": True, "bob": True}
    assert run("feedback", ASSIGNMENT)[0] == 0
    with opened(course) as context:
        assert context.journal.feedback_sent(ASSIGNMENT) == {"ada": False, "bob": False}


@docker
def test_formgraders_daemon_is_told_who_grades_already(course, tmp_path, monkeypatch):
    path = tmp_path / "private" / "grader.sock"
    monkeypatch.setenv("GRADING_SOCKET", str(path))
    with serve.Server(course, path) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with assignment_lock(course / ".grading", ASSIGNMENT):
            answer = remote.ask("autograde", ASSIGNMENT)
        server.shutdown()
    assert not answer["success"] and f"{ASSIGNMENT} is being graded by process" in answer["error"]


HOLD = """import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
db.execute("ROLLBACK")
"""


def test_a_gradebook_that_another_program_holds_for_a_while_is_waited_for(course, essays, autograde, lines):
    command = [sys.executable, "-c", HOLD, str(course / "gradebook.db"), "4"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        assert autograde(course) == 2
    said = next(line for line in lines if line.startswith("waiting for the gradebook"))
    assert f"gradebook.db, which is locked by process {other.pid} (" in said
