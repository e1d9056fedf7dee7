"""Submissions per minute of the grading pipeline and of stock `nbgrader autograde`, on the same submissions.

Makes a course of its own (8 solution cells, 8 test cells with hidden tests, one essay), grades it both ways
in one run, and compares every grade. Times are wall times of the whole command, start-up included.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TASKS = 8
NOTEBOOK = "bench"


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


def notebook(answer):
    """The notebook with `answer(task)` as body of each function."""
    cells = [cell("markdown", "# Arrays"), cell("code", "import numpy as np")]
    for task in range(TASKS):
        cells += [
            cell("markdown", f"## Task {task}\nAdd {task} to every value."),
            cell("code", f"def add_{task}(values):\n{answer(task)}", f"add_{task}", solution=True),
            cell(
                "code",
                f"assert (add_{task}(np.zeros(3)) == {task}).all(), 'zeros'\n### BEGIN HIDDEN TESTS\n"
                f"assert np.allclose(add_{task}(np.linspace(-5, 5, 999)).mean(), {task})\n"
                "### END HIDDEN TESTS",
                f"test_{task}",
                grade=True,
                locked=True,
                points=2.5,
            ),
        ]
    cells.append(cell("markdown", "YOUR ANSWER HERE", "why", grade=True, solution=True, points=5))
    return {
        "nbformat": 4,
        "nbformat_minor": 4,
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    }


def make_course(root: Path, count: int) -> None:
    """Source, registration by nbgrader, and `count` submissions: most right, some wrong, some raising."""
    right = "    ### BEGIN SOLUTION\n    return values + {0}\n    ### END SOLUTION".format
    kinds = (
        "    return values + {0}",
        "    return values + {0}",
        "    return np.add(values, {0})",
        "    return values * {0}",
        "    raise NotImplementedError()",
    )
    source = root / "source" / "bench"
    source.mkdir(parents=True)
    (source / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook(right)))
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    nbgrader(root, "generate_assignment", "bench")
    chance = random.Random(7)
    for number in range(count):
        folder = root / "submitted" / f"student{number:03d}" / "bench"
        folder.mkdir(parents=True)
        nb = notebook(lambda task: chance.choice(kinds).format(task))
        nb["cells"][-1]["source"] = f"An essay of student {number}."
        (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(nb))
        (folder / "timestamp.txt").write_text("2026-03-01 10:00:00.000000 UTC")


def environment():
    # Stock runs `alembic` and kernels by name from PATH.
    return os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def nbgrader(root: Path, *arguments) -> float:
    """Run stock nbgrader; seconds it took."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments, "--course-dir", str(root)],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"nbgrader {arguments[0]} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


def pipeline(root: Path) -> float:
    """Run the project's grader; seconds it took."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "grading", "autograde", "bench", "--course-dir", str(root)],
        cwd=root,
        env=environment() | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"grading autograde failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


def grades(root: Path) -> dict:
    """(automatic points, needs a person) by student and cell."""
    with sqlite3.connect(root / "gradebook.db") as db:
        rows = db.execute("""SELECT s.student_id, c.name, g.auto_score, g.needs_manual_grade FROM grade g
            JOIN submitted_notebook n ON n.id = g.notebook_id
            JOIN submitted_assignment s ON s.id = n.assignment_id
            JOIN base_cell c ON c.id = g.cell_id""").fetchall()
    return {(student, name): (points, needs) for student, name, points, needs in rows}


def measure(count: int = 30) -> dict:
    """Grade `count` submissions both ways; seconds, rates, the ratio and the number of grades that differ."""
    with tempfile.TemporaryDirectory(prefix="tt-bench-") as folder:
        ours, stock = Path(folder, "ours"), Path(folder, "stock")
        make_course(ours, count)
        shutil.copytree(ours, stock)
        seconds, stock_seconds = pipeline(ours), nbgrader(stock, "autograde", "bench")
        mine, theirs = grades(ours), grades(stock)
    different = [
        (key, mine.get(key), theirs.get(key))
        for key in sorted(mine.keys() | theirs.keys())
        if mine.get(key) != theirs.get(key)
    ]
    return {
        "submissions": count,
        "cells": len(theirs),
        "seconds": seconds,
        "stock_seconds": stock_seconds,
        "per_minute": 60 * count / seconds,
        "stock_per_minute": 60 * count / stock_seconds,
        "ratio": stock_seconds / seconds,
        "different": different,
    }


def report(figures: dict) -> str:
    """The figures as lines of text."""
    lines = [
        f"grading pipeline          {figures['per_minute']:7.1f} submissions/minute "
        f"({figures['seconds']:.1f} s for {figures['submissions']})",
        f"stock nbgrader autograde  {figures['stock_per_minute']:7.1f} submissions/minute "
        f"({figures['stock_seconds']:.1f} s for {figures['submissions']})",
        f"ratio                     {figures['ratio']:7.1f}",
        f"table diff                {len(figures['different'])} of {figures['cells']} grades differ",
    ]
    return "\n".join(
        lines + [f"  {key}: pipeline {mine}, stock {theirs}" for key, mine, theirs in figures["different"]]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=30, help="submissions to make and grade")
    figures = measure(parser.parse_args().count)
    print(report(figures))
    sys.exit(1 if figures["different"] else 0)
