"""The feedback pages that the learner has fetched, and what they say about points. Reads files only."""

import re
from dataclasses import dataclass
from pathlib import Path

# The line of points on this classroom's pages, with what still waits; and nbgrader's own. Both stand before the notebook.
_TOTAL = re.compile(r'class="total"><strong>(-?[\d.]+)</strong> of ([\d.]+) points([^<]*)<')
_SCORE = re.compile(r"\(Score:\s*(-?[\d.]+)\s*/\s*([\d.]+)()\)")
_BEGINNING = 100_000  # characters


@dataclass(frozen=True)
class Feedback:
    """A page: the submission it is on (the exchange's time stamp), and the points on it (None if it says none)."""

    page: Path
    submission: str
    score: float | None = None
    possible: float | None = None
    rest: str = ""  # ", 2 taken off for lateness; 1 answer waits for a person"

    @property
    def points(self) -> str:
        """"35 of 60 points", with what else the page says about them; empty if it says nothing."""
        return "" if self.score is None else f"{self.score:g} of {self.possible:g} points{self.rest}"


def read_feedback(page: Path) -> Feedback:
    """What a page says."""
    with page.open(encoding="utf-8", errors="replace") as file:
        beginning = file.read(_BEGINNING)
    found = _TOTAL.search(beginning) or _SCORE.search(beginning)
    if not found:
        return Feedback(page, page.parent.name)
    return Feedback(page, page.parent.name, float(found[1]), float(found[2]), found[3].rstrip())


def feedback_on(folder: Path) -> list[Feedback]:
    """The pages that were fetched beside a notebook, one a submission, oldest first."""
    pages = {page.parent.name: page for page in sorted(folder.glob("feedback/*/*.html"))}
    return [read_feedback(page) for _, page in sorted(pages.items())]
