"""Module 01 only: its points, the names it promises, its version check and how long its measurements take."""
import time
from types import SimpleNamespace

import pytest
from grade_in_process import grade, grade_meta, instructor_notebook, is_test_cell

CELLS = instructor_notebook(1).cells


def cell(grade_id):
    return next(each for each in CELLS if grade_meta(each).get("grade_id") == grade_id)


def test_autograded_points():
    assert sum(grade_meta(each)["points"] for each in CELLS if is_test_cell(each)) == 48


def test_points_graded_by_hand():
    manual = [each for each in CELLS if grade_meta(each).get("grade") and grade_meta(each).get("solution")]
    assert [grade_meta(each)["points"] for each in manual] == [6, 6]


@pytest.mark.parametrize("version", ["1.20.0", "1.26.4", "2.0.0rc1", "2.4.6", "10.0.0"])
def test_new_enough_numpy_is_accepted(version):
    names = {"np": SimpleNamespace(__version__=version)}
    exec(cell("numpy-version").source, names)
    assert names["numpy_version"] >= (1, 20)


@pytest.mark.parametrize("version", ["1.9.3", "1.19.5", "0.30"])
def test_old_numpy_is_refused(version):
    with pytest.raises(AssertionError, match=f"NumPy {version} is too old"):
        exec(cell("numpy-version").source, {"np": SimpleNamespace(__version__=version)})


def test_connection_map_comes_first():
    assert "Prerequisites: none" in CELLS[1].source and "Unlocks:" in CELLS[1].source


def test_whole_notebook_runs_in_a_few_seconds():
    # The measurements are meant to take under 2 s; the margin is for slow, shared machines.
    start = time.perf_counter()
    grade(CELLS)
    assert time.perf_counter() - start < 15
