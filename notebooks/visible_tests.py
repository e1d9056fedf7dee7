"""The verdict on each visible test of a notebook: its cells restored after the release, run, and judged by the grader's rule.

What `tito module test` and *Validate* say comes from here. It gives no grade: hidden tests and hand-graded answers are not here.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from notebooks.content.overwritten import overwritten
from notebooks.content.parts import shown_points
from notebooks.content.release import ReleasedCell, released_cells
from notebooks.content.restore import Cell, restore, squeezed
from notebooks.content.titles import is_blank, titles
from notebooks.content.trust import trusted_names
from notebooks.running.environment import ENVIRONMENT
from notebooks.running.run import CellRun, CellToRun, run_cells
from notebooks.sentences import problem, why_failed
from notebooks.shadowing import shadowing
from notebooks.verdict import earned


@dataclass(frozen=True)
class Test:
    """One visible test: `title` in the notebook's words, `where` is its cell, `hint` says why points are missing, in lines."""

    __test__ = False  # no test of pytest's

    name: str
    title: str
    points: float
    earned: float
    where: str
    hint: str = ""

    @property
    def passed(self) -> bool:
        return not self.hint


@dataclass
class VisibleTests:
    """What a notebook showed. `problems` are cells that stopped, `notes` what was restored or hides a library: sentences.

    hidden: test cells of which the release has no line; by_hand: points that people give.
    """

    tests: list[Test] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: int = 0
    by_hand: float = 0
    seconds: float = 0

    @property
    def all_passed(self) -> bool:
        """False also for a notebook without any test: deleting the tests is not passing them."""
        return bool(self.tests) and all(test.passed for test in self.tests)

    @property
    def failing(self) -> list[Test]:
        return [test for test in self.tests if not test.passed]

    @property
    def earned(self) -> float:
        return sum(test.earned for test in self.tests)

    @property
    def possible(self) -> float:
        return sum(test.points for test in self.tests)


def run_visible_tests(
    submitted: dict, release: dict | None, directory: Path, seconds: float, environment: Mapping[str, str]
) -> VisibleTests:
    """Run `submitted` (from `read_notebook`) in `directory`. Without a release it is taken for its own.

    seconds: for all cells together. Raises NoPython.
    """
    began = time.monotonic()
    known = released_cells(release or submitted)
    restored = restore(known, submitted["cells"], release["cells"] if release else ())
    cells = [cell for cell in restored.cells if cell.runs]
    to_run = [CellToRun(key, cell.source, bool(cell.name) and known[cell.name].locked) for key, cell in enumerate(cells)]
    trusted = trusted_names((release or submitted)["cells"], known)
    runs = run_cells(to_run, directory, seconds, {**environment, **ENVIRONMENT, "NBGRADER_EXECUTION": "validate"}, trusted)
    said = overwritten(cells, known, {key: run.line for key, run in runs.items() if run.failed})
    called = titles((release or submitted)["cells"], [name for name, cell in known.items() if not cell.locked or cell.grade], {})
    found = VisibleTests(notes=[*restored.notes, *restored.said, *_edited(known, restored.cells), *shadowing(directory)])
    for key, cell in enumerate(cells):
        original, run = known.get(cell.name), runs[key]
        if original and original.by_tests:
            if is_blank(cell.source):
                found.hidden += 1
            else:
                found.tests.append(_judged(original, cell, run, cells, called[cell.name], said.get(cell.name, [])))
        elif sentence := problem(cell, run, cells):
            found.problems.append(sentence)
    found.by_hand = sum(cell.points for cell in known.values() if cell.by_hand)
    found.seconds = time.monotonic() - began
    return found


def _judged(original: ReleasedCell, cell: Cell, run: CellRun, cells: list[Cell], title: str, overwritten: list[str]) -> Test:
    if run.failed:
        points, hint = 0.0, why_failed(run, cells)
    else:
        found = earned(run.outputs, original.points, shown_points(cell.source))
        part = f"it earns {found.points:g} of {original.points:g} points" if found.points < original.points else ""
        points, hint = found.points, found.doubt or part
    hint = "\n".join([hint, *overwritten]) if hint else ""
    return Test(original.name, title, original.points, points, cell.where, hint)


def _edited(known: Mapping[str, ReleasedCell], cells: list[Cell]) -> list[str]:
    return [
        f"{cell.label} is a locked cell that was changed; it ran as released, as in grading."
        for cell in cells
        if cell.at is not None and cell.name and known[cell.name].locked
        and squeezed(cell.raw["source"]) != squeezed(cell.source)
    ]
