"""Text of the student's that stands in no answer cell, and whether an answer cell has an answer."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from notebooks.content.restore import squeezed

from .prose import DEFINED, in_words

# Characters of all new code of a notebook that are read for words, cell by cell; that takes a second. What is more may be words.
MAX_READ = 100_000


@dataclass(frozen=True)
class UnassignedCell:
    """A cell that is not the assignment's: where it stands in the restored notebook, its kind and text."""

    index: int
    cell_type: str
    source: str
    attachments: tuple[tuple[str, str], ...] = ()
    pictures: dict = field(default_factory=dict, compare=False)
    where: str = "a new or changed cell"
    unread: bool = False

    @cached_property
    def in_words(self) -> bool:
        """Whether it could be a written answer."""
        return self.cell_type != "code" or self.unread or in_words(self.source)

    @cached_property
    def defined(self) -> set[str]:
        """Names of functions and classes in its text, commented out or not."""
        return set(DEFINED.findall(self.source))

    @cached_property
    def defined_in_comments(self) -> set[str]:
        """Those in lines that do not run."""
        return set(DEFINED.findall("\n".join(line for line in self.source.split("\n") if line.lstrip()[:1] in ("#", ">"))))


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
    given, found, room = given_texts(book), [], MAX_READ
    for index, (name, raw) in enumerate(placed):
        text, pictures = (edited.get(index), ()) if name else (raw["source"], _pictures(raw))
        if text is None or not pictures and (squeezed(text) in given or not re.search(r"\w", text)):
            continue
        where = f"the cell {name}, which is not for answers," if name else "a new or changed cell"
        shown = raw.get("attachments", {}) if pictures else {}
        room -= len(text) if raw["cell_type"] == "code" else 0
        found.append(UnassignedCell(index, raw["cell_type"], text, pictures, shown, where, unread=room < 0))
    return found
