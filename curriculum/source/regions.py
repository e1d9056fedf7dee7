"""The marked regions of a cell: what releasing cuts out, and what it puts in its place.

Written apart from nbgrader on purpose: the build compares nbgrader's release with what this file expects.
"""
import re
from dataclasses import dataclass

from nbformat import NotebookNode

SOLUTION, HIDDEN, MARK_SCHEME = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
CODE_STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
TEXT_STUB = ("YOUR ANSWER HERE",)
_MARKER = re.compile(rf"(BEGIN|END) ({SOLUTION}|{HIDDEN}|{MARK_SCHEME})")


@dataclass
class Split:
    """A cell's lines by fate. `released` is what a student gets, `inside` the lines per kind of region."""

    released: list[str]
    inside: dict[str, list[str]]
    unmarked: list[str]  # every line of the cell except the markers
    fault: str | None = None


def split(cell: NotebookNode) -> Split:
    """Take a cell apart at its markers; `fault` says what is wrong with the markers, if anything is."""
    result, kind = Split([], {}, []), None
    stub = CODE_STUB if cell.cell_type == "code" else TEXT_STUB
    for line in cell.source.split("\n"):
        marker = _MARKER.search(line)
        if marker is None:
            result.unmarked.append(line)
            (result.released if kind is None else result.inside[kind]).append(line)
        elif marker[1] == "BEGIN":
            if kind is not None:
                result.fault = f"BEGIN {marker[2]} inside a {kind} region; end that one first"
            kind = marker[2]
            result.inside.setdefault(kind, [])
            if kind == SOLUTION:
                indent = re.match(r"\s*", line)[0]
                result.released += [indent + text for text in stub]
        else:
            if marker[2] != kind:
                result.fault = f"END {marker[2]} without its BEGIN"
            kind = None
    if kind is not None:
        result.fault = f"BEGIN {kind} without its END"
    return result
