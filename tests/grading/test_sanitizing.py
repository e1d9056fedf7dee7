"""Rebuilding a notebook: whatever a student did to it, tests, points and kinds are the instructor's."""

import copy

import coursework
import pytest

from grading.course_dir import CourseDir
from grading.files import merged
from grading.gradebook import Gradebook
from grading.notebook import Unreadable, read_notebook
from grading.sanitize import blank, sanitize
from grading.template import load_template


@pytest.fixture(scope="module")
def book(course_once):
    gradebook = Gradebook(CourseDir(course_once))
    yield load_template(CourseDir(course_once), gradebook, coursework.ASSIGNMENT).notebooks[coursework.BOOK]
    gradebook.close()


@pytest.fixture
def submitted():
    return {"metadata": {}, "cells": coursework.answered()["cells"]}


def named(one):
    return [c["metadata"]["nbgrader"]["grade_id"] for c in one.nb["cells"] if c["metadata"].get("nbgrader")]


def text(one, name):
    return next(
        c["source"] for c in one.nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def test_an_untouched_notebook_needs_no_note(book, submitted):
    assert sanitize(book, submitted).notes == []


def test_an_edited_test_is_restored(book, submitted):
    coursework.source_of(submitted, "test_add")["source"] = "pass"
    assert "hidden forty-two" in text(sanitize(book, submitted), "test_add")


def test_edited_points_are_restored(book, submitted):
    cell = coursework.source_of(submitted, "test_add")
    cell["metadata"]["nbgrader"]["points"] = 99
    rebuilt = sanitize(book, submitted).nb["cells"][3]
    assert rebuilt["metadata"]["nbgrader"]["points"] == 2


def test_a_deleted_test_returns_to_its_place(book, submitted):
    submitted["cells"].remove(coursework.source_of(submitted, "test_scale"))
    assert named(sanitize(book, submitted)) == list(book.cells)


def test_all_tests_return_in_order_when_all_are_deleted(book):
    assert named(sanitize(book, {"metadata": {}, "cells": []})) == list(book.cells)


def test_a_missing_answer_is_shown_but_not_run(book, submitted):
    submitted["cells"].remove(coursework.source_of(submitted, "add"))
    assert not any("def add" in source for _, source in sanitize(book, submitted).run)


def test_a_code_answer_made_markdown_is_code_again(book, submitted):
    coursework.source_of(submitted, "add")["cell_type"] = "markdown"
    assert any("def add" in source for _, source in sanitize(book, submitted).run)


def test_the_first_of_two_answers_counts(book, submitted):
    again = copy.deepcopy(coursework.source_of(submitted, "add"))
    again["source"] = "second"
    submitted["cells"].append(again)
    assert sanitize(book, submitted).answers["add"] != "second"


def test_the_blank_release_has_no_solution(book):
    assert not any("return a + b" in source for _, source in sanitize(book, blank(book)).run)


def test_moved_cells_are_noted(book, submitted):
    submitted["cells"].reverse()
    assert "the cells are not in the order of the assignment" in sanitize(book, submitted).notes


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "empty"),
        (b"{", "not valid JSON"),
        (b"[1]", "not a notebook"),
        (b'{"a": 1}', "no cells"),
        (b"\xff\xfe\x00", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b" " * 21_000_000, "larger than"),
    ],
)
def test_what_is_no_notebook_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=words):
        read_notebook(data)


@pytest.mark.parametrize(
    "raw, sources",
    [
        (b'\xef\xbb\xbf{"cells": [{"cell_type": "code", "source": ["a\\n", "b"]}]}', ["a\nb"]),
        (b'{"worksheets": [{"cells": [{"cell_type": "code", "input": "x"}]}], "nbformat": 3}', ["x"]),
        (b'{"cells": [{"cell_type": "code", "source": 5}, 7]}', [""]),
        (b'{"cells": [{"cell_type": "code", "source": "\\ud800"}]}', ["?"]),
    ],
)
def test_odd_notebooks_are_read(raw, sources):
    assert [cell["source"] for cell in read_notebook(raw)["cells"]] == sources


@pytest.mark.parametrize(
    "student, instructor, kept",
    [
        ("data", "data/x.csv", False),
        ("data/x.csv", "data", False),
        ("x.csv", "x.csv", False),
        ("data2", "data/x.csv", True),
        ("a/b", "a/c", True),
    ],
)
def test_the_instructors_files_win(student, instructor, kept):
    assert merged({student: "s"}, {instructor: "i"}) == {instructor: "i"} | ({student: "s"} if kept else {})
