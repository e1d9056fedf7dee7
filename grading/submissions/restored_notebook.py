"""Restores the notebook to run: locked cells from the instructor, answers and free cells from the student.

Runs no code. Whatever a student did to cell names, kinds, points or tests is undone and noted.
"""

import hashlib
import json
from dataclasses import dataclass, field

from notebooks.content.restore import Cell as RestoredCell
from notebooks.content.restore import name_of, restore

from ..assignments.template import TemplateCell, TemplateNotebook
from .edits import note_edits
from .prose import in_words
from .questions import show_possible_answers
from .unassigned_cells import UnassignedCell, given_pictures, is_blank, unassigned_cells


@dataclass
class RestoredNotebook:
    """The restored notebook (nbformat 4.4), the cells to run, answers by name, notes on what was restored.

    `blank` are answer cells without an answer, `waiting` those of them that may have theirs elsewhere, with the reason.
    `handed_in` are outputs of the student's own run, by position, of cells that are no tests.
    `cells` are all of them in order as they were restored.
    `before` and `after` are cells of the grader's own to be shown around the notebook; `wait`: a person must look at it.
    """

    nb: dict
    run: list[tuple[int, str]]
    answers: dict[str, str]
    code_digest: str
    notes: list[str] = field(default_factory=list)
    blank: set[str] = field(default_factory=set)
    unassigned: list[UnassignedCell] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    handed_in: dict[int, list[dict]] = field(default_factory=dict)
    before: list[dict] = field(default_factory=list)
    after: list[dict] = field(default_factory=list)
    wait: bool = False
    said: list[str] = field(default_factory=list)
    cells: list[RestoredCell] = field(default_factory=list)

    @property
    def place(self) -> dict[str, int]:
        """Position of each named cell in the notebook."""
        names = enumerate(cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in self.nb["cells"])
        return {name: index for index, name in names if name}


def restore_notebook(book: TemplateNotebook, submitted: dict, attached=None, copies=None) -> RestoredNotebook:
    """Restore `submitted` (from read_notebook) after `book`.

    `attached` are files that may hold written answers, {name: content}; `copies` answers in other notebooks,
    {cell: [UnassignedCell]}.
    """
    restored = restore(book.cells, submitted["cells"], book.instructor["cells"])
    notes, cells, run, answers, blank_ones, edited, handed_in = restored.notes, [], [], {}, set(), {}, {}
    code = hashlib.sha256()
    for each in restored.cells:
        known = book.cells.get(each.name)
        if known and (text := note_edits(known, each.raw, notes)) and (known.cell_type != "code" or in_words(text)):
            edited[len(cells)] = text
        cell = _restored(known, each) if known else _free(each)
        if known and not known.locked:
            answers[known.name] = cell["source"]
            if is_blank(known, each.raw, given_pictures(book, known.name)):
                blank_ones.add(known.name)
            elif pictures := cell.get("attachments"):
                answers[known.name] += json.dumps(pictures, sort_keys=True)
        if cell["cell_type"] == "code":
            if each.runs:
                run.append((len(cells), cell["source"]))
            if not (known and known.grade) and each.raw.get("outputs"):
                handed_in[len(cells)] = each.raw["outputs"]
            if not known or not known.locked:
                code.update(cell["source"].encode() + b"\0")
        cells.append(cell)
    metadata = {"kernelspec": book.kernelspec} if book.kernelspec else {}
    metadata["language_info"] = {"name": "python"}
    nb = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}
    unassigned = unassigned_cells(book, [(each.name, each.raw) for each in restored.cells], edited)
    one = RestoredNotebook(
        nb, run, answers, code.hexdigest(), notes, blank_ones, unassigned, handed_in=handed_in, said=restored.said,
        cells=restored.cells)
    show_possible_answers(book, one, attached or {}, copies or {})
    return one


def blank(book: TemplateNotebook) -> dict:
    """The release as a submission: the instructor's notebook with every answer as students were given it."""
    cells = []
    for cell in book.instructor["cells"]:
        known = book.cells.get(name_of(cell))
        cells.append({**cell, "source": known.source if known else cell["source"]})
    return {"metadata": {}, "cells": cells}


def answer_of(cell: TemplateCell, restored: RestoredNotebook) -> str:
    """What a grade of `cell` rests on: the answer itself, or for tests all the student's code."""
    if cell.by_tests:
        return restored.code_digest
    return hashlib.sha256(restored.answers.get(cell.name, "").encode()).hexdigest()


def _restored(known: TemplateCell, each: RestoredCell) -> dict:
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
        "source": each.source,
        "metadata": {"nbgrader": meta},
    }
    if known.cell_type == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif each.raw.get("attachments"):
        cell["attachments"] = each.raw["attachments"]
    return cell


def _free(each: RestoredCell) -> dict:
    cell = {"cell_type": each.cell_type, "source": each.source, "metadata": {}}
    if each.cell_type == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif each.raw.get("attachments"):
        cell["attachments"] = each.raw["attachments"]
    return cell
