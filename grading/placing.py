"""Finds out which of a student's cells is which cell of the assignment, and puts back the ones that are gone.

Judges no content; everything found odd is noted for a person.
"""



def name_of(raw: dict) -> str | None:
    name = raw["metadata"].get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def place(book, cells, notes) -> list[tuple[str | None, dict]]:
    """The student's cells with the name each will be graded under."""
    names = [name_of(cell) for cell in cells]
    if not any(name in book.cells for name in names):
        names = _names_by_text(book, cells, notes)
    placed, seen = [], set()
    for name, cell in zip(names, cells, strict=True):
        if name in book.cells and name in seen:
            notes.append(f"cell {name} is there more than once; the first one counts")
            # A second copy of a test is the instructor's text, not work of the student.
            if book.cells[name].locked:
                continue
            name = None
        elif name not in book.cells:
            name = None
        seen.add(name)
        placed.append((name, cell))
    order = [name for name, _ in placed if name]
    if order != [name for name in book.cells if name in seen]:
        notes.append("the cells are not in the order of the assignment")
    return placed


def _names_by_text(book, cells, notes) -> list[str | None]:
    """Names of locked cells in a notebook that lost its nbgrader metadata."""
    notes.append(
        "the notebook has lost its nbgrader metadata; tests were put back by their text or at the end"
    )
    locked = [cell for cell in book.cells.values() if cell.locked]
    given = {squeezed(text): cell.name for cell in locked for text in (cell.source, cell.given) if text.strip()}
    return [given.get(squeezed(cell["source"])) for cell in cells]


def squeezed(source: str) -> str:
    """The text without what editors change by themselves: spacing, line ends, byte order marks."""
    return "".join(source.replace("\ufeff", "").split())


def insert_missing(book, placed, notes) -> set[str]:
    """Put back named cells that are gone: after the one before, else before the next, else at the end."""
    order = list(book.cells)
    present = {name for name, _ in placed if name}
    missing = [name for name in order if name not in present]
    for name in missing:
        position = order.index(name)
        where = {known: index for index, (known, _) in enumerate(placed) if known}
        before = [where[known] for known in order[:position] if known in where]
        after = [where[known] for known in order[position + 1 :] if known in where]
        index = before[-1] + 1 if before else after[0] if after else len(placed)
        placed.insert(index, (name, {"cell_type": "code", "source": book.cells[name].source, "metadata": {}}))
        if present or book.cells[name].locked:
            notes.append(f"cell {name} was missing and was put back")
    return set(missing)
