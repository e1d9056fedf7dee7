"""No notebook and no exported module prints a figure it did not measure: what it prints with a unit comes from a variable."""
import ast
import re

import pytest
from grade_in_process import ROOT, built_modules, instructor_notebook

FIGURE = re.compile(
    r"\d[\d,.]*\s*(?:ms|µs|us|s|seconds?|minutes?|x|times|%|percent|points|[kKMG]i?B|bytes|[MG]?FLOPS?)(?![\w.])", re.IGNORECASE)
MODULES = built_modules()


def printed_texts(source: str) -> list[str]:
    """The literal texts in the arguments of every print, without the format of a value such as `:5.1f`."""
    prints = [node for node in ast.walk(ast.parse(source))
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"]
    return [text for call in prints for argument in call.args for text in literal_texts(argument)]


def literal_texts(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    # The second child of a formatted value is its format.
    children = [node.value] if isinstance(node, ast.FormattedValue) else ast.iter_child_nodes(node)
    return [text for child in children for text in literal_texts(child)]


def figures(source: str) -> list[str]:
    return [text for text in printed_texts(source) if FIGURE.search(text)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
def test_notebooks_print_what_they_measured(module):
    sources = [cell.source for cell in instructor_notebook(module.number).cells if cell.cell_type == "code"]
    assert [text for source in sources for text in figures(source)] == []


@pytest.mark.parametrize("file", sorted((ROOT / "curriculum" / "milestones").rglob("*.py")), ids=lambda file: file.name)
def test_milestones_print_what_they_measured(file):
    assert figures(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source, found", [
    ('print("accuracy 98.5 %")', ["accuracy 98.5 %"]),
    ('print(f"{name}: 41.7x faster")', [": 41.7x faster"]),
    ('print("took " + "3 ms")', ["3 ms"]),
    ('print(f"{seconds:5.1f} s, {share:14.1%}")', []),
    ('print("after 20 layers")', []),
])
def test_the_search_finds_them(source, found):
    assert figures(source) == found
