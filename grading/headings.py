"""Headings of a notebook, and the section in which each named cell stands. Reads notebooks as data."""

import re
from dataclasses import dataclass

LINE = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
FENCE = re.compile(r"^ {0,3}(```|~~~)")


@dataclass(frozen=True)
class Heading:
    """A heading: the cell it stands in (from 0), its place among the headings of that cell (from 0), and its words."""

    cell: int
    place: int
    title: str

    @property
    def anchor(self) -> str:
        """The id that the heading has on a feedback page."""
        return f"section-{self.cell}-{self.place}"


def headings(nb: dict) -> list[Heading]:
    """All headings in Markdown cells, in order; lines in fenced code are none."""
    return [
        Heading(number, place, title)
        for number, cell in enumerate(nb["cells"])
        if cell["cell_type"] == "markdown"
        for place, title in enumerate(_titles("".join(cell["source"])))
    ]


def _titles(source: str) -> list[str]:
    titles, fence = [], None
    for line in source.split("\n"):
        if found := FENCE.match(line):
            fence = None if fence == found[1] else fence or found[1]
        elif fence is None and (found := LINE.match(line)):
            titles.append(re.sub(r"[`*]", "", found[2]))
    return titles


def sections(nb: dict) -> dict[str, str]:
    """The title of the last heading before each cell that nbgrader knows by name."""
    last, found, by_cell = "", {}, {}
    for heading in headings(nb):
        by_cell[heading.cell] = heading.title
    for number, cell in enumerate(nb["cells"]):
        if name := cell["metadata"].get("nbgrader", {}).get("grade_id"):
            found[name] = last
        last = by_cell.get(number, last)
    return found
