"""The assertions of test cells, and which of them is the reason why a solution lost points.

An assertion is a statement with `assert` or with a call of a helper `expect_...` or `outcome_of`. It was the reason when the
error passed through its lines.
"""
import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grade_in_process import Outcome, grade_meta, is_test_cell
from nbformat import NotebookNode


@dataclass(frozen=True)
class Assertion:
    """A statement of a test cell, from one line to another; the text is what it is known by when lines move."""

    cell: str
    first: int
    last: int
    text: str

    def __str__(self):
        return f"{self.cell}, line {self.first}: {self.text[:100]}"


def is_assertion(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert) or (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith(("expect_", "outcome_of")))


def assertions_of(cells: list[NotebookNode]) -> list[Assertion]:
    return [Assertion(grade_meta(cell)["grade_id"], node.lineno, node.end_lineno, ast.unparse(node))
            for cell in cells if is_test_cell(cell) for node in _statements(ast.parse(cell.source))]


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """The innermost statements with an assertion in them."""
    for child in ast.iter_child_nodes(node):
        inner = list(_statements(child))
        if inner:
            yield from inner
        elif isinstance(child, ast.stmt) and any(is_assertion(each) for each in ast.walk(child)):
            yield child


def reasons(assertions: Iterable[Assertion], outcomes: dict[str, Outcome]) -> set[Assertion]:
    """Those of `assertions` at which a test failed."""
    return {each for each in assertions if any(each.first <= line <= each.last for line in outcomes[each.cell].lines)}
