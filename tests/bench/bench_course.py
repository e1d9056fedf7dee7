"""The courses that the grading benchmark grades, handed in by as many students as are wanted. Deterministic.

`Module` is a module of the curriculum, `Plain` the notebook of an ordinary nbgrader course. Both know no grader.
"""

import json
import random
import sys
from pathlib import Path

from curriculum.course import load_course
from curriculum.products.course_dir import ensure_course_dir

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "curriculum" / "modules"))
from grade_in_process import grade_meta, instructor_notebook, mistakes, with_mistake  # noqa: E402

RIGHT_IN = 3  # one submission of three has no mistake
ANSWER = "It took about four times as long, since there are four times as many elements to visit."


class Module:
    """A module: answers are the reference's, most with one of the wrong solutions of tests/mistakes."""

    def __init__(self, number: int):
        self.number, self.assignment = number, load_course().module(number).slug

    def write_source(self, root: Path) -> None:
        """Make the course directory `root`."""
        ensure_course_dir(load_course(), ROOT, root)

    def hand_in(self, root: Path, count: int) -> None:
        """Put `count` submissions into submitted/, made from the release notebook as students get it."""
        given = json.loads((root / "release" / self.assignment / f"{self.assignment}.ipynb").read_text())
        wrong, reference = mistakes(self.number), instructor_notebook(self.number)
        for student in range(count):
            cells = reference.cells if student % RIGHT_IN == 0 else with_mistake(reference, wrong[student % len(wrong)])
            answers = {grade_meta(cell).get("grade_id"): _answer(cell) for cell in cells if grade_meta(cell).get("solution")}
            for cell in given["cells"]:
                if (key := cell["metadata"].get("nbgrader", {}).get("grade_id")) in answers:
                    cell["source"] = answers[key]
            _submit(root, student, self.assignment, given)


class Plain:
    """Eight small functions, a test cell with hidden tests for each, and an essay; about half of the answers are right."""

    assignment = "arrays"
    tasks = 8
    answers = (
        "    return values + {0}",
        "    return values + {0}",
        "    return np.add(values, {0})",
        "    return values * {0}",
        "    raise NotImplementedError()",
    )

    def write_source(self, root: Path) -> None:
        """Make the course directory `root`."""
        right = "    ### BEGIN SOLUTION\n    return values + {0}\n    ### END SOLUTION"
        folder = root / "source" / self.assignment
        folder.mkdir(parents=True)
        notebook = self._notebook(lambda task: right.format(task))
        (folder / f"{self.assignment}.ipynb").write_text(json.dumps(notebook))
        (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")

    def hand_in(self, root: Path, count: int) -> None:
        """Put `count` submissions into submitted/."""
        chance = random.Random(7)
        for student in range(count):
            notebook = self._notebook(lambda task: chance.choice(self.answers).format(task))
            notebook["cells"][-1]["source"] = f"An essay of student {student}."
            _submit(root, student, self.assignment, notebook)

    def _notebook(self, answer) -> dict:
        cells = [_cell("markdown", "# Arrays"), _cell("code", "import numpy as np")]
        for task in range(self.tasks):
            test = (
                f"assert (add_{task}(np.zeros(3)) == {task}).all(), 'zeros'\n### BEGIN HIDDEN TESTS\n"
                f"assert np.allclose(add_{task}(np.linspace(-5, 5, 999)).mean(), {task})\n### END HIDDEN TESTS"
            )
            cells += [
                _cell("markdown", f"## Task {task}\nAdd {task} to every value."),
                _cell("code", f"def add_{task}(values):\n{answer(task)}", f"add_{task}", solution=True),
                _cell("code", test, f"test_{task}", grade=True, locked=True, points=2.5),
            ]
        cells.append(_cell("markdown", "YOUR ANSWER HERE", "why", grade=True, solution=True, points=5))
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        return {"nbformat": 4, "nbformat_minor": 4, "cells": cells, "metadata": {"kernelspec": kernel}}


def _cell(kind: str, source: str, name: str | None = None, **nbgrader) -> dict:
    plain = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    metadata = {"nbgrader": plain | {"grade_id": name} | nbgrader} if name else {}
    made = {"cell_type": kind, "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def _answer(cell) -> str:
    if cell.cell_type == "markdown" or grade_meta(cell).get("grade"):
        return ANSWER
    return "\n".join(line for line in cell.source.split("\n") if "### BEGIN" not in line and "### END" not in line)


def _submit(root: Path, student: int, assignment: str, notebook: dict) -> None:
    folder = root / "submitted" / f"student{student:04d}" / assignment
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{assignment}.ipynb").write_text(json.dumps(notebook))
    (folder / "timestamp.txt").write_text("2026-03-01 10:00:00.000000 UTC")
