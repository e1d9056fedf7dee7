"""Runs the test cells of a module's notebook on the package that would be imported, not on the notebook's own code.

`python notebook_on_package.py 03` prints JSON, the error of each test cell by its grade_id (None: it passed), and ends
with exit code 1 if one failed. TINYTORCH_REFERENCE chooses the package; it knows nothing of points.
"""
import ast
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "curriculum" / "modules")]

TAKE_OVER = """\
import importlib as _importlib
_package = vars(_importlib.import_module("tinytorch.{exports}"))
globals().update({{_name: _value for _name, _value in _package.items() if not _name.startswith("__")}})
"""


def cells_on_package(number: int) -> list[tuple[str | None, str]]:
    """The code cells without those that are exported, after one that takes all names from the package.

    Each is a pair: the grade_id of a test cell or None, and the source.
    """
    from grade_in_process import grade_meta, instructor_notebook, is_test_cell

    from curriculum.course import load_course
    from curriculum.source.exports import exported_cells

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


def outcomes(number: int) -> dict[str, str | None]:
    """The error of each test cell by its grade_id; None for one that passed."""
    from cell_runner import run_cells

    cells = cells_on_package(number)
    reports = run_cells([source for _, source in cells])
    return {grade_id: report["error"] or report["stderr"] or None
            for (grade_id, _), report in zip(cells, reports, strict=True) if grade_id}


if __name__ == "__main__":
    found = outcomes(int(sys.argv[1]))
    print(json.dumps(found))
    sys.exit(any(found.values()))
