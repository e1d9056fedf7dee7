"""Outputs of a student's own run stand below those of the grader's, marked, cleaned, and without any weight for points."""

import copy
import json

import coursework
import nbformat
import pytest

from grading.assignments.template import load_template
from grading.course.directory import CourseDir
from grading.execution.bounded_parsing.reading import read_within
from grading.execution.bounded_parsing.size import HANDED_IN
from grading.execution.executor import CellRun
from grading.feedback.student_copy import hidden_tests, student_copy
from grading.pipeline.autograded_directory import OWN_RUN, with_outputs
from grading.records.gradebook import Gradebook
from grading.rendering.exporter import SafeHTMLExporter
from grading.submissions.restored_notebook import restore_notebook

TABLE = ["    n   time\n", "   12   3.4 ms\n"]


def stream(*lines, name="stdout"):
    return {"output_type": "stream", "name": name, "text": list(lines)}


@pytest.fixture(scope="module")
def book(course_once):
    gradebook = Gradebook(CourseDir(course_once))
    yield load_template(CourseDir(course_once), gradebook, coursework.ASSIGNMENT).notebooks[coursework.BOOK]
    gradebook.close()


def graded(book, outputs, shown=(), name=None):
    """What the grader makes of a submission with `outputs` in one cell, whose run in the sandbox shows `shown`."""
    nb = copy.deepcopy(coursework.answered())
    if name is None:
        nb["cells"].append({"cell_type": "code", "metadata": {}, "source": "measure()", "outputs": [], "execution_count": 1})
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in nb["cells"]]
    place = names.index(name) if name else -1
    nb["cells"][place]["outputs"] = outputs
    one = restore_notebook(book, read_within(json.dumps(nb).encode())[0])
    ours = one.place[name] if name else len(one.nb["cells"]) - 1
    runs = {index: CellRun("ran", list(shown) if index == ours else []) for index, _ in one.run}
    made = with_outputs(one, runs)
    assert runs[ours].outputs == list(shown), "what points rest on is left alone"
    return made, made["cells"][ours]["outputs"]


def test_the_students_table_stands_below_the_graders(book):
    ours = {"output_type": "stream", "name": "stdout", "text": "    n   time\n   12   9.9 ms\n"}
    assert graded(book, [stream(*TABLE)], [ours])[1] == [
        ours, OWN_RUN, {"output_type": "stream", "name": "stdout", "text": "".join(TABLE)}]


def test_what_is_the_same_stands_there_once(book):
    ours = [{"output_type": "stream", "name": "stdout", "text": text} for text in TABLE]
    assert graded(book, [stream(*TABLE)], ours)[1] == ours


def test_a_test_cell_shows_the_graders_run_alone(book):
    assert graded(book, [stream("all tests passed\n")], name="test_add")[1] == []


def test_an_error_of_the_students_run_is_no_error_of_the_graders(book):
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["secret"]}
    kept = graded(book, [error, stream("warning\n", name="stderr")])[1]
    assert [(each["output_type"], each.get("name"), each.get("text")) for each in kept[1:]] == [
        ("stream", "stdout", "ValueError: no\n"), ("stream", "stdout", "warning\n")]


@pytest.mark.parametrize("outputs", [None, "all", [None, 3], [{"output_type": "stream", "text": 7}], [{"data": {}}],
                                     [{"output_type": "display_data", "data": {"text/plain": {"deep": [[[[1]]]]}}}]])
def test_what_is_no_output_is_nothing(book, outputs):
    assert all(each == OWN_RUN or not each.get("text") and set(each.get("data", ())) <= {"text/plain"}
               for each in graded(book, outputs)[1])


def test_it_cannot_act_on_a_page_and_is_marked(book):
    html = {"output_type": "display_data", "metadata": {}, "data": {"text/html": ["<script>alert(1)</script>", "<b>12</b>"]}}
    made, kept = graded(book, [html])
    page, _ = SafeHTMLExporter().from_notebook_node(nbformat.from_dict(made))
    assert "As handed in" in page and "<b>12</b>" in page and "alert(1)" not in page


def test_a_hidden_test_in_it_is_not_given_away(book, course_once):
    secret = next(line for line in book.cells["test_add"].source.split("\n") if "hidden forty-two" in line)
    made, _ = graded(book, [stream(secret + "\n")])
    assert "hidden forty-two" not in json.dumps(student_copy(made, hidden_tests(CourseDir(course_once), made))["cells"][-1])


def test_what_is_too_large_is_left_out_and_said(book):
    kept = graded(book, [stream("x" * 250_000)] * (HANDED_IN // 250_000 + 2))[1]
    assert sum(len(each.get("text", "")) for each in kept) < HANDED_IN + 1000 and "too large" in kept[-1]["text"]
