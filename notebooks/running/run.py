"""Runs the cells of a notebook in a process of their own, with a time limit, as the grader's sandbox does.

A cell that hangs is interrupted, then its process is ended. A cell that ends its process is left out of the next one, so that
the cells after it still count. This process imports neither IPython nor anything of the notebook's.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path

from notebooks.limits import ATTEMPTS, cell_seconds
from notebooks.running.interpreter import Ended, Interpreter
from notebooks.verdict import failure


@dataclass(frozen=True)
class CellRun:
    """One cell as it ran. `status`: ran, timeout, died or not_run; `why` says it in words where it did not run through.

    `line`: of this cell, where an error left it. `at`: (key of a cell, line), the innermost line that the error passed through.
    """

    status: str
    outputs: list[dict] = field(default_factory=list)
    why: str = ""
    line: int | None = None
    at: tuple[int, int] | None = None

    @property
    def failed(self) -> str:
        """Why it counts as failed in a few words, or ""."""
        return failure(self.outputs) or self.why if self.status == "ran" else self.why


@dataclass(frozen=True)
class CellToRun:
    """A cell to run. `ours`: it is as it was released, not the student's."""

    key: int
    source: str
    ours: bool = False


def run_cells(
    cells: list[CellToRun], directory: Path, seconds: float, environment: dict[str, str], trusted: dict | None = None
) -> dict[int, CellRun]:
    """How each of `cells` ran, by key, in `directory`. `seconds` are for all of them together.

    trusted: what names stand for in cells that are not the student's, from `trusted_names`. Raises NoPython.
    """
    runs: dict[int, CellRun] = {}
    left_out: set[int] = set()
    deadline = None
    for _ in range(ATTEMPTS):
        with Interpreter(directory, environment) as process:
            # Starting Python is no part of the time that the cells have.
            deadline = deadline or time.monotonic() + seconds
            if _attempt(process, cells, runs, left_out, deadline, trusted or {}) or len(runs) == len(cells):
                break
    why = "no time was left" if time.monotonic() >= deadline else "the process ended too often"
    return {cell.key: runs.get(cell.key) or CellRun("not_run", why=why) for cell in cells}


def _attempt(process, cells, runs, left_out, deadline, trusted) -> bool:
    """One process for all cells but those left out. True when nothing is left to try."""
    keys = dict(enumerate((cell.key for cell in cells), 1))
    for number, cell in enumerate(cells, 1):
        key = cell.key
        if key in left_out:
            continue
        left = deadline - time.monotonic()
        if left <= 0:
            return True
        began, limit = time.monotonic(), cell_seconds(left)
        message = {"source": cell.source, "number": number, "ours": cell.ours}
        message |= {"own": trusted.get("own"), "imports": trusted.get("imports")}
        try:
            answer, interrupted = process.ask(message, limit)
        except Ended as ended:
            left_out.add(key)
            stopped = time.monotonic() - began >= limit
            runs.setdefault(key, CellRun("timeout" if stopped else "died", why=str(ended)))
            return False
        at = answer.get("at")
        runs.setdefault(
            key,
            CellRun(
                "timeout" if interrupted else "ran",
                answer["outputs"],
                f"it was stopped after {limit:.0f} s" if interrupted else "",
                answer.get("line"),
                (keys[at[0]], at[1]) if at and at[0] in keys else None,
            ),
        )
    return True
