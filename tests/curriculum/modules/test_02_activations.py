"""Module 02 only: its points, its map, and how long its measurements take."""
import time

from grade_in_process import grade, grade_meta, instructor_notebook, is_test_cell

CELLS = instructor_notebook(2).cells


def test_autograded_points():
    assert sum(grade_meta(each)["points"] for each in CELLS if is_test_cell(each)) == 38


def test_points_graded_by_hand():
    manual = [each for each in CELLS if grade_meta(each).get("grade") and grade_meta(each).get("solution")]
    assert [grade_meta(each)["points"] for each in manual] == [6, 6]


def test_connection_map_comes_first():
    assert "Prerequisites: Module 01" in CELLS[1].source and "Unlocks:" in CELLS[1].source


def test_whole_notebook_runs_in_a_few_seconds():
    start = time.perf_counter()
    grade(CELLS)
    assert time.perf_counter() - start < 15
