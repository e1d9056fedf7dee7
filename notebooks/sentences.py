"""Says how a cell ended in a sentence for the student: the assertion's own words, else the kind of error and the place."""

from notebooks.content.restore import Cell
from notebooks.running.run import CellRun

LONGEST = 600
EXPECTED = "NotImplementedError"  # of a cell that is not written yet


def why_failed(run: CellRun, cells: list[Cell]) -> str:
    """Why a test did not pass; `cells` are all that ran, by the keys that they ran under."""
    error = _error(run)
    if run.status != "ran" or error is None:
        return f"did not run: {run.why}" if run.status == "not_run" else _stopped(run)
    name, message = error["ename"], _one_line(error)
    if name == "AssertionError":
        return message or f"this does not hold: {_quoted(run, cells)}"
    place = f" ({_place(run, cells)})" if run.at else ""
    if name == EXPECTED and not message:
        return f"not written yet{place}"
    return f"{name}: {message}{place}" if message else f"{name}{place}"


def problem(cell: Cell, run: CellRun, cells: list[Cell]) -> str:
    """A sentence on a cell that is no test and did not run through, or "". That it is not written yet is no surprise."""
    error = _error(run)
    if run.status == "not_run":
        return ""
    if run.status != "ran":
        return f"{cell.label} did not end by itself: {_stopped(run)}"
    if error is None or error["ename"] == EXPECTED:
        return ""
    if error["ename"] in ("SyntaxError", "IndentationError", "TabError"):
        line = run.line or 1
        lines = cell.source.splitlines() or [""]
        message = _one_line(error).rsplit(" (", 1)[0]
        return f"{cell.label}, line {line} does not parse: {message}: {lines[min(line, len(lines)) - 1].strip()}"
    return f"{cell.label} stopped: {why_failed(run, cells)}"


def _stopped(run: CellRun) -> str:
    return f"{run.why}: an endless loop?" if run.status == "timeout" else f"{run.why}: out of memory, or a call that ends it?"


def _error(run: CellRun) -> dict | None:
    return next((output for output in run.outputs if output["output_type"] == "error"), None)


def _one_line(error: dict) -> str:
    return " ".join(line.strip() for line in error["evalue"].splitlines() if line.strip())[:LONGEST]


def _place(run: CellRun, cells: list[Cell]) -> str:
    key, line = run.at
    return f"{cells[key].label}, line {line}"


def _quoted(run: CellRun, cells: list[Cell]) -> str:
    if not run.at:
        return "an assertion without a sentence"
    key, line = run.at
    lines = cells[key].source.splitlines() or [""]
    return lines[min(line, len(lines)) - 1].strip()
