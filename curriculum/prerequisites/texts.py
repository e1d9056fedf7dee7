"""What the texts of a code cell mention: errors speak of what the learner has met.

Comments, ordinary docstrings and what a cell prints are prose: they may name a later class, but not call it.
"""
import ast
import io
import re
import tokenize
from collections.abc import Iterator

from nbformat import NotebookNode

from curriculum.prerequisites.unmet import Unmet

_MODULE = re.compile(r"\bModules? (\d\d)\b")


def text_faults(cell: NotebookNode, tree: ast.Module, unmet: Unmet) -> Iterator[tuple[int, str]]:
    """Faults of the cell's errors and prose, each with its line."""
    errors, prose = _texts(tree, is_test=bool(cell.metadata.get("nbgrader", {}).get("grade")))
    for line, text in errors:
        for name in unmet.word.findall(text):
            yield line, f"an error mentions {name} of {unmet.told(unmet.names[name])}"
        for other in unmet.modules:
            if other.label in _MODULE.findall(text):
                yield line, f"an error sends the learner to {unmet.told(other)}"
    for line, text in [*prose, *_comments(cell.source)]:
        for found in unmet.call.finditer(text):
            yield line, f"shows a call of {found[1]} of {unmet.told(unmet.names[found[1]])}"


def _texts(tree: ast.Module, is_test: bool):
    """The cell's strings as (errors, prose). A test prints its docstring when it fails."""
    docstrings = {id(node.body[0].value) for node in ast.walk(tree)
                  if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
                  and node.body and isinstance(node.body[0], ast.Expr)}
    printed = {id(part) for node in ast.walk(tree)
               if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
               for part in ast.walk(node)}
    errors, prose = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_prose = id(node) in printed or (id(node) in docstrings and not is_test)
            (prose if is_prose else errors).append((node.lineno, node.value))
    return errors, prose


def _comments(source: str) -> list[tuple[int, str]]:
    return [(token.start[0], token.string) for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type == tokenize.COMMENT]
