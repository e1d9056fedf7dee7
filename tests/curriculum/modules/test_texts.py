"""The Markdown of the notebooks: what would not be read as it was meant, and pictures with their words.

That three programs show it alike is for tests/grading/rendering/test_three_renderers.py.
"""
import re

import pytest
from grade_in_process import built_modules, instructor_notebook

from curriculum.course import load_course
from curriculum.source.regions import split
from grading.rendering.markdown import parser


def swallowed_asterisks(text: str) -> list[str]:
    """What became emphasis although it begins or ends within a word: 1*1 + 2*0 loses its asterisks."""
    found = []
    for block in parser().parse(text):
        pieces = block.children or []
        for before, mark, inside in zip(pieces, pieces[1:], pieces[2:], strict=False):
            if mark.type in ("em_open", "strong_open") and before.content[-1:].isalnum():
                found.append(inside.content)
            if mark.type in ("em_close", "strong_close") and inside.content[:1].isalnum():
                found.append(before.content)
    return found


each_module = pytest.mark.parametrize("number", [module.number for module in built_modules()], ids="module{:02d}".format)
DIAGRAM = re.compile(r"^```diagram\n(.*?)^```\n+(.*?)$", re.MULTILINE | re.DOTALL)
WIDTH = 88  # columns; wider lines wrap beside JupyterLab's file list


def texts_of(number: int) -> list[str]:
    return ["\n".join(split(cell).unmarked) for cell in instructor_notebook(number).cells if cell.cell_type == "markdown"]


@each_module
def test_there_are_diagrams_and_each_is_said_in_words(number):
    """Somebody who hears the page gets nothing from lines and arrows."""
    found = [pair for text in texts_of(number) for pair in DIAGRAM.findall(text)]
    assert len(found) >= 3 and [words for _, words in found if not words.startswith("In words: ")] == []
    assert [line for drawing, _ in found for line in drawing.split("\n") if len(line) > WIDTH] == []


@each_module
def test_the_text_is_short(number):
    """Words outside drawings, tables and folded answers; Module 05 has the points of two."""
    text = re.sub(r"```.*?```|<details>.*?</details>|^\|.*?$", "", "\n".join(released(number)), flags=re.DOTALL | re.MULTILINE)
    assert len(text.split()) <= {5: 4250}.get(number, 2650)


def released(number: int) -> list[str]:
    return ["\n".join(split(cell).released) for cell in instructor_notebook(number).cells if cell.cell_type == "markdown"]


@each_module
def test_products_are_no_emphasis(number):
    assert [found for text in texts_of(number) for found in swallowed_asterisks(text)] == []


@pytest.mark.parametrize("text, found", [
    ("1*1 + 2*0", ["1 + 2"] * 2), ("`1*1 + 2*0`", []), ("2 * 3 * 4", []), ("a *word* and **two words**, *so*", []),
])
def test_the_search_finds_them(text, found):
    assert swallowed_asterisks(text) == found


@each_module
def test_the_connection_map_is_that_of_the_course(number):
    """Its titles are those of course.yml, what it needs is what the course says, and what it unlocks needs it."""
    course = load_course()
    connections = instructor_notebook(number).cells[1].source
    needs, unlocks = re.search(r"Prerequisites:(.*?)Focus of.*?Unlocks:(.*)", connections, re.DOTALL).groups()
    titles = {course.module(found[1]).title: found[2] for found in re.finditer(r"Module (\d+) +([A-Z]\w+)", connections)}
    assert connections.startswith("## Connection map") and all(title == said for title, said in titles.items())
    assert sorted(numbers(needs)) == course.module(number).prerequisites
    assert [each for each in numbers(unlocks) if number not in course.module(each).prerequisites] == []


def numbers(text: str) -> list[int]:
    """The modules that a text names, one by one or as "Modules 02 to 04"."""
    found = []
    for first, last in re.findall(r"Modules? (\d+)(?: to (\d+))?", text):
        found += range(int(first), int(last or first) + 1)
    return found
