"""What the outputs of a test cell are worth: the rule, and nothing else. Works on plain data; never evaluates it.

An error earns 0; text on stderr costs nothing; no result earns full points; one result that is a number which the test can
give (see parts.py) earns that number; any other result earns 0 and is for a person to look at.
"""

import math
import re
from dataclasses import dataclass

from notebooks.content.parts import NONE

PLAIN = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
# numpy 2 shows its scalars with their type.
NUMBER = re.compile(rf"({PLAIN})|np\.(?:float|int|uint)\d+\(({PLAIN})\)", re.ASCII)
LONGEST = 100  # characters of a number
NEAR = 0.01  # of a cell's points: a student may have set how many digits are shown


@dataclass(frozen=True)
class Earned:
    """Points of a test that ran without an error. `doubt`: why a person should look, or "".

    foreign: the cell showed a result that its test cannot have given; forged: and that is a number.
    """

    points: float
    doubt: str = ""
    foreign: bool = False
    forged: bool = False


def failure(outputs: list[dict]) -> str:
    """The error among a cell's outputs in a few words, or ""."""
    error = next((output for output in outputs if output["output_type"] == "error"), None)
    return f"{error['ename']}: {error['evalue']}".strip(": ")[:300] if error else ""


def earned(outputs: list[dict], most: float, parts: frozenset[float] | None = None) -> Earned:
    """What the outputs of a test of `most` points earn; `parts` are the numbers that it can show, None for any."""
    results = [output for output in outputs if output["output_type"] == "execute_result"]
    if not results:
        return Earned(most)
    if len(results) > 1:
        return Earned(0.0, "the test showed more than one result", parts == NONE)
    text = str(results[0]["data"].get("text/plain", "")).strip()
    # Trying where a long row of digits may be parted takes hours.
    match = NUMBER.fullmatch(text) if len(text) <= LONGEST else None
    points = float(match[1] or match[2]) if match else math.nan
    if not math.isfinite(points) or points < 0:
        return Earned(0.0, "the result of the test is not a number of points", parts == NONE)
    if points > most:
        return Earned(0.0, f"the test gave {points:g} of {most:g} points", parts == NONE, parts == NONE)
    if parts is not None:
        near = [part for part in parts if abs(part - points) <= NEAR * most]
        if not near:
            return Earned(0.0, f"the cell showed {text[:40]}, which its test does not give", True, True)
        points = min(near, key=lambda part: abs(part - points))
    return Earned(abs(points))
