"""Module 06 only: its points, its map, and how long its measurements take."""
import time

from grade_in_process import grade, grade_meta, instructor_notebook, is_test_cell

CELLS = instructor_notebook(6).cells
MANUAL = [cell for cell in CELLS if grade_meta(cell).get("grade") and grade_meta(cell).get("solution")]


def test_autograded_points():
    assert sum(grade_meta(cell)["points"] for cell in CELLS if is_test_cell(cell)) == 48


def test_points_graded_by_hand():
    assert [grade_meta(cell)["points"] for cell in MANUAL] == [6, 6]


def test_connection_map_comes_first():
    assert "Prerequisites:" in CELLS[1].source and "Unlocks:" in CELLS[1].source


def test_whole_notebook_runs_in_a_few_seconds():
    # The measurements are meant to take under 2 s; the margin is for slow, shared machines.
    start = time.perf_counter()
    grade(CELLS)
    assert time.perf_counter() - start < 15
