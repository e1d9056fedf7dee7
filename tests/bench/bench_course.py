"""The course the grading benchmark grades: a module of the curriculum, handed in by as many students as are wanted.

Answers are the reference's, each with one of the wrong solutions of tests/mistakes, and some without. Deterministic.
"""

import json
import sys
from pathlib import Path

from curriculum.course import load_course
from curriculum.course_dir import ensure_course_dir

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "curriculum" / "modules"))
from grade_in_process import grade_meta, instructor_notebook, mistakes, with_mistake  # noqa: E402

RIGHT_IN = 3  # one submission of three has no mistake
ANSWER = "It took about four times as long, since there are four times as many elements to visit."


def assignment(number: int) -> str:
    """nbgrader's id of the module."""
    return load_course().module(number).slug


def make_course(root: Path, number: int, register) -> None:
    """A course directory with the module released; `register(root, assignment)` makes the release notebook."""
    ensure_course_dir(load_course(), ROOT, root)
    register(root, assignment(number))


def hand_in(root: Path, number: int, count: int) -> None:
    """Put `count` submissions into submitted/, made from the release notebook as students get it."""
    name = assignment(number)
    given = json.loads((root / "release" / name / f"{name}.ipynb").read_text())
    wrong, reference = mistakes(number), instructor_notebook(number)
    for student in range(count):
        cells = reference.cells if student % RIGHT_IN == 0 else with_mistake(reference, wrong[student % len(wrong)])
        answers = {grade_meta(cell).get("grade_id"): _answer(cell) for cell in cells if grade_meta(cell).get("solution")}
        for cell in given["cells"]:
            if (key := grade_meta_of(cell).get("grade_id")) in answers:
                cell["source"] = answers[key]
        folder = root / "submitted" / f"student{student:04d}" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.ipynb").write_text(json.dumps(given))
        (folder / "timestamp.txt").write_text("2026-03-01 10:00:00.000000 UTC")


def grade_meta_of(cell: dict) -> dict:
    return cell["metadata"].get("nbgrader", {})


def _answer(cell) -> str:
    if cell.cell_type == "markdown" or grade_meta(cell).get("grade"):
        return ANSWER
    return "\n".join(line for line in cell.source.split("\n") if "### BEGIN" not in line and "### END" not in line)
