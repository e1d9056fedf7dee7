"""A course that is not TinyTorch: made by stock nbgrader, graded with the commands of a checkout, read by stock nbgrader."""

import json
import os
import subprocess
import sys
from pathlib import Path

import containers
import pytest
from coursework import STAMP, cell

pytestmark = pytest.mark.docker
ASSIGNMENT, FIRST, SECOND = "week one", "part one", "2. reading & writing"
CHECKOUT = Path(__file__).parents[3]
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(*cells):
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": KERNEL, "cells": list(cells)}


def solved(name, head, answer):
    text = f"{head}\n    ### BEGIN SOLUTION\n    return {answer}\n    ### END SOLUTION"
    return cell("code", text, name, solution=True)


def exam(name, points, text):
    return cell("code", text, name, grade=True, locked=True, points=points)


def first(answer):
    hidden = "### BEGIN HIDDEN TESTS\nassert double('a') == 'aa'\n### END HIDDEN TESTS"
    return notebook(
        solved("double", "def double(x):", answer), exam("test_double", 3, f"assert double(2) == 4\n{hidden}")
    )


def second(answer):
    return notebook(
        solved("words", "def words(text):", answer),
        exam("test_words", 2, "assert words(open('poem.txt').read()) == 4"),
    )


RIGHT = first("x * 2"), second("len(text.split())")


def run(*command, root, **env):
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env=os.environ | env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def lay(folder, *notebooks, poem="roses are red indeed\n"):
    folder.mkdir(parents=True)
    for name, nb in zip((FIRST, SECOND), notebooks, strict=False):
        (folder / f"{name}.ipynb").write_text(json.dumps(nb))
    (folder / "poem.txt").write_text(poem)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The course after `grading run` and the single steps, and what they said."""
    home = tmp_path_factory.mktemp("plain")
    run("nbgrader", "quickstart", "poetry", root=home)
    root = home / "poetry"
    lay(root / "source" / ASSIGNMENT, *RIGHT)
    for student, notebooks in {
        "ada": RIGHT,
        "bob": (first("4"), RIGHT[1]),
        "cy d": (RIGHT[0],),
    }.items():
        lay(root / "submitted" / student / ASSIGNMENT, *notebooks, poem="one\n")
        (root / "submitted" / student / ASSIGNMENT / "timestamp.txt").write_text(STAMP)
    env = {
        "PYTHONPATH": str(CHECKOUT),
        "GRADING_SANDBOX_IMAGE": containers.IMAGE,
        "GRADING_LABEL": "tt-grading-plain",
        "GRADING_TIMEOUT_SECONDS": "20",
    }
    said = {
        step: run("grading", *step.split(), ASSIGNMENT, "--course-dir", str(root), root=home, **env)
        for step in ("run --feedback now", "autograde", "sample --critical --rate 0.5", "feedback", "export")
    }
    assert containers.remove_containers("tt-grading-plain") == []
    return root, said


@pytest.mark.parametrize(
    "student, scores",
    [("ada", {FIRST: 3, SECOND: 2}), ("bob", {FIRST: 0, SECOND: 2}), ("cy d", {FIRST: 3, SECOND: 0})],
)
def test_stock_nbgrader_reads_the_points(graded, student, scores):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{graded[0]}/gradebook.db", "poetry") as gradebook:
        books = gradebook.find_submission(ASSIGNMENT, student).notebooks
        assert {book.name: book.score for book in books} == scores


def test_a_second_autograde_has_nothing_to_do(graded):
    assert "3 submissions are graded already and unchanged" in graded[1]["autograde"]


def test_every_notebook_has_a_page_without_hidden_tests(graded):
    pages = {path.relative_to(graded[0]).as_posix(): path.read_text() for path in (graded[0] / "feedback").rglob("*.html")}
    assert len(pages) == 6
    assert not any("'aa'" in page for page in pages.values())


def test_half_of_what_could_be_read_is_sampled(graded):
    assert "1 of 2 submissions of week one are in the review sample" in graded[1]["sample --critical --rate 0.5"]


def test_the_export_names_what_was_not_submitted(graded):
    text = (graded[0] / f"{ASSIGNMENT}.csv").read_text()
    assert "cy d" in text and f"{SECOND}.ipynb was not submitted" in text


def test_the_assignment_that_came_with_quickstart_is_left_alone(graded):
    assert not list((graded[0] / "autograded").glob("*/ps1"))
