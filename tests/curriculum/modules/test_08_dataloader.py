"""Module 08 only: its points, what its seeds decide, that its chances hardly ever fail a right solution, and its time."""
import time

import numpy as np
from grade_in_process import grade, grade_meta, instructor_notebook, is_test_cell

CELLS = instructor_notebook(8).cells


def source_of(grade_id):
    return next(each.source for each in CELLS if grade_meta(each).get("grade_id") == grade_id)


def test_autograded_points():
    assert sum(grade_meta(each)["points"] for each in CELLS if is_test_cell(each)) == 48


def test_points_graded_by_hand():
    manual = [each for each in CELLS if grade_meta(each).get("grade") and grade_meta(each).get("solution")]
    assert [grade_meta(each)["points"] for each in manual] == [6, 6]


def test_chance_hardly_ever_fails_a_right_solution():
    """Some tests draw without a seed, or with generators of another kind: what they ask for must be nearly certain."""
    misses = {
        "a place of 5 that 300 orders never gave a sample": 25 * (4 / 5) ** 300,
        "a pair of 10 that 300 orders never put together": 10 * (9 / 10) ** 300,
        "a window of 9 that 500 crops never gave": 9 * (8 / 9) ** 500,
        "50 flips alike": 2 * 0.5 ** 50,
        "two orders of 20 alike": 1e-18,
    }
    assert {name: chance for name, chance in misses.items() if chance > 1e-11} == {}
    # 400 flips with p = 0.25 have a standard deviation of 8.7; 40 and 160 are 6.9 away.
    assert 60 / np.sqrt(400 * 0.25 * 0.75) > 6.5
    asked = {"test-order": "300", "test-crop": "500", "test-flip": "range(400)"}
    assert {name: count for name, count in asked.items() if count not in source_of(name)} == {}


def test_whole_notebook_runs_in_a_few_seconds():
    # The measurements are meant to take under 3 s; the margin is for slow, shared machines.
    start = time.perf_counter()
    grade(CELLS)
    assert time.perf_counter() - start < 30
