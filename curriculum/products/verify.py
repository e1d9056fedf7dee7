"""What must hold for a module before it is released. Every fault names the module and the cell.

It reads notebooks and runs no student or reference code.
"""
import ast
from collections import Counter

from nbformat import NotebookNode

from curriculum.course import Module
from curriculum.errors import BuildError
from curriculum.source.exports import default_export, exported_cells
from curriculum.source.notebook import label
from curriculum.source.regions import HIDDEN, SOLUTION, split


def ensure_sound(notebook: NotebookNode, module: Module) -> None:
    """Raise BuildError unless the instructor notebook can be released, graded and exported."""
    faults = []
    for number, cell in enumerate(notebook.cells, 1):
        faults += [f"{label(module, number, cell)}: {fault}" for fault in _cell_faults(cell)]
    faults += [f"{module.slug}: {fault}" for fault in _grading_faults(notebook, module)]
    faults += [f"{module.slug}: {fault}" for fault in _export_faults(notebook, module)]
    if faults:
        raise BuildError(faults)


def ensure_kept(source: NotebookNode, release: NotebookNode, module: Module) -> None:
    """Raise BuildError unless the release is the source minus its marked regions, byte for byte."""
    faults = []
    if len(source.cells) != len(release.cells):
        faults.append(f"{module.slug}: releasing turned {len(source.cells)} cells into {len(release.cells)}")
    for number, (before, after) in enumerate(zip(source.cells, release.cells, strict=False), 1):
        expected = before.source if "nbgrader" not in before.metadata else "\n".join(split(before).released)
        if (before.id, before.cell_type, expected) != (after.id, after.cell_type, after.source):
            faults.append(f"{label(module, number, before)}: releasing changed it outside its marked regions")
    if faults:
        raise BuildError(faults)


def _grade(cell: NotebookNode) -> dict:
    return cell.metadata.get("nbgrader", {})


def _is_manual(cell: NotebookNode) -> bool:
    return _is_graded(cell) and bool(_grade(cell).get("task") or _grade(cell).get("solution"))


def _is_graded(cell: NotebookNode) -> bool:
    return bool(_grade(cell).get("grade") or _grade(cell).get("task"))


def _cell_faults(cell: NotebookNode):
    grade, parts = _grade(cell), split(cell)
    if parts.fault:
        yield parts.fault
    if grade and not grade.get("grade_id"):
        yield "has nbgrader metadata but no grade_id; give it one"
    if grade.get("solution") and SOLUTION not in parts.inside:
        yield "is a solution cell without BEGIN SOLUTION and END SOLUTION: releasing would wipe it whole"
    if SOLUTION in parts.inside and not grade.get("solution"):
        yield 'has a solution region but is not a solution cell; add "solution": true'
    if grade.get("grade") and not grade.get("solution") and not grade.get("locked"):
        yield 'is a test cell that students can edit; add "locked": true'
    if _is_graded(cell) and not grade.get("points"):
        yield 'is graded but has no points; add "points"'
    if HIDDEN in parts.inside:
        if not grade.get("grade") or grade.get("solution"):
            yield "has hidden tests but is not a test cell; move them to a locked graded cell"
        if any(line.strip() and not line.lstrip().startswith("#") for line in parts.released):
            yield "mixes hidden and visible tests; keep hidden tests in a cell of their own"


def _grading_faults(notebook: NotebookNode, module: Module):
    names = Counter(_grade(cell)["grade_id"] for cell in notebook.cells if _grade(cell).get("grade_id"))
    for name, count in names.items():
        if count > 1:
            yield f"grade_id {name!r} is used by {count} cells; nbgrader needs it to be unique"
    points = sum(_grade(cell).get("points", 0) for cell in notebook.cells if _is_graded(cell))
    if points != module.points:
        yield f"the cells add up to {points} points, course.yml says {module.points}; change one of them"
    if not any(map(_is_manual, notebook.cells)):
        yield 'no cell is graded by hand; add one with "grade": true and "solution": true'


def _export_faults(notebook: NotebookNode, module: Module):
    if default_export(notebook) != module.exports:
        yield f"the source must say `#| default_exp {module.exports}`, not {default_export(notebook)}"
    defined: dict[str, str] = {}
    for number, cell in exported_cells(notebook):
        here = label(module, number, cell).partition(": ")[2]
        try:
            body = ast.parse(cell.source).body
        except SyntaxError as error:
            yield f"{here}: exported code does not parse: {error.msg} in line {error.lineno}"
            continue
        for name in (name for statement in body for name in _names(statement)):
            if name in defined:
                yield f"{here}: defines {name} again, after {defined[name]}; users would get only the last"
            defined[name] = here
    for name in module.provides:
        if name not in defined:
            yield f"course.yml promises {name}, but no `#| export` cell defines it"


def _names(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [node.id for target in targets for node in ast.walk(target)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
