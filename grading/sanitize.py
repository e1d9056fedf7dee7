"""Rebuilds the notebook to run: locked cells from the instructor, answers and free cells from the student.

Runs no code. Whatever a student did to cell names, kinds, points or tests is undone and noted.
"""

import hashlib
from dataclasses import dataclass, field

from .edits import note_edits
from .placing import insert_missing, name_of, place
from .template import Cell, Notebook


@dataclass
class Sanitized:
    """The rebuilt notebook (nbformat 4.4), the cells to run, answers by name, notes on what was put right."""

    nb: dict
    run: list[tuple[int, str]]
    answers: dict[str, str]
    code_digest: str
    notes: list[str] = field(default_factory=list)

    @property
    def place(self) -> dict[str, int]:
        """Position of each named cell in the notebook."""
        names = enumerate(cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in self.nb["cells"])
        return {name: index for index, name in names if name}


def sanitize(book: Notebook, submitted: dict) -> Sanitized:
    """Rebuild `submitted` (from read_notebook) after `book`."""
    notes: list[str] = []
    placed = place(book, submitted["cells"], notes)
    missing = insert_missing(book, placed, notes)
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
        known = book.cells.get(name_of(cell))
        cells.append({**cell, "source": known.source if known else cell["source"]})
    return {"metadata": {}, "cells": cells}


def answer_of(cell: Cell, sanitized: Sanitized) -> str:
    """What a grade of `cell` rests on: the answer itself, or for tests all the student's code."""
    if cell.by_tests:
        return sanitized.code_digest
    return hashlib.sha256(sanitized.answers.get(cell.name, "").encode()).hexdigest()


def _rebuilt(known: Cell, raw: dict, notes) -> dict:
    note_edits(known, raw, notes)
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
