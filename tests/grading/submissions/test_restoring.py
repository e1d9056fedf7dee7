"""Restoring a notebook: whatever a student did to it, tests, points and kinds are the instructor's."""

import copy
import json

import coursework
import pytest

from grading.assignments.template import load_template
from grading.course.directory import CourseDir
from grading.course.files import merged
from grading.records.gradebook import Gradebook
from grading.submissions import unassigned_cells
from grading.submissions.restored_notebook import blank, restore_notebook
from notebooks.content.reading import Unreadable, read_notebook


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
    assert restore_notebook(book, submitted).notes == []


def test_an_edited_test_is_restored(book, submitted):
    coursework.source_of(submitted, "test_add")["source"] = "pass"
    assert "hidden forty-two" in text(restore_notebook(book, submitted), "test_add")


def test_an_edited_test_is_noted(book, submitted):
    coursework.source_of(submitted, "test_add")["source"] = "pass"
    assert restore_notebook(book, submitted).notes == ["cell test_add is not for editing and was edited; it was restored"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text + "\n\n",
        lambda text: "".join(line.rstrip() + "  \n" for line in text.split("\n")),
        lambda text: text.replace(" ", "\u00a0"),
    ],
)
def test_what_editors_do_by_themselves_is_no_edit(book, submitted, change):
    for cell in submitted["cells"]:
        if book.cells.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), book.cells["add"]).locked:
            cell["source"] = change(cell["source"])
    assert restore_notebook(book, submitted).notes == []


def test_a_cell_of_an_older_release_is_no_edit(book, submitted):
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    cell = coursework.source_of(submitted, "test_add")
    cell["source"] = "assert add(1, 1) == 2"
    cell["metadata"]["nbgrader"]["points"] = 1
    cell["metadata"]["nbgrader"]["checksum"] = compute_checksum(from_dict(cell))
    assert restore_notebook(book, submitted).notes == []


def test_changed_settings_are_noted(book, submitted):
    coursework.source_of(submitted, "test_add")["metadata"]["nbgrader"].update(points=99, solution=True)
    assert restore_notebook(book, submitted).notes == [
        "the settings of cell test_add were changed (solution, points); they were restored"
    ]


def test_a_notebook_that_lost_its_metadata_finds_its_tests_by_the_text_students_have(book, submitted):
    for cell in submitted["cells"]:
        cell["metadata"] = {}
    one = restore_notebook(book, submitted)
    assert [name for name in named(one) if name.startswith("test_")] == ["test_add", "test_scale", "test_total"]
    assert [note for note in one.notes if "test_" in note] == []


def test_what_jupyterlab_saves_of_a_release_needs_no_note(course, opened):
    """Written by nbgrader, opened and saved by Jupyter's own server, as JupyterLab does on every save."""
    from jupyter_server.services.contents.largefilemanager import LargeFileManager

    from grading.exchange.release import generate_release

    with opened(course) as context:
        generate_release(context)
        book = load_template(context.course, context.gradebook, coursework.ASSIGNMENT).notebooks[coursework.BOOK]
    contents = LargeFileManager(root_dir=str(course / "release" / coursework.ASSIGNMENT))
    model = contents.get(f"{coursework.BOOK}.ipynb")
    model["content"]["nbformat_minor"] = 5  # what JupyterLab upgrades to; the server gives the cells their ids
    model["content"] = json.loads(json.dumps(model["content"]))
    contents.save(model, f"{coursework.BOOK}.ipynb")
    saved = (course / "release" / coursework.ASSIGNMENT / f"{coursework.BOOK}.ipynb").read_bytes()
    assert b'"id"' in saved and b"hidden forty-two" not in saved
    assert restore_notebook(book, read_notebook(saved)).notes == []


def test_edited_points_are_restored(book, submitted):
    cell = coursework.source_of(submitted, "test_add")
    cell["metadata"]["nbgrader"]["points"] = 99
    restored = restore_notebook(book, submitted).nb["cells"][3]
    assert restored["metadata"]["nbgrader"]["points"] == 2


def test_a_deleted_test_returns_to_its_place(book, submitted):
    submitted["cells"].remove(coursework.source_of(submitted, "test_scale"))
    assert named(restore_notebook(book, submitted)) == list(book.cells)


def test_all_tests_return_in_order_when_all_are_deleted(book):
    assert named(restore_notebook(book, {"metadata": {}, "cells": []})) == list(book.cells)


def test_a_missing_answer_is_shown_but_not_run(book, submitted):
    submitted["cells"].remove(coursework.source_of(submitted, "add"))
    assert not any("def add" in source for _, source in restore_notebook(book, submitted).run)


def test_a_code_answer_made_markdown_is_code_again(book, submitted):
    coursework.source_of(submitted, "add")["cell_type"] = "markdown"
    assert any("def add" in source for _, source in restore_notebook(book, submitted).run)


def test_the_first_of_two_answers_counts(book, submitted):
    again = copy.deepcopy(coursework.source_of(submitted, "add"))
    again["source"] = "second"
    submitted["cells"].append(again)
    assert restore_notebook(book, submitted).answers["add"] != "second"


def test_the_blank_release_has_no_solution(book):
    assert not any("return a + b" in source for _, source in restore_notebook(book, blank(book)).run)


def test_moved_cells_are_noted(book, submitted):
    submitted["cells"].reverse()
    assert "the cells are not in the order of the assignment" in restore_notebook(book, submitted).notes


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "empty"),
        (b"{", "not valid JSON"),
        (b"[1]", "not a notebook"),
        (b'{"a": 1}', "no cells"),
        (b"\xff\xfe\x00", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b" " * 70_000_000, "larger than"),
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


def test_new_code_is_read_for_words_up_to_a_limit_and_once(book, submitted, monkeypatch):
    """Two thousand cells of four thousand signs took minutes, while the class waited."""
    read = []
    monkeypatch.setattr(unassigned_cells, "in_words", lambda text: bool(read.append(len(text))))
    submitted["cells"] += [
        {"cell_type": "code", "metadata": {}, "source": f"x{number} = ({'1,' * 2000})"} for number in range(200)
    ]
    one = restore_notebook(book, submitted)
    assert sum(read) <= unassigned_cells.MAX_READ
    assert [each.in_words for each in one.unassigned] == [False] * len(read) + [True] * (200 - len(read))


def test_the_names_that_new_code_defines_are_looked_for_once(book, monkeypatch):
    looked = []

    class Counting:
        @staticmethod
        def findall(text):
            looked.append(len(text))
            return []

    monkeypatch.setattr(unassigned_cells, "DEFINED", Counting)
    submitted = blank(book)
    submitted["cells"] += [{"cell_type": "code", "metadata": {}, "source": f"def f{number}(): pass"} for number in range(50)]
    one = restore_notebook(book, submitted)
    assert len(one.blank) > 2 and len(looked) <= 2 * len(one.unassigned)
