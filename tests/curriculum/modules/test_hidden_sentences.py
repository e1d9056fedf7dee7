"""A hidden assertion asks only what a visible sentence of the same part says.

Its author names that sentence: `# says: some of its words` above the assertions that rest on it, inside the hidden region.
The words must stand in what students get of the part: prose, docstrings, comments, visible tests. What a hidden cell announces
about itself is no sentence to rest on.
"""
import ast
import re
from collections.abc import Iterator

import pytest
from assertions import is_assertion
from grade_in_process import built_modules, grade_meta, instructor_notebook
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from curriculum.course import load_course
from curriculum.source.notebook import read_source
from curriculum.source.regions import HIDDEN, split
from curriculum.source.skeleton import write_skeleton

SAYS = re.compile(r"^\s*# says: (.+)$")


def findings(cells: list[NotebookNode]) -> list[str]:
    """What is wrong with the hidden tests of `cells`: assertions without a sentence, and sentences that are not there."""
    return [f"{grade_meta(cell).get('grade_id')}: {fault}" for part in parts(cells) for cell in part
            for fault in faults(split(cell).inside.get(HIDDEN, []), visible(part))]


def parts(cells: list[NotebookNode]) -> Iterator[list[NotebookNode]]:
    """The cells from one main heading to the next."""
    part: list[NotebookNode] = []
    for cell in cells:
        if cell.cell_type == "markdown" and re.search(r"^# ", cell.source, re.MULTILINE):
            yield part
            part = []
        part.append(cell)
    yield part


def visible(part: list[NotebookNode]) -> str:
    """What students read in a part, without line breaks, comment signs and quotation marks between two literals."""
    lines = [line for cell in part if HIDDEN not in split(cell).inside for line in split(cell).released]
    return plain("\n".join(lines))


def plain(text: str) -> str:
    return " ".join(re.sub(r"^\s*#+ ?", "", text, flags=re.MULTILINE).split())


def faults(hidden: list[str], text: str) -> Iterator[str]:
    says = {number: found[1] for number, line in enumerate(hidden, 1) if (found := SAYS.match(line))}
    for words in says.values():
        for each in words.split(" | "):
            if len(each.split()) < 3:
                yield f"`{each}` is too short to find a sentence by"
            elif plain(each) not in text:
                yield f"no visible sentence of this part says `{each}`"
    tree = ast.parse("\n".join(hidden))
    for test in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(test):
            if is_assertion(node) and not any(test.lineno <= number < node.lineno for number in says):
                yield f"no `# says:` before `{hidden[node.lineno - 1].strip()}`"


@pytest.mark.parametrize("number", [module.number for module in built_modules()], ids="module{:02d}".format)
def test_hidden_assertions_rest_on_visible_sentences(number):
    assert findings(instructor_notebook(number).cells) == []


def test_a_new_module_begins_with_one_that_does(tmp_path):
    course = load_course()
    module = course.module("dataloader")
    write_skeleton(module, course, tmp_path)
    cells = read_source(module, tmp_path).cells
    assert [cell for cell in cells if HIDDEN in split(cell).inside] and findings(cells) == []


@pytest.mark.parametrize("line, found", [
    ("# says: half is rounded up", []),
    ("# says: half is rounded down", ["hidden: no visible sentence of this part says `half is rounded down`"]),
    ("# says: is announced here", ["hidden: no visible sentence of this part says `is announced here`"]),
    ("# says: of another part", ["hidden: no visible sentence of this part says `of another part`"]),
    ("# says: half", ["hidden: `half` is too short to find a sentence by"]),
    ("# half is rounded up", ["hidden: no `# says:` before `assert rounded(0.5) == 1`"]),
])
def test_the_search_finds_what_is_not_said(line, found):
    hidden = ("# It is announced here.\n### BEGIN HIDDEN TESTS\ndef test():\n"
              f"    {line}\n    assert rounded(0.5) == 1\n### END HIDDEN TESTS")
    cells = [new_markdown_cell("# Part 1\nA sentence of another part."), new_markdown_cell("# Part 2"),
             new_code_cell("def rounded(x):\n    # Half is\n    # rounded: half is rounded\n    # up."), new_code_cell(hidden)]
    cells[-1].metadata["nbgrader"] = {"grade_id": "hidden"}
    assert findings(cells) == found
