"""Names of assignments: one works from release to feedback, or is refused at once with a sentence."""

import json
import os
import subprocess
import sys

import coursework
import pytest
from coursework import BOOK

from exchange_rules.names import assignment_fault
from grading.course.directory import CourseDir
from grading.daemon.actions import act
from grading.errors import GradingError
from grading.exchange.directory import Exchange
from grading.messages.reporter import Reporter
from grading.records.context import open_assignment

ODD = [
    "123 (abc)", "123 [abc]", "hw+1", "a|b", "a*", "a?", "^a", "a$",
    "hw{2}", "hw{2,}", "hw{,9}", "a{99999999999}", "a/b", "a\\d", ".hidden", " hw", "hw ", "(", "[", "<img src=x>", 'a"b',
]  # fmt: skip
FINE = ["hw 1", "Übung 1", "v1.2", "{a}", "50%", "#1", "a:b", "01_tensor", "ps-1"]


# Whoever tries a name as an expression on itself tries this one for ever.
ENDLESS = "x(.|.)*[^ -~]" + "a" * 80


def test_a_name_is_not_tried_as_an_expression():
    program = "import sys\nfrom exchange_rules.names import assignment_fault\nprint(assignment_fault(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", program, ENDLESS], capture_output=True, text=True, timeout=60)
    assert "one of the signs" in done.stdout


def renamed(course, name):
    if "/" not in name:
        (course / "source" / coursework.ASSIGNMENT).rename(course / "source" / name)
    return name


def test_the_exchange_releases_under_the_same_names():
    assert [name for name in FINE if assignment_fault(name)] == []
    assert [name for name in ODD if not assignment_fault(name)] == []


@pytest.mark.parametrize("name", ODD)
def test_a_name_that_would_lose_work_is_refused_at_once(course, name):
    renamed(course, name)
    for action in ("generate", "release", "collect", "autograde", "feedback"):
        with pytest.raises(GradingError, match="cannot be (the name of an assignment|a directory of the course)"):
            act(course, action, name, None, Reporter(lambda text: None))
    assert not (course / "release").exists()


@pytest.mark.parametrize("name", FINE)
def test_other_names_reach_students_and_bring_feedback_back(course, name, monkeypatch):
    monkeypatch.setenv("USER", "grader")
    renamed(course, name)
    act(course, "release", name, None, Reporter(lambda text: None))
    assert Exchange(CourseDir(course)).is_released(name)
    page = course / "feedback" / "ann" / name / f"{BOOK}.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"the page for {name}")
    (page.parent / "timestamp.txt").write_text(coursework.STAMP)
    (page.parent / "submission_secret.txt").write_text("secret")
    Exchange(CourseDir(course)).release_feedback(name, "ann")
    sent = list((course / "exchange" / "plain" / "feedback").glob("*.html"))
    assert [path.read_text() for path in sent] == [f"the page for {name}"]


def test_a_page_that_nbgrader_passes_over_is_not_called_sent(course, monkeypatch):
    """As with a name from before names were refused."""
    monkeypatch.setenv("USER", "grader")
    page = course / "feedback" / "ann" / "123 (abc)" / f"{BOOK}.html"
    page.parent.mkdir(parents=True)
    page.write_text("points")
    (page.parent / "timestamp.txt").write_text(coursework.STAMP)
    (page.parent / "submission_secret.txt").write_text("secret")
    os.makedirs(course / "exchange" / "plain" / "feedback")
    with pytest.raises(GradingError, match="did not take numbers.html"):
        Exchange(CourseDir(course)).release_feedback("123 (abc)", "ann")


def test_what_was_graded_under_such_a_name_can_still_be_exported(course):
    with open_assignment(course, "123 (abc)", Reporter(lambda text: None), lock=False) as context:
        assert context.assignment == "123 (abc)"


def test_a_release_names_the_test_cells_without_a_check(course):
    lines: list[str] = []
    checks = course / "checks" / coursework.ASSIGNMENT / f"{BOOK}.py"
    checks.write_text(checks.read_text().replace('"test_scale": [products], ', ""))
    act(course, "generate", coursework.ASSIGNMENT, None, Reporter(lines.append))
    assert any("1 of 3 test cells of numbers have no check" in line and ": test_scale." in line for line in lines), lines


def test_without_checks_all_test_cells_are_named(course):
    lines: list[str] = []
    (course / "checks" / coursework.ASSIGNMENT / f"{BOOK}.py").unlink()
    act(course, "release", coursework.ASSIGNMENT, None, Reporter(lines.append))
    assert any("3 of 3 test cells" in line and "test_add, test_scale, test_total" in line for line in lines), lines


def test_with_all_checks_nothing_is_said_of_them(course):
    lines: list[str] = []
    act(course, "generate", coursework.ASSIGNMENT, None, Reporter(lines.append))
    assert not any("check" in line for line in lines)


SCHEME = "### BEGIN MARK SCHEME\nOne point for the word linearity.\n### END MARK SCHEME"


@pytest.mark.docker
def test_a_mark_scheme_is_for_who_grades_and_for_the_student_after_it(course, opened, sandbox):
    """In this order: release without it, formgrader's copy with it, the feedback page with it."""
    from grading.feedback.pages import generate
    from grading.pipeline import run as batch_run


    path = course / "source" / coursework.ASSIGNMENT / f"{BOOK}.ipynb"
    nb = json.loads(path.read_text())
    nb["cells"].append(coursework.cell("markdown", f"Explain.\n{SCHEME}", "explain", task=True, locked=True, points=2))
    path.write_text(json.dumps(nb))
    coursework.query(course, "DELETE FROM assignment")
    act(course, "generate", coursework.ASSIGNMENT, None, Reporter(lambda text: None))
    given = (course / "release" / coursework.ASSIGNMENT / f"{BOOK}.ipynb").read_text()
    assert "Explain." in given and "linearity" not in given
    handed_in = json.loads(given)
    handed_in["cells"].append(coursework.cell("markdown", "It is linear."))
    coursework.submit(course, "ann", handed_in)
    with opened(course) as one:
        batch_run.autograde(one)
        shown = (course / "autograded" / "ann" / coursework.ASSIGNMENT / f"{BOOK}.ipynb").read_text()
        assert "linearity" in shown and not (course / "feedback").exists()
        assert generate(one) == ["ann"]
    assert ("ann", "explain", None, None, 1) in [row[:5] for row in coursework.query(course, coursework.GRADES)]
    assert "linearity" in (course / "feedback" / "ann" / coursework.ASSIGNMENT / f"{BOOK}.html").read_text()
