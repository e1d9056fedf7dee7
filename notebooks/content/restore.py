"""Restores the cells to run after a release: tests as they were given, answers and free cells from the student.

Finds out which of a student's cells is which cell of the assignment, and brings back those that are gone. It runs nothing
and judges no content; everything found odd is noted for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Known(Protocol):
    """A cell of the assignment. `source` is the text to run where it is locked, `given` the text that students got."""

    name: str
    cell_type: str
    source: str
    given: str
    locked: bool


@dataclass(frozen=True)
class Cell:
    """A cell of the restored notebook. `raw` is the student's; `name` is None for one that the assignment does not know.

    `of` names the cell of which this one is a further copy, as *Split Cell* makes them. `at` counts the student's cells from 0;
    it is None for a cell that was restored.
    """

    name: str | None
    cell_type: str
    source: str
    raw: dict
    runs: bool
    of: str | None = None
    at: int | None = None

    @property
    def where(self) -> str:
        """Its number as JupyterLab's status bar has it, empty for one that was restored."""
        return "" if self.at is None else f"cell {self.at + 1}"

    @property
    def label(self) -> str:
        """How a sentence for the student names it."""
        named = self.name or name_of(self.raw)
        if self.at is None:
            return f'the cell "{named}"'
        return f'{self.where} ("{named}")' if named else self.where


@dataclass
class Restored:
    cells: list[Cell]
    notes: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # what no person needs to look at


def restore(known: Mapping[str, Known], submitted: list[dict], order: list[dict] = ()) -> Restored:
    """Restore the cells of a notebook from `read_notebook`; `known` are the cells of the assignment by name, in order.

    `order` are all cells of the assignment where they are at hand: those without a name tell where a lost cell belongs.
    """
    notes: list[str] = []
    said: list[str] = []
    numbered = joined(known, submitted, said)
    placed = place(known, [raw for _, raw in numbered], notes, said)
    missing = insert_missing(known, placed, notes, order)
    at = {id(raw): number for number, raw in numbered}
    return Restored([_restored(known, missing, name, raw, at.get(id(raw))) for name, raw in placed], notes, said)


def _restored(known, missing, name, raw, at) -> Cell:
    original = known.get(name)
    if original is None:
        of = name_of(raw) if name_of(raw) in known else None
        return Cell(None, raw["cell_type"], raw["source"], raw, raw["cell_type"] == "code", of, at)
    source = original.source if original.locked else raw["source"]
    # A blank answer restored in its place must not undo what the student defined elsewhere.
    runs = original.cell_type == "code" and (original.locked or name not in missing)
    return Cell(name, original.cell_type, source, raw, runs, at=at)


def name_of(raw: dict) -> str | None:
    """The name that a cell carries."""
    name = raw["metadata"].get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def joined(known: Mapping[str, Known], cells: list[dict], said: list[str]) -> list[tuple[int, dict]]:
    """(position, cell) of the student's cells, with the pieces that *Split Cell* made of a locked cell as one again."""
    found = dict(enumerate(cells))
    for name, cell in known.items():
        pieces = [number for number, raw in enumerate(cells) if cell.locked and name_of(raw) == name]
        whole = squeezed("".join(cells[number]["source"] for number in pieces))
        if len(pieces) > 1 and whole in (squeezed(cell.given), squeezed(cell.source)):
            first = pieces[0]
            found = {number: raw for number, raw in found.items() if number not in pieces[1:]}
            found[first] = {**cells[first], "source": cell.given}
            said.append(f"cell {name} is there in {len(pieces)} pieces, as Split Cell makes them; it counts as a whole")
    return list(found.items())


def place(known: Mapping[str, Known], cells: list[dict], notes: list[str], said: list[str]) -> list[tuple[str | None, dict]]:
    """The student's cells with the name each will be graded under."""
    names = [name_of(cell) for cell in cells]
    if known and not any(name in known for name in names):
        names = _names_by_text(known, cells, notes)
    placed, seen, first = [], set(), {}
    for name, cell in zip(names, cells, strict=True):
        if name in known and name in seen:
            if known[name].locked:
                where = said if _unchanged(known[name], first[name], cell) else notes
                where.append(f"cell {name} is there more than once; the first one counts")
            else:
                said.append(f"cell {name} is there more than once, as Split Cell makes it; every part of it counts")
            # A second copy of a test is the instructor's text, not work of the student; half a question may hold both.
            if known[name].locked and (cell["cell_type"] == "code" or is_part(cell["source"], known[name])):
                continue
            name = None
        elif name not in known:
            name = None
        seen.add(name)
        first.setdefault(name, cell)
        placed.append((name, cell))
    order = [name for name, _ in placed if name]
    if order != [name for name in known if name in seen]:
        notes.append("the cells are not in the order of the assignment")
    return placed


def _unchanged(known: Known, *copies: dict) -> bool:
    """Whether all copies of a locked cell are as it was given out: copied by mistake, which is nobody's trick."""
    given = {squeezed(known.given), squeezed(known.source)}
    return all(squeezed(copy["source"]) in given for copy in copies)


def _names_by_text(known, cells, notes) -> list[str | None]:
    """Names of locked cells in a notebook that lost its nbgrader metadata."""
    notes.append(
        "the notebook has lost its nbgrader metadata; tests were restored by their text or at the end"
    )
    locked = [cell for cell in known.values() if cell.locked]
    given = {squeezed(text): cell.name for cell in locked for text in (cell.source, cell.given) if text.strip()}
    return [given.get(squeezed(cell["source"])) for cell in cells]


def squeezed(source: str) -> str:
    """The text without what editors change by themselves: spacing, line ends, byte order marks."""
    return "".join(source.replace("\ufeff", "").split())


def is_part(source: str, known: Known) -> bool:
    """Whether a text has nothing that the cell was not given out with."""
    return any(squeezed(source) in squeezed(text) for text in (known.given, known.source))


def insert_missing(known, placed, notes, order=()) -> set[str]:
    """Restore named cells that are gone: after the one before, else before the next, else at the end.

    With `order`, cells without a name count as well, by their text: an answer returns below its question, and below what the
    student wrote between them and the next cell of the assignment.
    """
    present = {name for name, _ in placed if name}
    missing = [name for name in known if name not in present]
    keys = [name if (name := name_of(cell)) in known else squeezed(cell["source"]) for cell in order] if missing else []
    keys += [name for name in known if name not in keys]
    for name in missing:
        position = keys.index(name)
        where = {squeezed(cell["source"]): index for index, (other, cell) in enumerate(placed) if not other and cell["source"]}
        where |= {other: index for index, (other, _) in enumerate(placed) if other}
        before = [where[key] for key in keys[:position] if key in where]
        after = [where[key] for key in keys[position + 1 :] if key in where]
        gap = after and (not before or after[0] > before[-1]) and not (position and keys[position - 1] in known)
        index = after[0] if gap else before[-1] + 1 if before else after[0] if after else len(placed)
        placed.insert(index, (name, {"cell_type": "code", "source": known[name].source, "metadata": {}}))
        if present or known[name].locked:
            notes.append(f"cell {name} was missing and was restored")
    return set(missing)
