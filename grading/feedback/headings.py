"""Headings of a notebook, and the section in which each named cell stands. Reads notebooks as data."""

from dataclasses import dataclass

from ..rendering.markdown import titles


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
    """All headings in Markdown cells, in order, as they are on a page."""
    return [
        Heading(number, place, title)
        for number, cell in enumerate(nb["cells"])
        if cell["cell_type"] == "markdown"
        for place, title in enumerate(titles("".join(cell["source"])))
    ]


def sections(nb: dict) -> dict[str, str]:
    """The title of the last heading before each cell that nbgrader knows by name.

    Headings in answers are no sections: a student's copy has other ones there, and in the instructor's the marks of the
    solution (`### END SOLUTION`) would be some.
    """
    last, found, by_cell = "", {}, {}
    for heading in headings(nb):
        if not nb["cells"][heading.cell]["metadata"].get("nbgrader", {}).get("solution"):
            by_cell[heading.cell] = heading.title
    for number, cell in enumerate(nb["cells"]):
        if name := cell["metadata"].get("nbgrader", {}).get("grade_id"):
            found[name] = last
        last = by_cell.get(number, last)
    return found
