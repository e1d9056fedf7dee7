"""Honest habits graded as one class: all points, no flag, no word. Slow: none fares worse than with nbgrader on ipykernel."""

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("grading", "hostile")]

import coursework  # noqa: E402
import stock  # noqa: E402
from containers import IMAGE, remove_containers  # noqa: E402
from habit import large_data, large_outputs, load_habits  # noqa: E402

pytestmark = pytest.mark.docker

HABITS = load_habits()
STUDENTS = [*(habit.name for habit in HABITS), "large-data", "large-outputs"]
LABEL = f"tt-habits-{os.getpid()}"


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    root = coursework.make_course(tmp_path_factory.mktemp("habits") / "course")
    for habit in HABITS:
        habit.hand_in(root)
    assert [large_data(root), large_outputs(root)] == STUDENTS[-2:]
    return root


@pytest.fixture(scope="module")
def graded(handed_in, tmp_path_factory):
    """(course directory, points, flags, reasons, whether a test waits) of the class after one run; the latter by student."""
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    root = shutil.copytree(handed_in, tmp_path_factory.mktemp("graded") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", LABEL)
        patch.setenv("GRADING_TIMEOUT_SECONDS", "60")
        with context.open_assignment(root, coursework.ASSIGNMENT, Reporter(lambda line: None)) as opened:
            batch_run.autograde(opened)
            journal = opened.journal.graded(coursework.ASSIGNMENT)
    assert remove_containers(LABEL) == []
    points, flags, waits = {}, {}, {}
    for student, cell, auto, _, waiting, flag, _ in coursework.query(root, coursework.GRADES):
        points[student] = points.get(student, 0.0) + (auto or 0.0)
        flags[student] = bool(flag)
        waits[student] = waits.get(student, False) or bool(waiting and cell != "why")
    return root, points, flags, {name: row.reasons for name, row in journal.items()}, waits


@pytest.mark.parametrize("student", STUDENTS)
def test_an_honest_habit_earns_everything_without_a_word(graded, student):
    _, points, flags, reasons, waits = graded
    assert (points[student], flags[student], reasons[student], waits[student]) == (coursework.TESTED, False, [], False)


@pytest.mark.slow
def test_no_habit_fares_worse_than_with_nbgrader_on_ipykernel(graded, handed_in):
    root, points, *_ = graded
    their_points, theirs = stock.grade(handed_in, LABEL)
    ours = stock.errors(root)
    worse = {name: (points[name], had) for name, had in their_points.items() if points[name] < had}
    for name, cells in theirs.items():
        worse |= {f"{name}, cell {n}": (mine, None) for n, (mine, had) in enumerate(zip(ours[name], cells, strict=True))
                  if mine and not had}  # fmt: skip
    assert len(theirs) >= len(HABITS) - 3, sorted(set(STUDENTS) - set(theirs))  # stock gives up on some
    assert worse == {}
