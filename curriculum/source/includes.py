"""Puts shared functions into a module's source: `#| include tests: explained, outcome_of` becomes their text.

Many notebooks need the same helpers, and each must run by itself; so they are written once, in curriculum/shared, and
copied by the build.
"""
import ast
import re
from pathlib import Path

from curriculum.errors import BuildError

SHARED = Path(__file__).resolve().parents[1] / "shared"
DIRECTIVE = re.compile(r"^#\| include (\w+): (.+)$", re.MULTILINE)


def included(text: str, place: str) -> str:
    """`text` with every directive replaced. Raises BuildError, naming `place`, for a file or a function that is missing."""
    return DIRECTIVE.sub(lambda found: _definitions(found[1], found[2].split(", "), place), text)


def _definitions(stem: str, names: list[str], place: str) -> str:
    file = SHARED / f"{stem}.py"
    if not file.is_file():
        raise BuildError([f"{place}: there is no curriculum/shared/{stem}.py to include"])
    text = file.read_text(encoding="utf-8")
    found = {node.name: ast.get_source_segment(text, node) for node in ast.parse(text).body
             if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    if missing := [name for name in names if name not in found]:
        raise BuildError([f"{place}: curriculum/shared/{stem}.py defines no {', '.join(missing)}"])
    return "\n\n\n".join(found[name] for name in names)
