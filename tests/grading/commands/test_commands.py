"""The command line: exit codes and messages that name the thing and the fix."""

import coursework
import pytest
from coursework import ASSIGNMENT, submit
from typer.testing import CliRunner

from grading.__main__ import app
from grading.records.lock import assignment_lock
from grading.settings import settings_for


@pytest.fixture
def grading(course):
    def run(*arguments, root=course):
        return CliRunner().invoke(app, [*arguments, "--course-dir", str(root)])

    return run


@pytest.mark.parametrize(
    "name, words", [("missing", "does not exist"), ("empty", "not an nbgrader course directory")]
)
def test_a_directory_that_is_no_course(grading, tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    result = grading("status", ASSIGNMENT, root=tmp_path / name)
    assert (result.exit_code, words in result.stderr) == (3, True)


def test_no_docker(grading, course, right, monkeypatch):
    submit(course, "ada", right)
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    result = grading("autograde", ASSIGNMENT)
    assert (result.exit_code, "Docker does not answer at unix:///nowhere/docker.sock" in result.stderr) == (
        3,
        True,
    )


@pytest.mark.docker
def test_a_missing_image(grading, course, right):
    submit(course, "ada", right)
    result = grading("autograde", ASSIGNMENT, "--image", "tt-no-such-image")
    assert (result.exit_code, "image tt-no-such-image does not exist" in result.stderr) == (3, True)


@pytest.mark.docker
def test_an_unknown_assignment(grading, sandbox):
    result = grading("autograde", "ps9")
    assert result.exit_code == 3
    assert (
        "there is no assignment ps9" in result.stderr
        and f"Assignments in source/: {ASSIGNMENT}" in result.stderr
    )


@pytest.mark.docker
def test_a_student_who_did_not_submit(grading, sandbox):
    result = grading("autograde", ASSIGNMENT, "--student", "nobody")
    assert (result.exit_code, "no submission of ps1 by nobody" in result.stderr) == (3, True)


def test_a_disk_that_is_nearly_full(grading, monkeypatch):
    monkeypatch.setenv("GRADING_MIN_FREE_MB", "1000000000")
    result = grading("autograde", ASSIGNMENT)
    assert (result.exit_code, "MB are free on the disk" in result.stderr) == (6, True)


def test_a_second_grader(grading, course):
    with assignment_lock(course / ".grading", ASSIGNMENT):
        assert grading("autograde", ASSIGNMENT).exit_code == 5


def test_a_setting_that_makes_no_sense(grading, monkeypatch):
    monkeypatch.setenv("GRADING_TIMEOUT_SECONDS", "soon")
    result = grading("autograde", ASSIGNMENT)
    assert (result.exit_code, "GRADING_TIMEOUT_SECONDS" in result.stderr) == (3, True)


def test_a_broken_configuration_file(grading, course):
    (course / "nbgrader_config.py").write_text("c = get_config(\n")
    result = grading("status", ASSIGNMENT)
    assert (result.exit_code, "nbgrader_config.py cannot be read: SyntaxError" in result.stderr) == (3, True)


@pytest.mark.docker
def test_status_names_the_reason(grading, course, sandbox):
    submit(course, "ada", "{")
    grading("autograde", ASSIGNMENT)
    assert "problem" in grading("status", ASSIGNMENT).stdout


def test_any_assignment_has_settings():
    assert settings_for("ps1").timeout_seconds == 300


def test_a_module_of_the_course_takes_its_settings_from_it():
    settings = settings_for("01_tensor")
    assert (settings.module, settings.critical, settings.timeout_seconds, settings.review_rate) == (
        1,
        True,
        300,
        0.2,
    )


def test_the_environment_goes_before_the_course_and_the_command_line_before_both(monkeypatch):
    monkeypatch.setenv("GRADING_TIMEOUT_SECONDS", "20")
    assert settings_for("01_tensor").timeout_seconds == 20
    assert settings_for("01_tensor", timeout_seconds=9).timeout_seconds == 9


def test_the_test_course_is_what_the_tests_say(course):
    assert coursework.query(course, "SELECT sum(max_score) FROM grade_cells") == [(coursework.TOTAL,)]


@pytest.mark.parametrize("command", ["status", "review", "sample", "export", "dashboard", "raters", "similarity", "feedback"])
def test_a_first_look_before_anything_was_handed_in(grading, course, command):
    """Whoever opened them before has left two files without a table."""
    (course / "gradebook.db").write_bytes(b"")
    (course / ".grading").mkdir(exist_ok=True)
    (course / ".grading" / "grading.db").write_bytes(b"")
    result = grading(command, ASSIGNMENT)
    assert "Traceback" not in result.output and "no such table" not in result.output and "backup" not in result.output
    said = {"status": "has no assignment ps1: release it", "export": "has no assignment", "dashboard": "has no assignment",
            "similarity": "has no assignment"}  # fmt: skip
    assert (result.exit_code, said.get(command, ASSIGNMENT) in result.output) == (3 if command in said else 0, True)


def test_a_status_without_a_row_says_what_brings_them_in(grading, course):
    assert "grading collect ps1 brings in both" in grading("status", ASSIGNMENT).output
