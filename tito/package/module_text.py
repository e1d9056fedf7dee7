"""The text of a Python module from the cells of a notebook: directives gone, imports from the future first.

Standard library only, so that whoever makes a module from a notebook can make it here.
"""

import ast
import re

# nbdev's directives: comments at the top of a cell that start with "#|".
_DIRECTIVE = re.compile(r"^#\s*\|\s*(?P<name>\w+)")


def is_exported(source: str) -> bool:
    """Whether a directive `export` stands above the cell's code; comments, blank lines and magics may stand there too."""
    return any(match["name"] == "export" for line in _above_code(source) if (match := _DIRECTIVE.match(line)))


def without_directives(source: str) -> str:
    """The cell without the directives above its code and without blank lines at either end."""
    above = _above_code(source)
    kept = [line for line in above if not _DIRECTIVE.match(line)]
    return "\n".join(kept + source.split("\n")[len(above) :]).strip("\n").rstrip()


def _above_code(source: str) -> list[str]:
    lines = source.split("\n")
    code = (at for at, line in enumerate(lines) if line.strip() and not line.startswith(("#", "%", "!")))
    return lines[: next(code, len(lines))]


def module_text(header: str, sources: list[str]) -> str:
    """The module: `header` as comment lines, then every piece of Python, two blank lines apart."""
    comment = "\n".join(f"# {line}".rstrip() for line in header.splitlines())
    features, pieces = [], []
    for source in sources:
        found, rest = _from_future(source)
        features += [name for name in found if name not in features]
        pieces += [rest] if rest.strip() else []
    if features:
        # Only a docstring may stand above them.
        at = 1 if pieces and _is_docstring(pieces[0]) else 0
        if at:
            first, rest = _after_docstring(pieces[0])
            pieces[:1] = [first, rest] if rest else [first]
        pieces.insert(at, f"from __future__ import {', '.join(features)}")
    return "\n\n\n".join([comment, *pieces]) + "\n"


def _from_future(source: str) -> tuple[list[str], str]:
    """The features that a cell switches on, and the cell without these lines."""
    try:
        nodes = [n for n in ast.parse(source).body if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
    except (SyntaxError, ValueError):
        return [], source
    lines = source.split("\n")
    for node in reversed(nodes):
        lines[node.lineno - 1 : node.end_lineno] = []
    return [each.name for node in nodes for each in node.names], "\n".join(lines).strip("\n")


def _is_docstring(source: str) -> bool:
    try:
        return ast.get_docstring(ast.parse(source)) is not None
    except (SyntaxError, ValueError):
        return False


def _after_docstring(source: str) -> tuple[str, str]:
    end, lines = ast.parse(source).body[0].end_lineno, source.split("\n")
    return "\n".join(lines[:end]), "\n".join(lines[end:]).strip("\n")
