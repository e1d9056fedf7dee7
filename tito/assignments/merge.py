"""Joins a corrected release with a learner's notebook: given cells are renewed, everything the learner wrote stays.

Works on notebooks as plain JSON. Cells are told apart by nbgrader's grade_id, else by their id. Reads and writes no file.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Merge:
    """The joined notebook and one sentence for each change that the learner should know of."""

    notebook: dict
    changes: list[str] = field(default_factory=list)


def merge_release(kept: dict, fresh: dict, mine: dict) -> Merge:
    """Bring what differs between `kept` (the release `mine` was begun from) and `fresh` into `mine`."""
    before, own = _by_key(kept), _by_key(mine)
    changes, cells = [], []
    for cell in fresh["cells"]:
        key = _key(cell)
        joined, change = _join(cell, before.get(key), own.get(key))
        cells += [joined] if joined else []
        changes += [change] if change else []
    still = _by_key(fresh)
    untouched = set()
    for key in [key for key in before if key in own and key not in still]:
        if _text(own[key]) == _text(before[key]):
            untouched.add(key)
        kept_note = "" if key in untouched else "; what you wrote is kept in its place"
        changes.append(f"{_label(own[key])} is no longer part of the module{kept_note}")
    _insert_own(cells, [cell for cell in mine["cells"] if _key(cell) not in untouched])
    if any("id" not in cell and not _nbgrader(cell) for cell in mine["cells"]):
        changes.append("this notebook has lost its cell ids, so corrections of plain texts may be missing")
    notebook = {**mine, "nbformat": fresh["nbformat"], "nbformat_minor": fresh["nbformat_minor"], "cells": cells}
    return Merge(notebook, changes)


def same_release(kept: dict, fresh: dict) -> bool:
    """Whether two releases give the learner the same cells."""

    def shown(notebook):
        return [(_key(cell), cell["cell_type"], _text(cell), cell["metadata"]) for cell in notebook["cells"]]

    return shown(kept) == shown(fresh)


def _join(fresh: dict, before: dict | None, own: dict | None) -> tuple[dict | None, str]:
    """The cell to show for one cell of the new release, or None, and what to tell."""
    renewed = before is not None and _text(before) != _text(fresh)
    if own is None:
        if before is None:
            return fresh, f"{_label(fresh)} is new"
        # A plain cell that the learner threw away stays away; what is graded must be there.
        return (fresh, f"{_label(fresh)} was missing and is back") if _graded(fresh) else (None, "")
    if before is not None and not renewed or _text(own) == _text(fresh):
        return {**own, "metadata": fresh["metadata"]}, ""
    if _answer(fresh) and (before is None or _text(own) != _text(before)):
        return {**own, "metadata": fresh["metadata"]}, f"{_label(fresh)} was given anew; your answer is kept"
    noted = "" if before is not None and _text(own) == _text(before) else "; what you changed in it is in the backup"
    return fresh, f"{_label(fresh)} was renewed{noted}"


def _insert_own(cells: list[dict], mine: list[dict]) -> None:
    """Put the learner's cells that are not in `cells`, and copies of those that are, behind the cell that they followed."""
    place = {_key(cell) for cell in cells}
    met, anchor = set(), None
    for cell in mine:
        key = _key(cell)
        copied = key in met
        met.add(key)
        if copied or key not in place:
            at = next((index + 1 for index, other in enumerate(cells) if _key(other) == anchor), 0)
            plain = {name: value for name, value in cell["metadata"].items() if name != "nbgrader"}
            cells.insert(at, {**cell, "metadata": plain})
            key = _key(cells[at])
        anchor = key


def _by_key(notebook: dict) -> dict:
    """Of copied cells the first counts, as for the grader."""
    cells: dict = {}
    for cell in notebook["cells"]:
        cells.setdefault(_key(cell), cell)
    return cells


def _nbgrader(cell: dict) -> dict:
    return cell["metadata"].get("nbgrader", {})


def _key(cell: dict) -> tuple[str, str]:
    grade_id = _nbgrader(cell).get("grade_id")
    # Editors of old formats drop the ids; then only an unchanged text tells which cell it is.
    return ("graded", grade_id) if grade_id else ("id", cell["id"]) if "id" in cell else ("text", _text(cell))


def _text(cell: dict) -> str:
    source = cell["source"]
    return (source if isinstance(source, str) else "".join(source)).strip()


def _answer(cell: dict) -> bool:
    return bool(_nbgrader(cell).get("solution"))


def _graded(cell: dict) -> bool:
    return bool(_nbgrader(cell).get("grade") or _answer(cell))


def _label(cell: dict) -> str:
    if grade_id := _nbgrader(cell).get("grade_id"):
        return f'the cell "{grade_id}"'
    first = next(iter(_text(cell).splitlines()), "").strip("# ")
    return f'the text "{first[:40]}"' if cell["cell_type"] == "markdown" else f'the code "{first[:40]}"'
