"""Runs the visible tests of a notebook against the learner's code, without a Jupyter kernel.

Locked tests run as they were released, whatever the learner's copy of them says: that is how they are graded.
It gives no grade: hidden tests and hand-graded answers are not here.
"""

import dataclasses
import time
from dataclasses import asdict, dataclass, field

from tito.interpreter import run_cells
from tito.notebook import Cell, Notebook, find_syntax_errors, read_notebook
from tito.workspace import Workspace

# Cells that do not parse are reported before they run; a cell that is not written yet is no surprise.
_KNOWN = ("SyntaxError", "NotImplementedError")


@dataclass(frozen=True)
class Verdict:
    """One visible test cell: `hint` is empty when it passed."""

    name: str
    points: float
    passed: bool
    hint: str = ""


@dataclass
class Report:
    """What a run showed. `problems` are cells that do not parse or stopped, each as a sentence."""

    results: list[Verdict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden_tests: int = 0
    manual_points: float = 0
    seconds: float = 0

    @property
    def all_passed(self) -> bool:
        """False also for a notebook without any test: deleting the tests is not passing them."""
        return bool(self.results) and all(result.passed for result in self.results)

    @property
    def earned(self) -> float:
        return sum(result.points for result in self.results if result.passed)

    @property
    def possible(self) -> float:
        return sum(result.points for result in self.results)

    def as_record(self) -> dict:
        """The report as plain data, for --json."""
        return asdict(self) | {"earned": self.earned, "possible": self.possible, "passed": self.all_passed}


def run_tests(workspace: Workspace, module, timeout: float) -> Report:
    """Run the module's notebook. `timeout`: seconds for all cells. WorkError for a damaged notebook."""
    started = time.monotonic()
    notebook = read_notebook(workspace.notebook(module))
    released = _released_tests(workspace, module)
    report = Report(
        problems=find_syntax_errors([cell for cell in notebook.code if not cell.is_test]),
        manual_points=notebook.manual_points,
    )
    cells = _with_released_tests(notebook, released, report)
    ends, stopped = run_cells(cells, workspace, notebook.path.parent, timeout)
    for cell in cells:
        if cell.is_test and cell.is_blank:
            report.hidden_tests += 1
        elif cell.is_test:
            report.results.append(_judge(cell, ends.get(cell.number), stopped))
        elif (end := ends.get(cell.number)) and end["error"] and end["error"] not in _KNOWN:
            report.problems.append(f"{cell.label} stopped: {_sentence(end)}")
    present = {cell.grade_id for cell in cells}
    report.notes += _find_copies(notebook)
    for grade_id, cell in released.items():
        if grade_id not in present:
            report.results.append(
                Verdict(
                    grade_id,
                    cell.points,
                    False,
                    "this test was deleted from your notebook; "
                    f"to get it back, start over with a backup: tito module reset {module.label}",
                )
            )
    if stopped:
        report.problems.insert(0, stopped)
    report.seconds = time.monotonic() - started
    return report


def _released_tests(workspace: Workspace, module) -> dict[str, Cell]:
    path = workspace.released_notebook(module)
    if not path.exists():
        return {}
    return {cell.grade_id: cell for cell in read_notebook(path).cells if cell.is_test and cell.grade_id}


def _find_copies(notebook: Notebook) -> list[str]:
    seen, notes = set(), []
    for cell in notebook.cells:
        if cell.grade_id and cell.grade_id in seen:
            notes.append(
                f"{cell.label} is a copy of a graded cell; grading refuses copies: delete one of them."
            )
        seen.add(cell.grade_id)
    return notes


def _with_released_tests(notebook: Notebook, released: dict[str, Cell], report: Report) -> list[Cell]:
    cells = []
    for cell in notebook.code:
        original = released.get(cell.grade_id)
        if original and (original.source, original.points) != (cell.source, cell.points):
            report.notes.append(
                f"{cell.label} is a locked test that was changed; it ran as released, as in grading."
            )
            cell = dataclasses.replace(original, number=cell.number)
        cells.append(cell)
    return cells


def _judge(cell: Cell, end: dict | None, stopped: str) -> Verdict:
    name = cell.grade_id or cell.label
    if end is None:
        return Verdict(name, cell.points, False, f"did not run: {stopped}" if stopped else "did not run")
    return Verdict(name, cell.points, end["error"] is None, _sentence(end) if end["error"] else "")


def _sentence(end: dict) -> str:
    """The assertion's own words; for any other error also its kind and the place."""
    if end["error"] == "AssertionError":
        return end["message"]
    place = f" ({end['where']})" if end["where"] else ""
    if end["error"] == "NotImplementedError" and not end["message"]:
        return f"not written yet{place}"
    return f"{end['error']}: {end['message']}{place}" if end["message"] else f"{end['error']}{place}"
