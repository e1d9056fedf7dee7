"""Points from outputs: the scoring rule, and nothing else. Works on plain data; never evaluates it.

The rule for the outputs of a test is that of `notebooks.verdict`; a test cell that did not finish earns 0. Answers graded
by hand get no points here, unless they were left as given: 0.
"""

from dataclasses import dataclass

from notebooks import verdict
from notebooks.verdict import earned

from ..assignments.template import TemplateCell
from ..execution.executor import CellRun


@dataclass(frozen=True)
class Score:
    """Points of one cell. None and `by_hand`: a person gives them. `reason` says why points are missing.

    foreign: the cell showed a result that its test cannot have given; forged: and that is a number.
    """

    points: float | None
    by_hand: bool = False
    reason: str = ""
    foreign: bool = False
    forged: bool = False


def score_cell(cell: TemplateCell, run: CellRun | None, changed: bool, parts: frozenset[float] | None = None) -> Score:
    """Score of a graded cell; `changed` tells whether its answer differs from what students were given.

    parts: the numbers that the cell can show, None for any, see notebooks/content/parts.py.
    """
    if cell.by_hand:
        return Score(None, True) if changed or cell.task else Score(0.0, False, "left as given")
    if run is None or run.status == "not_run":
        return Score(0.0, False, "did not run")
    if run.failed:
        return Score(0.0, False, failure(run))
    found = earned(run.outputs, cell.points, parts)
    return Score(found.points, bool(found.doubt), found.doubt, found.foreign, found.forged)


def failure(run: CellRun) -> str:
    """Why a run counts as failed, in a few words."""
    return run.why if run.status != "ran" else verdict.failure(run.outputs)
