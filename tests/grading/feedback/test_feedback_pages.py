"""Feedback pages from real grading, and the CSV: what a student gets to see, and what a person exports."""

import csv
import json

import coursework
import pytest
from coursework import ASSIGNMENT, BOOK, changed, submit

from grading.commands import steps
from grading.errors import Incomplete
from grading.export.csv_file import escape_formula, export
from grading.feedback.pages import generate
from grading.review import review_queue as review
from tito.submissions.feedback import read_feedback

pytestmark = pytest.mark.docker

SPY = """import inspect
def add(a, b):
    try:
        print(get_ipython().user_ns["In"])
        print(inspect.stack()[1].code_context, get_ipython().user_ns["_ih"][-1])
    except Exception as error:
        print(error)
    return a + b"""
ATTACK = """from IPython.display import HTML, Javascript, display
display(HTML("<script>alert('script ran')</script>"), Javascript("alert('script ran')"))
def scale(values, factor): return values * factor"""


@pytest.fixture
def pages(course, right, autograde, opened, lines):
    """Grade submissions and return the student's page."""

    def make(nb):
        submit(course, "ada", nb)
        autograde(course)
        with opened(course) as context:
            assert generate(context) == ["ada"], lines
        return (course / "feedback" / "ada" / ASSIGNMENT / f"{BOOK}.html").read_text()

    return make


def test_hidden_tests_are_absent_and_the_hint_is_there(pages, right):
    page = pages(
        changed(right, scale="def scale(values, factor): return values", add="def add(a, b): return 3\nint = abs")
    )
    assert "The name `int`, which the tests use, was given another value in cell 3: `int = abs`" in page
    assert "multiply every value" in page
    assert not any(secret in page for secret in ("hidden forty-two", "hidden factor", "np.ones", "HIDDEN"))


def test_a_student_who_prints_the_tests_does_not_take_them_home(pages, right):
    page = pages(changed(right, add=SPY))
    assert not any(secret in page for secret in ("forty-two", "hidden factor"))


def test_script_in_outputs_and_markdown_is_gone(pages, right):
    page = pages(
        changed(right, scale=ATTACK, why="<script>alert('script ran')</script><img src=x onerror=alert(1)>")
    )
    assert "<script>alert('script ran')" not in page and "<img src=x" not in page


def test_nothing_is_said_to_be_read_by_a_person_that_nobody_read(course, pages, right):
    stub = "def add(a, b):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    page = pages(changed(right, add=stub))
    noted = [row[2] for row in coursework.tables(course)[1] if row[1] in ("add", "why")]
    assert noted == ["No response.", "No response."], "grading itself notes both"
    assert "Read by a person" not in page and page.count("No response.") == 1  # of the written answer, which lost its points
    coursework.query(course, "UPDATE comment SET manual_comment = 'Look at broadcasting.' WHERE auto_comment IS NULL")
    assert "Read by a person (2)" in pages(changed(right, add=stub))


def test_tito_finds_the_score_on_the_page(pages, right, tmp_path):
    (tmp_path / "page.html").write_text(pages(right), encoding="utf-8")
    found = read_feedback(tmp_path / "page.html")
    assert (found.score, found.possible, found.points) == (7, 10, "7 of 10 points")


def test_a_page_that_would_show_a_hidden_test_is_named_and_the_others_are_sent(course, right, autograde, opened):
    submit(course, "ada", right, **{"submission_secret.txt": "secret"})
    submit(course, "bob", changed(right, why="I saw BEGIN HIDDEN TESTS somewhere."))
    autograde(course)
    with opened(course) as context, pytest.raises(Incomplete, match="could be made for bob"):
        steps.feedback_step(context, [])
    assert len(list((course / "exchange/plain/feedback").glob("*.html"))) == 1


def test_a_submission_that_could_not_be_read_says_why(pages):
    assert "the notebook file is damaged: it is not valid JSON" in pages("{")


def test_feedback_through_the_directory_exchange(course, right, autograde, opened):
    submit(course, "ada", right, **{"submission_secret.txt": "secret"})
    autograde(course)
    with opened(course) as context:
        steps.feedback_step(context, [])
    assert len(list((course / "exchange/plain/feedback").glob("*.html"))) == 1


def test_export_has_a_row_for_everybody(course, right, autograde, opened, tmp_path):
    coursework.query(course, "INSERT INTO student (id, last_name) VALUES ('idle', 'Öberg')")
    submit(course, "ada", right)
    submit(course, "bob", "{")
    autograde(course)
    with opened(course) as context:
        export(context, tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert [(s, rows[s]["state"], rows[s]["score"]) for s in sorted(rows)] == [
        ("ada", "graded", "7"),
        ("bob", "problem", ""),  # a person decides: no file has 0 for it
        ("idle", "no submission", "0"),
    ]
    assert "not valid JSON" in rows["bob"]["reason"]


@pytest.mark.parametrize(
    "value, safe", [("=1+1", "'=1+1"), ("@x", "'@x"), ("-3", "-3"), ("", ""), ("Öberg", "Öberg")]
)
def test_no_field_is_a_formula(value, safe):
    assert escape_formula(value) == safe


@pytest.fixture
def sampled(course, right, autograde, opened):
    """Ten graded submissions, one sampled at 10 %."""
    for number in range(10):
        submit(course, f"s{number}", right)
    autograde(course)

    def run(**overrides):
        with opened(course, critical=True, review_rate=0.1, **overrides) as context:
            return review.sample(context)

    return run


def queue(course):
    return {row[0] for row in coursework.query(course, coursework.GRADES) if row[4]}


def test_the_sample_is_the_queue_of_formgrader(course, sampled):
    chosen = sampled()
    assert queue(course) == set(chosen)


def test_a_regrade_keeps_the_sample_in_the_queue(course, sampled, autograde):
    chosen = set(sampled())
    autograde(course, force=True)
    assert queue(course) == chosen


def test_a_review_that_a_person_closed_is_not_opened_again(course, sampled, autograde, opened):
    (student,) = sampled()
    coursework.query(course, "UPDATE grade SET needs_manual_grade = 0")
    assert sampled() == [student]
    autograde(course, force=True)
    assert queue(course) == set()
    with opened(course) as context:
        assert context.journal.reviews(ASSIGNMENT)[student].state == "closed"


def test_new_work_of_a_reviewed_student_is_queued_again(course, sampled, autograde, right):
    (student,) = sampled()
    coursework.query(course, "UPDATE grade SET needs_manual_grade = 0")
    sampled()
    submit(
        course, student, changed(right, add="def add(a, b): return b + a"), stamp="2026-04-01 10:00:00 UTC"
    )
    autograde(course)
    assert queue(course) == {student}


def test_an_assignment_that_is_not_critical_is_not_sampled(course, opened, lines):
    with opened(course) as context:
        assert review.sample(context) == []
    assert "not critical" in lines[0]


def test_the_autograded_notebook_is_valid(course, right, autograde):
    import nbformat

    submit(course, "ada", right)
    autograde(course)
    path = course / "autograded" / "ada" / ASSIGNMENT / f"{BOOK}.ipynb"
    notebook = json.loads(path.read_text())
    nbformat.validate(notebook)
    assert len(notebook["cells"]) == len(right["cells"])
