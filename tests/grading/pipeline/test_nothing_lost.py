"""One submission that cannot be graded costs only its own grade, says why, and is graded by the next run."""

import os

import coursework
import pytest
from coursework import ASSIGNMENT, BOOK, STAMP, changed, submit

from grading.errors import GradingError, Incomplete, PreflightFailed
from grading.execution.executor import CellRun
from grading.execution.sandbox.connection import SandboxConnection
from grading.execution.sandbox.pool import DockerSandbox
from grading.export.rows import export_rows
from grading.feedback.pages import generate
from grading.pipeline.autograde import Batch
from grading.submissions import submission

docker = pytest.mark.docker
WRONG = "def scale(values, factor): return 0"


@pytest.fixture
def rows(opened, course):
    """The export by student: (state, points, reason)."""

    def read():
        with opened(course) as context:
            return {row["student_id"]: (row["state"], row["score"], row["reason"]) for row in export_rows(context)}

    return read


@pytest.fixture
def class_of_three(course, right):
    for name in ("ada", "bob", "eve"):
        submit(course, name, right)


def test_a_place_that_cannot_be_written_costs_one(course, class_of_three, autograde, rows):
    (course / "autograded").mkdir()
    (course / "autograded" / "bob").write_text("in the way")
    with pytest.raises(Incomplete, match="1 of 3 submissions could not be graded.* bob"):
        autograde(course)
    told = rows()
    assert (told["ada"][:2], told["bob"][:2], told["eve"][:2]) == (
        ("graded", "7"),
        ("not graded", "0"),
        ("graded", "7"),
    )
    assert "Not a directory" in told["bob"][2]
    (course / "autograded" / "bob").unlink()
    assert (autograde(course), rows()["bob"][:2]) == (1, ("graded", "7"))


def failing_for(student, original, error):
    def read(name, *arguments):
        if name == student:
            raise error
        return original(name, *arguments)

    return read


@pytest.mark.parametrize(
    "error, words",
    [
        (PermissionError(13, "Permission denied", "numbers.ipynb"), "Permission denied"),
        (KeyError("oops"), "a fault of the grader, KeyError: 'oops'"),
    ],
)
def test_a_submission_that_cannot_be_read_costs_one(course, class_of_three, autograde, rows, monkeypatch, error, words):
    read = submission.read_submission
    with monkeypatch.context() as patch:
        patch.setattr("grading.submissions.reader.read_submission", failing_for("bob", read, error))
        with pytest.raises(Incomplete, match="bob"):
            autograde(course)
    assert rows()["ada"][0] == "graded" and words in rows()["bob"][2]
    assert (autograde(course), rows()["bob"][0]) == (1, "graded")


def test_a_fault_of_the_grader_leaves_its_traceback(course, class_of_three, autograde, monkeypatch):
    monkeypatch.setattr("grading.pipeline.autograde.reach_verdict", lambda *_: {}["no verdict"])
    with pytest.raises(Incomplete, match="3 of 3"):
        autograde(course)
    assert "KeyError: 'no verdict'" in (course / ".grading" / "errors.log").read_text()


@docker
def test_a_lost_sandbox_costs_one_and_keeps_the_points_from_before(course, class_of_three, autograde, rows, monkeypatch):
    autograde(course)
    submit(course, "bob", changed(coursework.answered(), scale=WRONG))
    run = SandboxConnection.run

    def break_for_bob(self, message, seconds):
        if message["id"] in ("bob", "control"):
            self.container.kill()
        yield from run(self, message, seconds)

    with monkeypatch.context() as patch:
        patch.setattr(SandboxConnection, "run", break_for_bob)
        with pytest.raises(Incomplete, match="bob"):
            autograde(course)
    state, points, reason = rows()["bob"]
    assert (state, points, "sandbox" in reason) == ("not graded", "7", True)
    autograde(course)
    assert rows()["bob"][:2] == ("graded", "4")


def test_who_was_never_graded_is_in_the_export(course, class_of_three, autograde, rows):
    autograde(course, ["ada"])
    submit(course, "new", coursework.answered())
    coursework.query(course, "INSERT INTO student (id) VALUES ('new')")
    assert rows()["new"] == ("not graded", "0", "not graded yet")


@docker
def test_no_cell_that_ran_is_a_fault_of_the_sandbox_and_tried_again(course, class_of_three, autograde, monkeypatch):
    """The first answer for Bob is empty; the second try counts."""
    run, emptied = SandboxConnection.run, []

    def empty_once(self, message, seconds):
        for answer in run(self, message, seconds):
            if message["id"] == "bob" and self is (emptied or [emptied.append(self) or self])[0]:
                if "status" not in answer:
                    continue
                answer["status"] = "not_run"
            yield answer

    monkeypatch.setattr(SandboxConnection, "run", empty_once)
    autograde(course)
    assert emptied and coursework.grades(course)["bob"] == coursework.grades(course)["ada"]


def test_a_submission_replaced_while_the_grader_runs(course, class_of_three, autograde, lines, monkeypatch):
    """The grade, the notebook and the time belong to the version that was read; the next run takes the new one."""

    def hand_in_again(self, submission, books, result, original=Batch._finish):
        if submission.student == "bob":
            submit(course, "bob", changed(coursework.answered(), scale=WRONG), stamp="2026-03-05 10:00:00 UTC")
        return original(self, submission, books, result)

    with monkeypatch.context() as patch:
        patch.setattr(Batch, "_finish", hand_in_again)
        autograde(course)
    folder = course / "autograded" / "bob" / ASSIGNMENT
    assert coursework.grades(course)["bob"]["test_scale"] == 3
    assert (folder / "timestamp.txt").read_text() == STAMP and WRONG not in (folder / f"{BOOK}.ipynb").read_text()
    assert "changed while the grader ran, graded as it was before: bob" in lines[-1]
    assert autograde(course) == 1
    assert coursework.grades(course)["bob"]["test_scale"] == 0
    assert (folder / "timestamp.txt").read_text() == "2026-03-05 10:00:00 UTC"


def test_a_submission_that_changes_all_the_time_is_not_graded_half(course, class_of_three, autograde, rows, monkeypatch):
    read = submission.read_submission

    def restless(student, folder, *more):
        if student == "bob":
            (folder / "numbers.csv").write_text(str(os.urandom(4)))
        return read(student, folder, *more)

    monkeypatch.setattr("grading.submissions.reader.read_submission", restless)
    with pytest.raises(Incomplete, match="bob"):
        autograde(course)
    assert "change while they are read" in rows()["bob"][2]


class Breaking(DockerSandbox):
    """A sandbox that breaks after the submissions: whatever comes last earns nothing."""

    def run(self, jobs):
        for job, result in super().run(jobs):
            if job.id.endswith("again"):
                result.runs = {where: CellRun("died", why="no memory") for where in result.runs}
            yield job, result


@docker
def test_a_sandbox_that_broke_on_the_way_leaves_no_grade_undoubted(course, class_of_three, autograde, rows, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("grading.execution.sandbox.pool.DockerSandbox", Breaking)
        with pytest.raises(PreflightFailed, match="wrong after them: the 3 grades of this run are marked doubtful"):
            autograde(course)
    assert {state for state, *_ in rows().values()} == {"doubtful"}
    assert autograde(course) == 3
    assert {state for state, *_ in rows().values()} == {"graded"}


@docker
def test_grades_are_confirmed_by_the_closing_preflight(course, class_of_three, autograde, opened):
    autograde(course)
    with opened(course) as context:
        assert context.journal.unconfirmed(ASSIGNMENT) == set()


def test_why_unchanged_work_is_graded_again_is_said_first(course, class_of_three, autograde, lines):
    autograde(course)
    autograde(course, timeout_seconds=7)
    said = "3 unchanged submissions are graded again because a limit changed"
    assert said in lines and lines.index(said) < max(i for i, line in enumerate(lines) if line.startswith("preflight"))


def test_a_later_due_date_is_taken_into_account(course, class_of_three, autograde):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    coursework.query(course, "UPDATE assignment SET duedate = '2026-02-01 00:00:00.000000'")
    autograde(course)
    coursework.query(course, "UPDATE assignment SET duedate = '2026-04-01 00:00:00.000000'")
    autograde(course)
    assert coursework.query(course, "SELECT DISTINCT late_submission_penalty FROM submitted_notebook") == [(None,)]


@pytest.mark.parametrize(
    "stamp, recorded",
    [
        ("2026-03-01 10:00:00", "2026-03-01 10:00:00.000000"),
        ("2026-03-01 10:00:00 7200", "2026-03-01 08:00:00.000000"),
        ("2026-03-01T10:00:00+02:00", "2026-03-01 08:00:00.000000"),
        ("2026-13-45 10:00:00 UTC", None),
        ("2026-03-01 10:00:00 99999999999", None),
        ("0001-01-01 00:00:00 7200", None),
        ("", None),
    ],
)
def test_a_time_of_submission_in_any_shape(tmp_path, stamp, recorded):
    submit(tmp_path, "ada", coursework.answered(), stamp=stamp)
    read = submission.read_submission("ada", tmp_path / "submitted" / "ada" / ASSIGNMENT, [BOOK])
    assert (read.timestamp and f"{read.timestamp:%Y-%m-%d %H:%M:%S.%f}") == recorded
    assert bool(read.notes) == (recorded is None and stamp != "")


def test_a_time_in_the_future_is_noted_and_changes_no_points(course, right, autograde, rows):
    submit(course, "ada", right, stamp="2199-01-01 10:00:00 UTC")
    autograde(course)
    assert rows()["ada"] == ("flagged", "7", "the time of submission is in the future: 2199-01-01 10:00:00 UTC")


@docker
def test_two_hundred_megabytes_of_output_cost_no_points_and_no_disk(course, right, autograde, opened):
    """Stock nbgrader counts lines, and keeps these 200 of a megabyte each."""
    shout = "for _ in range(200):\n    print('x' * 2**20)\ndef add(a, b): return a + b"
    submit(course, "ada", changed(right, add=shout), **{"submission_secret.txt": "a"})
    autograde(course, timeout_seconds=60)
    with opened(course) as context:
        generate(context)
    assert sum(coursework.grades(course)["ada"][test] for test in ("test_add", "test_scale", "test_total")) == 7
    written = [path.stat().st_size for step in ("autograded", "feedback") for path in (course / step).rglob("*.*")]
    assert len(written) > 2 and max(written) < 2**20


def test_a_damaged_gradebook_stops_everything(course, class_of_three, autograde):
    with (course / "gradebook.db").open("r+b") as file:
        file.write(b"\0" * 4096)
    with pytest.raises(GradingError, match="gradebook .* is damaged"):
        autograde(course)
