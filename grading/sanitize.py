"""Rebuilds the notebook to run: locked cells from the instructor, answers and free cells from the student.

Runs no code. Whatever a student did to cell names, kinds, points or tests is undone and noted.
"""

import hashlib
from dataclasses import dataclass, field

from .template import Cell, Notebook


@dataclass
class Sanitized:
    """The rebuilt notebook (nbformat 4.4), the cells to run, answers by name, notes on what was put right."""

    nb: dict
    run: list[tuple[int, str]]
    answers: dict[str, str]
    code_digest: str
    notes: list[str] = field(default_factory=list)


def sanitize(book: Notebook, submitted: dict) -> Sanitized:
    """Rebuild `submitted` (from read_notebook) after `book`."""
    notes: list[str] = []
    placed = _placed(book, submitted["cells"], notes)
    missing = _insert_missing(book, placed, notes)
    cells, run, answers = [], [], {}
    code = hashlib.sha256()
    for name, raw in placed:
        known = book.cells.get(name)
        cell = _rebuilt(known, raw, notes) if known else _free(raw)
        if known and not known.locked:
            answers[name] = cell["source"]
        if cell["cell_type"] == "code":
            # A blank answer put back in place must not undo what the student defined elsewhere.
            if not (name in missing and not known.locked):
                run.append((len(cells), cell["source"]))
            if not known or not known.locked:
                code.update(cell["source"].encode() + b"\0")
        cells.append(cell)
    metadata = {"kernelspec": book.kernelspec} if book.kernelspec else {}
    metadata["language_info"] = {"name": "python"}
    nb = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}
    return Sanitized(nb, run, answers, code.hexdigest(), notes)


def blank(book: Notebook) -> dict:
    """The release as a submission: the instructor's notebook with every answer as students were given it."""
    cells = []
    for cell in book.instructor["cells"]:
        known = book.cells.get(_name(cell))
        cells.append({**cell, "source": known.source if known else cell["source"]})
    return {"metadata": {}, "cells": cells}


def answer_of(cell: Cell, sanitized: Sanitized) -> str:
    """What a grade of `cell` rests on: the answer itself, or for tests all the student's code."""
    if cell.by_tests:
        return sanitized.code_digest
    return hashlib.sha256(sanitized.answers.get(cell.name, "").encode()).hexdigest()


def _name(raw: dict) -> str | None:
    name = raw["metadata"].get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def _placed(book, cells, notes) -> list[tuple[str | None, dict]]:
    """The student's cells with the name each will be graded under."""
    names = [_name(cell) for cell in cells]
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
    given = {
        _squeezed(cell["source"]): name
        for cell in book.instructor["cells"]
        if (name := _name(cell)) in book.cells and book.cells[name].locked
    }
    return [given.get(_squeezed(cell["source"])) for cell in cells]


def _squeezed(source: str) -> str:
    return "".join(source.split())


def _insert_missing(book, placed, notes) -> set[str]:
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


def _rebuilt(known: Cell, raw: dict, notes) -> dict:
    if raw["cell_type"] != known.cell_type and raw["metadata"]:
        notes.append(f"cell {known.name} was made a {raw['cell_type']} cell; it is a {known.cell_type} cell")
    meta = {
        "grade": known.grade,
        "solution": known.solution,
        "locked": known.locked,
        "task": known.task,
        "grade_id": known.name,
        "schema_version": 3,
        "cell_type": known.cell_type,
        "checksum": known.checksum,
    }
    if known.grade or known.task:
        meta["points"] = known.points
    cell = {
        "cell_type": known.cell_type,
        "source": known.source if known.locked else raw["source"],
        "metadata": {"nbgrader": meta},
    }
    if known.cell_type == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif raw.get("attachments"):
        cell["attachments"] = raw["attachments"]
    return cell


def _free(raw: dict) -> dict:
    cell = {"cell_type": raw["cell_type"], "source": raw["source"], "metadata": {}}
    if raw["cell_type"] == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif raw.get("attachments"):
        cell["attachments"] = raw["attachments"]
    return cell
