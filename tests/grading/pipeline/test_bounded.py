"""What one submission may cost: whatever it holds, the others get their grades and pages, and what was left out is said."""

import json
import os
import shutil
import threading
from pathlib import Path

import coursework
import nbformat
import pytest
from containers import IMAGE, remove_containers
from coursework import ASSIGNMENT, BOOK, cell, changed, submit

from grading.course.files import MAX_NAMES, find_notebooks, read_data_files
from grading.execution.bounded_parsing.child import Failed, Limits, TooMuch, within
from grading.execution.bounded_parsing.reading import read_within
from grading.execution.bounded_parsing.size import CELL, SHOWN_CELL
from grading.feedback import pages as feedback
from notebooks.content.reading import Unreadable
from notebooks.verdict import earned

SMALL = Limits(1, 64 * 2**20, 2**20)


def test_what_the_work_returns_comes_back():
    assert within(SMALL, lambda: b"a.\n" * 1000) == b"a.\n" * 1000


def children() -> set[str]:
    """The processes that this one started and has not reaped: other tests may have some of their own."""
    return {number for task in Path("/proc/self/task").iterdir() for number in (task / "children").read_text().split()}


@pytest.mark.parametrize(
    "work, words",
    [
        (lambda: exec("while True: pass"), "more than 1 s"),
        (lambda: bytes(2**30), "or 64 MB"),
        (lambda: bytes(2**21), "larger than 1 MB"),
        (lambda: eval("(lambda f: f(f))(lambda f: f(f))"), "more than 1 s"),
        (lambda: os._exit(0), "more than 1 s"),
        (lambda: os.kill(os.getpid(), 9), "more than 1 s"),
    ],
)
def test_work_without_end_is_ended_and_leaves_no_process(work, words):
    before = children()
    with pytest.raises(TooMuch, match=words):
        within(SMALL, work)
    assert children() <= before


def test_work_that_a_thread_asks_for_is_limited_too():
    found = []

    def ask():
        try:
            within(SMALL, lambda: exec("while True: pass"))
        except TooMuch as why:
            found.append(why)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(found) == 1


def test_an_exception_of_the_work_is_told():
    with pytest.raises(Failed, match="KeyError: 'gone'"):
        within(SMALL, lambda: {}["gone"])


def book(*cells, **more) -> dict:
    nb = coursework.answered() | more
    nb["cells"] += cells
    return nb


LARGE = "x = 1\n" * 1_500_000
COSTLY = {
    "lines": (book(cell("code", LARGE)), "has 9,000,000 characters"),
    "words": (book(cell("markdown", "word\n" * 1_500_000)), "has 7,500,000 characters"),
    "ampersands": (changed(book(), why="&" * 300_000), "shows the first 50,000 of 300,000 characters"),
    "angles": (book(*[cell("markdown", "<" * 100_000)] * 40), "took too much time or memory"),
    "rows": (book(*[cell("markdown", "|a|b|\n|-|-|\n" + "|c|d|\n" * 2000)] * 150), "took too much time or memory"),
    "backslashes": (changed(book(), why="\\" * 100_000), "shows the first 50,000"),
    "brackets": (changed(book(), why="![a](" * 50_000), "shows the first 50,000"),
    "nested": (changed(book(), why="\n".join("  " * n + "- a" for n in range(2000))), "shows the first"),
    "oneline": (book(cell("code", "x = '" + "1" * 5_000_000 + "'")), "has 5,000,006 characters"),
    "cells": (book(*[cell("markdown", "a")] * 20_000), "more than 2000 cells"),
    "deep": ('{"cells": ' + "[" * 200_000, "not valid JSON"),
    "metadata": (book(metadata={f"key {n}": ["x"] * 10 for n in range(50_000)}), None),
    "cellmetadata": (book(cell("code", "y = 1") | {"metadata": {"nbgrader": {"x" * 99: {}}, "y": "z" * 3_000_000}}), None),
}


@pytest.fixture(scope="module")
def graded(course_once, tmp_path_factory):
    """A class of costly notebooks and two honest ones, graded, with feedback; and the reasons by student."""
    from grading.messages.reporter import Reporter
    from grading.pipeline import run as batch_run
    from grading.records import context

    root, label, lines = shutil.copytree(course_once, tmp_path_factory.mktemp("costly") / "course"), "tt-grading-costly", []
    for student, (nb, _) in COSTLY.items():
        submit(root, student, nb)
    for student in ("ada", "zoe"):
        submit(root, student, changed(coursework.answered(), why="Because."))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADING_SANDBOX_IMAGE", IMAGE)
        patch.setenv("GRADING_LABEL", label)
        # Less patience than in a course: a page that is too slow is so at any limit.
        patch.setattr(feedback, "RENDER", Limits(4, 2**30, 2**26))
        with context.open_assignment(root, ASSIGNMENT, Reporter(lines.append)) as opened:
            batch_run.autograde(opened)
            reasons = {name: "; ".join(row.reasons) for name, row in opened.journal.graded(ASSIGNMENT).items()}
            made = feedback.generate(opened)
    assert remove_containers(label) == []
    assert set(made) == set(reasons) == {*COSTLY, "ada", "zoe"}, lines
    return root, reasons


@pytest.mark.docker
@pytest.mark.parametrize("student", ["ada", "zoe", *sorted(set(COSTLY) - {"cells", "deep"})])
def test_everybody_has_their_points_and_a_page(graded, student):
    earned = coursework.grades(graded[0])[student]
    assert (earned["test_add"], earned["test_scale"], earned["test_total"]) == (2, 3, 2)


@pytest.mark.docker
@pytest.mark.parametrize("student", [student for student, (_, said) in COSTLY.items() if said])
def test_what_was_left_out_is_said(graded, student):
    root, reasons = graded
    page = (root / "feedback" / student / ASSIGNMENT / f"{BOOK}.html").read_text()
    assert COSTLY[student][1] in page + reasons[student]


@pytest.mark.docker
def test_work_that_was_not_read_in_full_waits_for_a_person(graded):
    waiting = {student for student, _, _, _, needs, *_ in coursework.query(graded[0], coursework.GRADES) if needs}
    assert {"lines", "words", "oneline", "cells", "deep", "ada"} <= waiting and "metadata" not in waiting


@pytest.mark.docker
def test_formgraders_page_of_costly_work_opens(graded, monkeypatch):
    from traitlets.config import Config

    from grading.formgrader.pages import submission_page

    monkeypatch.setattr(submission_page, "SHOW", Limits(2, 2**30, 2**26))
    exporter = submission_page.GradingPageExporter(config=Config({"HTMLExporter": {"template_name": "basic"}}))
    nb = nbformat.read(graded[0] / "autograded" / "angles" / ASSIGNMENT / f"{BOOK}.ipynb", as_version=4)
    page, _ = exporter.from_notebook_node(nb, {"metadata": {"name": BOOK}})
    assert "took too much time or memory" in page and "multiply every value" in page


def test_a_large_code_cell_is_not_run_in_half():
    nb, notes = read_within(json.dumps(book(cell("code", LARGE))).encode())
    assert nb["cells"][-1]["source"].startswith("# [left out by the grader") and len(notes) == 1


def test_a_pasted_picture_is_no_long_text():
    picture = f"![](data:image/png;base64,{'A' * 2 * CELL})"
    nb, notes = read_within(json.dumps(book(cell("markdown", picture))).encode())
    assert nb["cells"][-1]["source"] == picture and notes == []


def test_pictures_are_limited_together():
    pictures = {f"{n}.png": {"image/png": "A" * 10**7} for n in range(4)}
    nb, notes = read_within(json.dumps(book(cell("markdown", "x") | {"attachments": pictures})).encode())
    assert list(nb["cells"][-1]["attachments"]) == ["0.png", "1.png"] and "picture" in notes[0]


@pytest.mark.parametrize("text", ["[" * 20_000_000, '{"a":' * 4_000_000, "[" + "{}," * 6_000_000 + "{}]", "9" * 6_000_000])
def test_json_of_any_shape_is_refused_in_words(text):
    with pytest.raises(Unreadable):
        read_within(text.encode())


@pytest.mark.parametrize("error", [OverflowError("cannot fit 'int'"), MemoryError(), KeyError("cells"), RecursionError()])
def test_what_a_small_file_makes_of_its_reader_concerns_that_file_alone(monkeypatch, error):
    def read(data, outputs=False):
        raise error

    monkeypatch.setattr("grading.execution.bounded_parsing.reading.read_notebook", read)
    with pytest.raises(Unreadable, match=f"cannot be read: {type(error).__name__}"):
        read_within(b"{}")



def test_many_files_and_deep_folders_cost_little(tmp_path):
    (tmp_path / "many").mkdir()
    for number in range(MAX_NAMES + 1):
        (tmp_path / "many" / f"{number}.txt").touch()
    deep = tmp_path / "deep"
    for _ in range(60):
        deep.mkdir()
        deep = deep / "d"
    _, notes, _ = read_data_files(tmp_path)
    assert any("more than 10,000 files" in note for note in notes) and any("too long" in note for note in notes)
    assert find_notebooks(tmp_path) == []


def test_a_long_row_of_digits_is_no_number():
    shown = {"output_type": "execute_result", "data": {"text/plain": "1" * 300_000 + "x"}}
    assert earned([shown], 2.0).points == 0.0


def test_an_essay_of_usual_length_is_shown_in_full(course):
    from grading.execution.bounded_parsing.size import cut_to_show

    nb = book(cell("markdown", "word " * (SHOWN_CELL // 5)))
    before = json.dumps(nb)
    cut_to_show(nb)
    assert json.dumps(nb) == before
