"""Points from outputs: the scoring rule, and nothing else. Works on plain data; never evaluates it.

The rule: an error in a test cell, or a test cell that did not finish, earns 0; text on stderr costs nothing;
no result earns full points; one result that is a number which the test can give (see parts.py) earns that
number; any other result earns 0 and goes to a person. Answers graded by hand get no points here, unless they
were left as given: 0.
"""

import math
import re
from dataclasses import dataclass

from .executor import CellRun
from .parts import NONE
from .template import Cell

PLAIN = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
# numpy 2 shows its scalars with their type.
NUMBER = re.compile(rf"({PLAIN})|np\.(?:float|int|uint)\d+\(({PLAIN})\)", re.ASCII)
NEAR = 0.01  # of a cell's points: a student may have set how many digits are shown


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


def score_cell(cell: Cell, run: CellRun | None, changed: bool, parts: frozenset[float] | None = None) -> Score:
    """Score of a graded cell; `changed` tells whether its answer differs from what students were given.

    parts: the numbers that the cell can show, None for any, see parts.py.
    """
    if cell.by_hand:
        return Score(None, True) if changed or cell.task else Score(0.0, False, "left as given")
    if run is None or run.status == "not_run":
        return Score(0.0, False, "did not run")
    if run.failed:
        return Score(0.0, False, failure(run))
    results = [output for output in run.outputs if output["output_type"] == "execute_result"]
    if not results:
        return Score(cell.points)
    if len(results) > 1:
        return Score(0.0, True, "the test showed more than one result", foreign=parts == NONE)
    return _part(cell, results[0]["data"].get("text/plain", ""), parts)


def failure(run: CellRun) -> str:
    """Why a run counts as failed, in a few words."""
    if run.status != "ran":
        return run.why
    error = next(output for output in run.outputs if output["output_type"] == "error")
    return f"{error['ename']}: {error['evalue']}".strip(": ")[:300]


def _part(cell: Cell, text: str, parts: frozenset[float] | None) -> Score:
    match = NUMBER.fullmatch(text.strip())
    points = float(match[1] or match[2]) if match else math.nan
    if not math.isfinite(points) or points < 0:
        return Score(0.0, True, "the result of the test is not a number of points", foreign=parts == NONE)
    if points > cell.points:
        return Score(0.0, True, f"the test gave {points:g} of {cell.points:g} points", parts == NONE, parts == NONE)
    if parts is not None:
        near = [part for part in parts if abs(part - points) <= NEAR * cell.points]
        if not near:
            return Score(0.0, True, f"the cell showed {text.strip()[:40]}, which its test does not give", True, True)
        points = min(near, key=lambda part: abs(part - points))
    return Score(abs(points))
