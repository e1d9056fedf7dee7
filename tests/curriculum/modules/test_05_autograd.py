"""Module 05 only: its points, what it says about earlier modules, and how long its measurements take."""
import re
import time

from grade_in_process import grade, grade_meta, instructor_notebook, is_test_cell

CELLS = instructor_notebook(5).cells


def manual_answers():
    return [each for each in CELLS if grade_meta(each).get("grade") and grade_meta(each).get("solution")]


def test_autograded_points():
    assert sum(grade_meta(each)["points"] for each in CELLS if is_test_cell(each)) == 76


def test_points_graded_by_hand():
    assert [grade_meta(each)["points"] for each in manual_answers()] == [12, 12]


def test_stated_points_are_those_of_the_cell():
    for cell in filter(is_test_cell, CELLS):
        stated = re.search(r"\((\d+) points?\)", cell.source)
        assert int(stated[1]) == grade_meta(cell)["points"], grade_meta(cell)["grade_id"]


def test_no_forward_code_of_the_tensor_is_written_again():
    exported = [each.source for each in CELLS if each.source.startswith("#| export")]
    assert not re.search(r"Tensor\.(__\w+__|matmul|sum|mean|max|reshape|transpose)\s*=", "\n".join(exported))


def test_whole_notebook_runs_in_a_few_seconds():
    # About 4 s on an idle machine, measurements included; the margin is for slow, shared machines.
    start = time.perf_counter()
    grade(CELLS)
    assert time.perf_counter() - start < 20
