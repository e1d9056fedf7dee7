"""Module 09 only: its points, that nothing tells the paper's figures before they are found, and its time."""
import re
import time

from grade_in_process import grade, grade_meta, instructor_notebook, is_test_cell

from curriculum.course import load_course

CELLS = instructor_notebook(9).cells


def test_autograded_points():
    assert sum(grade_meta(each)["points"] for each in CELLS if is_test_cell(each)) == 70


def test_points_graded_by_hand():
    manual = [each for each in CELLS if grade_meta(each).get("grade") and grade_meta(each).get("solution")]
    assert [grade_meta(each)["points"] for each in manual] == [10, 10]


def test_a_share_of_the_submissions_is_read():
    course = load_course()
    assert course.module(9).critical and course.grading.review_rate == 0.2


def test_the_papers_figures_are_found_by_the_learner():
    """896 and 98,336 parameters, a ratio of 109, and 241 million multiply-accumulates are in no text before they are measured."""
    released = [each.source for each in CELLS if not (grade_meta(each).get("grade") and grade_meta(each).get("solution"))]
    figures = re.compile(r"\b(?:896|98[,_]?336|109|240[,_]?844[,_]?800|241 M|241 million)\b")
    assert len(released) > 40 and [found for text in released for found in figures.findall(text)] == []


def test_whole_notebook_runs_in_a_few_seconds():
    # The reference is meant to take under 3 s; the margin is for slow, shared machines.
    start = time.perf_counter()
    grade(CELLS)
    assert time.perf_counter() - start < 30
