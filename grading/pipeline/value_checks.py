"""What a batch holds against tampering: the value checks, names to trust, what the reference changes.

Filled by the reference's run at the beginning of a batch; looked up for every submission. Runs no code.
"""

import secrets
from pathlib import Path

from notebooks.content.parts import shown_points
from notebooks.content.trust import trusted_names
from notebooks.verdict import NEAR

from ..assignments.check_files import load_checks
from ..assignments.template import Template, TemplateCell
from ..execution.executor import Result
from ..submissions.restored_notebook import RestoredNotebook
from .score import Score
from .value_comparison import ValueComparison


class ValueChecks:
    """For one batch over `template`; `folder` holds the check files. The seed of the inputs is new each time."""

    def __init__(self, folder: Path, template: Template):
        self.template, self.comparison = template, ValueComparison(load_checks(folder, template))
        self.names = {name: trusted_names(book.instructor["cells"], book.cells) for name, book in template.notebooks.items()}
        self.seed = secrets.randbits(62)
        self.allowed: list[str] | None = None
        self.showed: set[tuple[str, str]] | None = None  # (notebook, cell) of the reference's results

    def trusted(self, books: dict[str, RestoredNotebook], rounds: int = 1) -> dict[str, dict]:
        """Job.trusted for these notebooks; each check runs `rounds` times."""
        made = {}
        for name, one in books.items():
            place, names = one.place, self.names[name]
            given = {str(place[cell]): kept for cell, kept in names["given"].items()}
            checks = self.comparison.for_job(name, place, [self.seed] * rounds)
            ours = [place[cell.name] for cell in self.template.notebooks[name].cells.values() if cell.locked]
            made[name] = names | {"given": given, "ours": ours} | checks
        return made

    def expected(self, books: dict[str, RestoredNotebook]) -> dict[str, list[list]]:
        """Job.expected for these notebooks."""
        return {name: self.comparison.expected_of(name, one.place) for name, one in books.items()}

    def learn(self, result: Result, books: dict[str, RestoredNotebook]) -> list[str]:
        """Take what the reference did as right: its values, its results, and its changes to the framework. The
        faults found.
        """
        self.showed = {
            (name, cell)
            for name, one in books.items()
            for cell, index in one.place.items()
            if (run := result.runs.get((name, index)))
            and any(output["output_type"] == "execute_result" for output in run.outputs)
        }
        self.allowed = sorted({label for run in result.runs.values() for label in run.changed})
        return self.comparison.learn(result.values)

    def points_of(self, notebook: str, cell: TemplateCell) -> frozenset[float] | None:
        """The numbers of points that a test cell can show, None for any."""
        known = None if self.showed is None else (notebook, cell.name) in self.showed
        return shown_points(cell.source, known)

    def fault(self, notebook: str, test: str, values: dict) -> str | None:
        """Why a test that passed in the student's process must not count, or None."""
        return self.comparison.fault(notebook, test, values)

    def decided(self, notebook: str, cell: TemplateCell, score: Score, values: dict) -> tuple[Score, str, bool]:
        """What a test cell earns after what its checks say of it; why, and whether that is a flag.

        A part of the points stays where the checks hold, and so does the least that the test gives anybody whose
        code runs. Other values than the reference's are a mistake that the test does not see: no points, and a person
        looks. Flagged is only what evades them, or shows a part and has no values at all.
        """
        where = notebook, cell.name
        checked = self.comparison.decides(*where)
        if score.foreign:
            if checked and not self.fault(*where, values):
                return Score(cell.points), "", False  # it did not fail, and outside it is right
            return score, f"{cell.name}: {score.reason}" if score.forged else "", score.forged
        if not score.points or not checked or not (fault := self.fault(*where, values)):
            return score, "", False
        if score.points >= cell.points * (1 - NEAR):
            return Score(0.0, True, fault), fault, self.comparison.evaded(*where, values)
        if not self.comparison.answered(*where, values):  # no code that earns a part of it gives no values at all
            return Score(0.0, True, fault), fault, True
        parts = self.points_of(notebook, cell)
        if parts and score.points == min(part for part in parts if part > 0):
            return score, "", False
        return Score(0.0, True, fault), f"{fault}; a person decides about {score.points:g} of {cell.points:g}", False
