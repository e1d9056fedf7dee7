"""A small course for the tests: one notebook with hidden tests, partial credit, a data file and an essay.

Seven points are tested, three are given by hand.
"""

import copy
import json
import shutil
import sqlite3
from pathlib import Path

from grading.assignments.hidden_tests import HiddenTests

ASSIGNMENT, BOOK = "ps1", "numbers"
TESTED, TOTAL = 7.0, 10.0
STAMP = "2026-03-01 10:00:00.000000 UTC"


CHECKS = """
import os
import tempfile
from pathlib import Path


def sums(rng, add):
    return [add(int(a), int(b)) for a, b in rng.integers(-999, 999, (5, 2))]


def products(rng, scale):
    return [scale(rng.normal(size=shape), float(rng.normal())) for shape in (3, (2, 5))]


def total_of_a_file(rng, total):
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path("numbers.csv").write_text("".join(f"{n}\\n" for n in rng.integers(-50, 50, 9)))
            return total()
        finally:
            os.chdir(here)


DECIDES = {"test_add": [sums], "test_scale": [products], "test_total": [total_of_a_file]}
"""


def cell(kind, source, name=None, **nbgrader):
    metadata = {}
    if name:
        metadata["nbgrader"] = {
            "grade_id": name,
            "grade": False,
            "solution": False,
            "locked": False,
            "task": False,
            "schema_version": 3,
            **nbgrader,
        }
    made = {"cell_type": kind, "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook():
    solution = dict(solution=True)
    test = dict(grade=True, locked=True)
    return {
        "nbformat": 4,
        "nbformat_minor": 4,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        "cells": [
            cell("markdown", "# Numbers"),
            cell("code", "import numpy as np"),
            cell(
                "code",
                "def add(a, b):\n    ### BEGIN SOLUTION\n    return a + b\n    ### END SOLUTION",
                "add",
                **solution,
            ),
            cell(
                "code",
                "assert add(1, 2) == 3, 'add two numbers'\n### BEGIN HIDDEN TESTS\n"
                "assert add(20, 22) == 42, 'hidden forty-two'\n### END HIDDEN TESTS",
                "test_add",
                points=2,
                **test,
            ),
            cell(
                "code",
                "def scale(values, factor):\n    ### BEGIN SOLUTION\n    return values * factor\n"
                "    ### END SOLUTION",
                "scale",
                **solution,
            ),
            cell(
                "code",
                "assert (scale(np.arange(3), 2) == [0, 2, 4]).all(), 'multiply every value'\n"
                "### BEGIN HIDDEN TESTS\nassert (scale(np.ones(2), 7.5) == 7.5).all(), 'hidden factor'\n"
                "### END HIDDEN TESTS",
                "test_scale",
                points=3,
                **test,
            ),
            cell(
                "code",
                "def total():\n    ### BEGIN SOLUTION\n    return sum(int(x) for x in open('numbers.csv'))\n"
                "    ### END SOLUTION",
                "total",
                **solution,
            ),
            cell("code", "2.0 if total() == 6 else 0.5", "test_total", points=2, **test),
            cell("markdown", "Why does it work?", "why", grade=True, solution=True, points=3),
        ],
    }


def source_of(nb, name):
    return next(c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def changed(nb, **sources):
    """A copy of the notebook with other answers."""
    nb = copy.deepcopy(nb)
    for name, text in sources.items():
        source_of(nb, name)["source"] = text
    return nb


def answered():
    """A right submission that leaves the essay as it was given; like every student's, without hidden tests."""
    nb = changed(notebook(), why="YOUR ANSWER HERE")
    for one in nb["cells"]:
        one["source"] = HiddenTests().visible(one["source"])
    return nb


def make_course(root: Path) -> Path:
    """An nbgrader course directory with the assignment registered by nbgrader itself."""
    from grading.assignments.registration import ensure_registered
    from grading.course.directory import CourseDir
    from grading.records.gradebook import Gradebook

    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n"
        "import os\nc.Exchange.root = os.path.join(os.path.dirname(__file__), 'exchange')\n"
    )
    (root / "exchange").mkdir()
    (root / "exchange").chmod(0o777)
    (folder / f"{BOOK}.ipynb").write_text(json.dumps(notebook()))
    (folder / "numbers.csv").write_text("1\n2\n3\n")
    checks = root / "checks" / ASSIGNMENT / f"{BOOK}.py"
    checks.parent.mkdir(parents=True)
    checks.write_text(CHECKS)
    course = CourseDir(root)
    gradebook = Gradebook(course)
    ensure_registered(course, gradebook, ASSIGNMENT)
    gradebook.close()
    return root


def submit(root: Path, student: str, nb, *, name=f"{BOOK}.ipynb", stamp=STAMP, **files):
    """Put a submission where collecting would."""
    folder = root / "submitted" / student / ASSIGNMENT
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text(stamp)
    if nb is not None:
        (folder / name).write_text(nb if isinstance(nb, str) else json.dumps(nb))
    for path, text in files.items():
        (folder / path).write_text(text)


def query(root: Path, sql: str):
    with sqlite3.connect(root / "gradebook.db") as db:
        return db.execute(sql).fetchall()


GRADES = """SELECT s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade, n.flagged,
    s.timestamp FROM grade g JOIN submitted_notebook n ON n.id = g.notebook_id
    JOIN submitted_assignment s ON s.id = n.assignment_id
    JOIN base_cell c ON c.id = g.cell_id ORDER BY 1, 2"""


def grades(root: Path) -> dict:
    """Automatic points by student and cell."""
    points: dict = {}
    for student, name, auto, *_ in query(root, GRADES):
        points.setdefault(student, {})[name] = auto
    return points


def tables(root: Path):
    """Everything grading wrote, without ids and times of day: equal tables mean equal grades."""
    comments = query(
        root,
        """SELECT s.student_id, c.name, m.auto_comment, m.manual_comment FROM comment m
        JOIN submitted_notebook n ON n.id = m.notebook_id
        JOIN submitted_assignment s ON s.id = n.assignment_id
        JOIN base_cell c ON c.id = m.cell_id ORDER BY 1, 2""",
    )
    with sqlite3.connect(root / ".grading" / "grading.db") as db:
        journal = db.execute(
            "SELECT assignment, student, key, score, max_score, state FROM graded ORDER BY 1, 2"
        ).fetchall()
        answers = db.execute("SELECT * FROM answer ORDER BY 1, 2, 3, 4").fetchall()
    return query(root, GRADES), comments, journal, answers
