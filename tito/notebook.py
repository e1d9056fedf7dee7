"""A learner's notebook, read as plain JSON: its cells, what nbgrader says about them, and whether they parse.

It runs nothing and changes nothing.
"""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

from tito.errors import WorkError

_SHELL_LINE = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)
_OTHER_LANGUAGE = re.compile(r"^\s*%%(?!time\b|timeit\b|capture\b)\w+")


@dataclass(frozen=True)
class Cell:
    """One cell. `number` counts from 1 over all cells; `points` is 0 for a cell that is not graded."""

    number: int
    kind: str
    source: str
    grade_id: str = ""
    points: float = 0
    graded: bool = False
    solution: bool = False

    @property
    def label(self) -> str:
        return f'cell {self.number} ("{self.grade_id}")' if self.grade_id else f"cell {self.number}"

    @property
    def is_test(self) -> bool:
        return self.kind == "code" and self.graded and not self.solution

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to run, as in a test cell whose hidden tests were cut from the release."""
        try:
            return self.kind == "code" and not ast.parse(self.python).body
        except SyntaxError:
            return False

    @property
    def python(self) -> str:
        """The source with notebook magics blanked, line numbers kept: `%time x = f()` is not Python."""
        if _OTHER_LANGUAGE.match(self.source):
            return ""
        try:
            ast.parse(self.source)
            return self.source
        except SyntaxError:
            return _SHELL_LINE.sub(r"\1pass", self.source)


@dataclass(frozen=True)
class Notebook:
    path: Path
    cells: list[Cell]

    @property
    def code(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def manual_points(self) -> float:
        """Points that a person gives: graded cells in which the learner writes the answer."""
        return sum(cell.points for cell in self.cells if cell.graded and cell.solution)


def read_notebook(path: Path) -> Notebook:
    """Read a notebook; raise WorkError, naming the place and the way back, if it is missing or damaged."""
    number = path.stem.split("_")[0]
    way_back = (
        f"Go back to its checkpoint in JupyterLab, or start over with a backup: tito module reset {number}"
    )
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WorkError(f"There is no notebook at {path}.", f"Bring it: tito module start {number}") from None
    except json.JSONDecodeError as error:
        kind = (
            "is empty"
            if error.pos == 0 and not path.stat().st_size
            else (f"is damaged: it is not a notebook from line {error.lineno}, column {error.colno} on")
        )
        raise WorkError(f"{path.name} {kind}.", way_back) from None
    except UnicodeDecodeError as error:
        raise WorkError(
            f"{path.name} is damaged: it is not text from byte {error.start} on.", way_back
        ) from None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        raise WorkError(f"{path.name} is damaged: it has no list of cells.", way_back)
    return Notebook(
        path, [_read_cell(path, at, cell, way_back) for at, cell in enumerate(data["cells"], start=1)]
    )


def _read_cell(path: Path, number: int, cell, way_back: str) -> Cell:
    try:
        source, kind = cell["source"], cell["cell_type"]
        grade = cell.get("metadata", {}).get("nbgrader", {})
        return Cell(
            number,
            kind,
            source if isinstance(source, str) else "".join(source),
            grade.get("grade_id", ""),
            float(grade.get("points") or 0) if grade.get("grade") else 0,
            bool(grade.get("grade")),
            bool(grade.get("solution")),
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        raise WorkError(f"{path.name} is damaged: cell {number} is not a notebook cell.", way_back) from None


def find_syntax_errors(cells: list[Cell]) -> list[str]:
    """Return one sentence for every code cell that does not parse: the cell, the line, the code there."""
    found = []
    for cell in cells:
        try:
            compile(cell.python, cell.label, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError) as error:  # ValueError: NUL bytes in the source
            line = getattr(error, "lineno", None) or 1
            code = (cell.source.splitlines() or [""])[
                min(line, len(cell.source.splitlines()) or 1) - 1
            ].strip()
            found.append(f"{cell.label}, line {line} does not parse: {getattr(error, 'msg', error)}: {code}")
    return found
