"""Runs the test cells of a module's notebook on the package that would be imported, not on the notebook's own code.

It knows nothing of points. Which cells there are is found here, where the notebooks are read once; they run in a Python of their
own, which imports what its environment says: TINYTORCH_REFERENCE chooses the package.
"""
import ast
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "curriculum" / "modules"))

from grade_in_process import RUNNER, grade_meta, instructor_notebook, is_test_cell  # noqa: E402

from curriculum.course import load_course  # noqa: E402
from curriculum.source.exports import exported_cells  # noqa: E402

TAKE_OVER = """\
import importlib as _importlib
_package = vars(_importlib.import_module("tinytorch.{exports}"))
globals().update({{_name: _value for _name, _value in _package.items() if not _name.startswith("__")}})
"""


def cells_on_package(number: int) -> list[tuple[str | None, str]]:
    """The code cells without those that are exported, after one that takes all names from the package.

    Each is a pair: the grade_id of a test cell or None, and the source.
    """
    notebook = instructor_notebook(number)
    exported = [id(cell) for _, cell in exported_cells(notebook)]
    cells = [(None, TAKE_OVER.format(exports=load_course().module(number).exports))]
    for cell in notebook.cells:
        if cell.cell_type == "code" and id(cell) not in exported:
            if is_test_cell(cell):
                cells.append((grade_meta(cell)["grade_id"], cell.source))
            elif grade_meta(cell).get("grade_id") or _defines(cell.source):
                cells.append((None, cell.source))
    return cells


def _defines(source: str) -> bool:
    # What defines nothing measures or shows something: tests do not need it, and it takes most of the time.
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.parse(source).body)


def outcomes(number: int, environment: dict[str, str]) -> dict[str, str | None]:
    """The error of each test cell by its grade_id; None for one that passed."""
    cells = cells_on_package(number)
    order = {"sources": [source for _, source in cells], "variants": [{}]}
    done = subprocess.run([sys.executable, RUNNER], input=json.dumps(order), env=environment | {"PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, check=True)
    (reports,) = json.loads(done.stdout)
    return {grade_id: report["error"] or report["stderr"] or None
            for (grade_id, _), report in zip(cells, reports, strict=True) if grade_id}
