"""What a test or a question is called in words that stand in the notebook: nobody sees a cell's id there. Runs nothing."""

import ast
import re

# "(2 points)", "(6 points, 3 of them for cost)": they are told beside the title.
_POINTS = re.compile(r"\s*\(\d[^()]*\bpoints?\b[^()]*\)")
_BOLD = re.compile(r"\s*\*\*(.+?)\*\*", re.DOTALL)


def test_title(source: str) -> str:
    """The first sentence of the first docstring in a test cell; empty without one."""
    try:
        functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    except (SyntaxError, ValueError):
        return ""
    docstring = next(filter(None, map(ast.get_docstring, functions)), "")
    return _plain(docstring.split("\n\n")[0])


def question_title(source: str) -> str:
    """What stands in bold at the beginning of a question; empty if nothing does."""
    found = _BOLD.match(source)
    return _plain(found[1]) if found else ""


def _plain(words: str) -> str:
    return _POINTS.sub("", " ".join(words.split())).rstrip(".: ")
