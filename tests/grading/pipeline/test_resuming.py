"""Running again, running twice, dying in the middle: the grades are those of one undisturbed run."""

import json
import os
import shutil
import signal
import subprocess
import sys

import coursework
import pytest
from containers import IMAGE, remove_containers
from coursework import changed, source_of, submit

from grading.errors import AlreadyRunning, GradingError, PreflightFailed
from grading.execution.sandbox.container import create
from grading.export.rows import export_rows
from grading.feedback.pages import generate
from grading.records.journal import Journal
from grading.records.lock import assignment_lock

docker = pytest.mark.docker


def test_a_second_run_has_nothing_to_do(course, right, autograde):
    submit(course, "ada", right)
    autograde(course)
    assert autograde(course) == 0


def test_what_could_not_be_graded_is_tried_again_although_nothing_changed(course, right, autograde):
    submit(course, "ada", right)
    autograde(course)
    Journal(course / ".grading").note_failure(coursework.ASSIGNMENT, "ada", "the disk said no")
    assert autograde(course) == 1
    assert Journal(course / ".grading").failures(coursework.ASSIGNMENT) == {}


def test_force_grades_again(course, right, autograde):
    submit(course, "ada", right)
    autograde(course)
    assert autograde(course, force=True) == 1


def test_points_of_an_older_submission_do_not_survive(course, right, autograde):
    submit(course, "ada", right)
    autograde(course)
    worse = changed(right, scale="def scale(values, factor): return 0")
    worse["cells"].remove(source_of(worse, "test_scale"))
    submit(course, "ada", worse, stamp="2026-03-02 10:00:00.000000 UTC")
    autograde(course)
    assert coursework.grades(course)["ada"]["test_scale"] == 0


def grade_by_hand(root, name, points):
    import sqlite3

    with sqlite3.connect(root / "gradebook.db") as db:
        db.execute(
            "UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE cell_id IN "
            "(SELECT id FROM base_cell WHERE name = ?)",
            (points, name),
        )


def by_hand(root, name):
    return next(row[3:5] for row in coursework.query(root, coursework.GRADES) if row[1] == name)


def test_a_persons_points_stay_when_the_answer_is_the_same(course, right, autograde):
    submit(course, "ada", changed(right, why="Because."))
    autograde(course)
    grade_by_hand(course, "why", 2.5)
    submit(course, "ada", changed(right, why="Because.", scale="def scale(values, factor): return 0"))
    autograde(course)
    assert by_hand(course, "why") == (2.5, 0)


def test_a_persons_points_go_when_the_answer_changes(course, right, autograde, lines):
    submit(course, "ada", changed(right, why="Because."))
    autograde(course)
    grade_by_hand(course, "why", 2.5)
    submit(course, "ada", changed(right, why="Or not."))
    autograde(course)
    assert by_hand(course, "why") == (None, 1)
    assert "the 2.5 points a person gave for why were for an older answer" in lines[-1]


def grader(root, label):
    env = os.environ | {"GRADING_SANDBOX_IMAGE": IMAGE, "GRADING_LABEL": label}
    return subprocess.Popen(
        [
            sys.executable,
            "-u",
            "-m",
            "grading",
            "autograde",
            coursework.ASSIGNMENT,
            "--course-dir",
            str(root),
            "--workers",
            "1",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=env,
    )


@docker
@pytest.mark.parametrize("after", [1, 4])
def test_a_killed_grader_goes_on_where_it_was(course, right, autograde, sandbox, tmp_path, after):
    for number in range(6):
        submit(course, f"s{number}", changed(right, add=f"def add(a, b): return a + b + {number % 2}"))
    undisturbed = shutil.copytree(course, tmp_path / "undisturbed")
    victim = grader(course, sandbox)
    for line in victim.stdout:
        if line.startswith(f"[{after}/"):
            victim.kill()
            break
    assert victim.wait() == -signal.SIGKILL
    again = autograde(course, workers=1)
    assert 6 - after - 1 <= again <= 6 - after
    autograde(undisturbed)
    assert coursework.tables(course) == coursework.tables(undisturbed)
    assert remove_containers(sandbox) == []  # the killed grader's sandbox noticed by itself


@docker
@pytest.mark.parametrize("mine", [True, False])
def test_a_sandbox_that_a_killed_grader_never_started_goes_with_the_next_run(course, right, autograde, sandbox, mine):
    """It cannot notice by itself. Another course's sandboxes stay."""
    import docker

    submit(course, "ada", right)
    autograde(course)
    of = (course / ".grading" / f"{coursework.ASSIGNMENT}.lock").stat()
    owner = f"{of.st_dev}-{of.st_ino}" if mine else "another"
    left = create(docker.from_env(), IMAGE, memory_mb=128, label=sandbox, owner=owner)
    autograde(course)
    assert remove_containers(sandbox) == ([] if mine else [left.name])


def test_the_second_of_two_graders_is_told_who_the_first_is(tmp_path):
    first, second = assignment_lock(tmp_path, "ps1"), assignment_lock(tmp_path, "ps1")
    with first, pytest.raises(AlreadyRunning, match=rf"process {os.getpid()} \(grading.*\) on"), second:
        pass


def test_other_assignments_are_not_locked(tmp_path):
    held = []
    with assignment_lock(tmp_path, "ps1"), assignment_lock(tmp_path, "ps2"):
        held.append("both")
    assert held == ["both"]


def test_a_reference_that_fails_stops_the_batch_and_changes_nothing(course, right, autograde):
    submit(course, "ada", right)
    path = course / "source" / coursework.ASSIGNMENT / f"{coursework.BOOK}.ipynb"
    path.write_text(
        json.dumps(
            changed(
                coursework.notebook(),
                scale="def scale(values, factor):\n    ### BEGIN SOLUTION\n"
                "    return 0\n    ### END SOLUTION",
            )
        )
    )
    with pytest.raises(
        PreflightFailed, match="reference of ps1 must earn full marks, but numbers/test_scale earned 0"
    ):
        autograde(course)
    assert coursework.query(course, "SELECT count(*) FROM grade") == [(0,)]


@docker
def test_a_sandbox_without_its_tools_is_not_the_students_fault(course, right, autograde):
    submit(course, "ada", right)
    with pytest.raises(GradingError, match="the sandbox did not start"):
        autograde(course, sandbox_image="tinytorch-base:bookworm")
    assert coursework.query(course, "SELECT count(*) FROM grade") == [(0,)]


def test_a_busy_gradebook_is_waited_for_and_then_named(course, right, autograde):
    import sqlite3

    submit(course, "ada", right)
    with sqlite3.connect(course / "gradebook.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        named = rf"gradebook .*gradebook.db was locked for 0.3 s by process {os.getpid()} \(.*python"
        with pytest.raises(GradingError, match=named):
            autograde(course, wait_seconds=0.3)
        other.execute("ROLLBACK")


def test_late_points_are_taken_as_the_course_says(course, right, autograde):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    coursework.query(course, "UPDATE assignment SET duedate = '2026-02-01 00:00:00.000000'")
    submit(course, "ada", right)
    autograde(course)
    assert coursework.query(course, "SELECT late_submission_penalty FROM submitted_notebook") == [(7.0,)]


def test_late_points_are_taken_also_of_what_people_give_later(course, right, autograde, opened):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    coursework.query(course, "UPDATE assignment SET duedate = '2026-02-01 00:00:00.000000'")
    submit(course, "ada", right)
    autograde(course)
    # A reader raises the essay's points and lowers a test's.
    coursework.query(course, "UPDATE grade SET manual_score = 3 WHERE auto_score IS NULL")
    coursework.query(course, "UPDATE grade SET manual_score = 0 WHERE auto_score = 2")
    with opened(course) as context:
        (row,) = export_rows(context)
        generate(context)
    page = (course / "feedback" / "ada" / coursework.ASSIGNMENT / f"{coursework.BOOK}.html").read_text()
    assert row["score"] == "0" and 'class="total"><strong>0</strong> of 10 points' in page


def test_a_flag_goes_with_the_work_it_was_put_on(course, right, autograde):
    submit(course, "ada", right, name="other.ipynb")
    autograde(course)
    submit(course, "ada", changed(right, add="def add(a, b): return b + a"))
    autograde(course)
    assert coursework.query(course, "SELECT flagged FROM submitted_notebook") == [(0,)]
