"""Text of the student's that stands in no answer cell, and whether an answer cell has an answer."""

import re
from dataclasses import dataclass, field

from notebooks.content.restore import squeezed

from .prose import in_words


@dataclass(frozen=True)
class UnassignedCell:
    """A cell that is not the assignment's: where it stands in the restored notebook, its kind and text."""

    index: int
    cell_type: str
    source: str
    attachments: tuple[tuple[str, str], ...] = ()
    pictures: dict = field(default_factory=dict, compare=False)
    where: str = "a new or changed cell"

    @property
    def in_words(self) -> bool:
        """Whether it could be a written answer."""
        return self.cell_type != "code" or in_words(self.source)


def is_blank(known, raw: dict, given_pictures=()) -> bool:
    """Whether an answer cell has no answer: as it was given, or emptied, and no picture was added."""
    added = set(_pictures(raw)) - set(given_pictures)
    return not added and squeezed(raw["source"]) in (squeezed(known.source), squeezed(known.given), "")


def _pictures(raw: dict) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, f"{mime}:{data}") for name, kinds in raw.get("attachments", {}).items() for mime, data in kinds.items()
    )


def given_pictures(book, name: str) -> tuple[tuple[str, str], ...]:
    """The pictures that a cell of this name was given out with."""
    for cell in book.instructor["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name:
            return _pictures(cell)
    return ()


def given_texts(book) -> set[str]:
    """Every text of the assignment, squeezed: what a student need not have written."""
    texts = {squeezed(cell["source"]) for cell in book.instructor["cells"]}
    return texts.union(*({squeezed(cell.source), squeezed(cell.given)} for cell in book.cells.values()), {""})


def unassigned_cells(book, placed, edited: dict[int, str]) -> list[UnassignedCell]:
    """What of `placed` (name, cell) is new; `edited` are texts of locked cells, which were restored, by index."""
    given, found = given_texts(book), []
    for index, (name, raw) in enumerate(placed):
        text, pictures = (edited.get(index), ()) if name else (raw["source"], _pictures(raw))
        if text is None or not pictures and (squeezed(text) in given or not re.search(r"\w", text)):
            continue
        where = f"the cell {name}, which is not for answers," if name else "a new or changed cell"
        shown = raw.get("attachments", {}) if pictures else {}
        found.append(UnassignedCell(index, raw["cell_type"], text, pictures, shown, where))
    return found
