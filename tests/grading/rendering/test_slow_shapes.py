"""Texts that take quadratic time in a parser, a filter or a lexer: each is shown, by itself, and keeps nobody waiting."""

import contextlib
import json
import threading
from pathlib import Path

import nbformat
import pytest
from coursework import ASSIGNMENT, BOOK
from formgrader_server import FormgraderServer
from traitlets.config import Config

from grading.execution.bounded_parsing.interrupting import TooSlow, at_most
from grading.feedback.page_exporter import FeedbackPages
from grading.formgrader.pages.submission_page import GradingPageExporter
from grading.rendering.clean import Cleaner
from grading.rendering.code import cell_code
from grading.rendering.markdown import rendered

LENGTH = 37_000
# What an answer may hold again and again; each took seconds in a part of what makes a page, or is a relative of one that did.
TEXTS = (
    "[", "]", "![", "[a", "](", "[a](", "![a](", "[a]: ", "(", "<", "<a", "<a b=", "<!--", "*", "**a", "*a_", "_a __a", "`",
    "`a", "~~a", ":", "http:", "http://a", "www.", "a@", "&", "\\", "$", "$$a", "\\begin{a}", "- [ ] ", "1. ", "> ", "|", "#",
)  # fmt: skip
CODES = ("*", ".", "1.", "www.", "a.", "    \n", "f'{", "\n(", "\x1b[31m", "'''", "\\\n", "%a ", "!", "?", "@", "**a")
SLOW = "*a " * 16_000  # half a second
SAID, PLAINLY = "Shown as it was typed", "took too much time or memory"


def repeated(piece: str) -> str:
    return (piece * LENGTH)[:LENGTH]


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=list(cells))


@pytest.fixture(scope="module")
def exporter():
    return GradingPageExporter(config=Config({"HTMLExporter": {"template_name": "basic"}}))


def batches(pieces, size=4):
    return [pieces[start : start + size] for start in range(0, len(pieces), size)]


@pytest.mark.parametrize("pieces", batches(TEXTS), ids=repr)
def test_a_long_row_of_one_sign_costs_its_cell_alone(exporter, pieces):
    cells = [nbformat.v4.new_markdown_cell(f"*before*\n\n{repeated(piece)}") for piece in pieces]
    cells.append(nbformat.v4.new_markdown_cell("*after*"))
    page, _ = exporter.from_notebook_node(notebook(*cells), {"metadata": {"name": BOOK}})
    assert PLAINLY not in page and "<em>after</em>" in page


@pytest.mark.parametrize("pieces", batches(CODES, 8), ids=repr)
def test_long_code_is_shown_without_colours(exporter, pieces):
    cells = [nbformat.v4.new_code_cell(repeated(piece)) for piece in pieces]
    page, _ = exporter.from_notebook_node(notebook(*cells), {"metadata": {"name": BOOK}})
    assert PLAINLY not in page and page.count("hl-ipython3") == len(cells)


def test_outputs_too(exporter):
    cells = [nbformat.v4.new_code_cell("1", outputs=[
        nbformat.v4.new_output("display_data", {kind: repeated(piece)})
        for piece in ("[", ":", "*a") for kind in ("text/markdown", "text/html", "text/latex")
    ])]  # fmt: skip
    page, _ = exporter.from_notebook_node(notebook(*cells), {"metadata": {"name": BOOK}})
    assert PLAINLY not in page


def test_feedback_pages_too():
    answer = {"cell_type": "markdown", "source": repeated("!["), "metadata": {}}
    copy = {"cells": [answer, answer | {"source": "*after*"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    with at_most(20):
        page = FeedbackPages().render(BOOK, copy, {"rows": [], "score": 0.0, "maximum": 0.0, "penalty": 0.0})
    assert "<em>after</em>" in page


def test_what_takes_too_long_is_shown_as_it_was_typed_and_said(exporter):
    """Rows of a table that are filled up to its width: the one kind left that a bound of its own does not meet."""
    wide = "|" + "a|" * 150 + "\n|" + "-|" * 150 + "\n" + "|b\n" * 15_000
    page, _ = exporter.from_notebook_node(notebook(
        nbformat.v4.new_markdown_cell(wide), nbformat.v4.new_markdown_cell("*after*")), {"metadata": {"name": BOOK}})  # fmt: skip
    assert page.count(SAID) == 1 and "<em>after</em>" in page and PLAINLY not in page


def test_work_is_interrupted_and_the_next_is_not():
    with pytest.raises(TooSlow), at_most(0.05):
        while True:
            with contextlib.suppress(Exception):
                rendered("a *b* " * 100, Cleaner())
    with at_most(5):
        assert rendered("*b*", Cleaner()) == "<p><em>b</em></p>\n"


def test_addresses_are_found_wherever_they_stand():
    page = rendered("word " * 2000 + "http://a.example/x and m@a.example " + ": " * 600 + "www.b.example", Cleaner(live=True))
    assert [page.count(f'href="{to}') for to in ("http://a.example/x", "mailto:m@a.example", "http://www.b.example")] == [1, 1, 1]


def test_ipython_in_code_is_coloured_as_python():
    made = cell_code("%%time\n!ls\nnp.prod?\na != b")
    assert 'class="err"' not in made and '<span class="o">!=</span>' in made and '<span class="o">?</span>' in made


@pytest.mark.docker
def test_other_people_s_requests_are_answered_while_a_page_is_made(graded, tmp_path):
    """The page's process has begun and has not ended when the others' answers are there."""
    for path in graded.glob(f"autograded/*/{ASSIGNMENT}/{BOOK}.ipynb"):
        nb = json.loads(path.read_text())
        for cell in nb["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == "why":
                cell["source"] = SLOW
        nb["cells"] += [nbformat.v4.new_markdown_cell(SLOW, id=f"x{number}") for number in range(10)]
        path.write_text(json.dumps(nb))
    server = FormgraderServer(graded, tmp_path).start()
    try:
        tess, tom = server.api("tess"), server.api("tom")
        submission, pages = tess.submissions(ASSIGNMENT, BOOK)["s1"]["id"], []
        for address in (f"formgrader/submissions/{submission}/", f"formgrader/question/{ASSIGNMENT}/{BOOK}/why"):
            asking = threading.Thread(target=lambda to=address: pages.append(tom.http.get(f"{server.url}/{to}", timeout=120)))
            asking.start()
            while asking.is_alive() and not makers(server):
                pass
            for _ in range(3):
                assert tess.get("status")["status"] is True
                assert asking.is_alive(), "the page was finished before another request was answered"
            asking.join()
        assert [page.status_code for page in pages] == [200, 200]
    finally:
        server.stop()


def makers(server) -> bool:
    """Whether the server has a process that makes a page."""
    for task in Path(f"/proc/{server.process.pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that has ended since
            if (task / "children").read_text().split():
                return True
    return False
