"""Notes what a student changed of a cell that is not theirs to change: its text, its kind, its points.

All of it is restored anyway; the note is for a person. What editors and upgrades do by themselves is no edit.
"""

import hashlib

from notebooks.content.restore import squeezed

from ..assignments.template import TemplateCell

SETTINGS = ("grade", "solution", "locked", "task")


def note_edits(known: TemplateCell, raw: dict, notes: list[str]) -> str | None:
    """Append a note for each thing in the student's cell `raw` that differs from what was given as `known`.

    Returns the lines that were written into a cell that is restored, or None.
    """
    if raw["cell_type"] != known.cell_type and raw["metadata"]:
        notes.append(f"cell {known.name} was made a {raw['cell_type']} cell; it is a {known.cell_type} cell")
    meta = raw["metadata"].get("nbgrader", {})
    if _as_released_before(raw, meta):
        return None
    written = None
    if known.locked and squeezed(raw["source"]) not in (squeezed(known.given), squeezed(known.source)):
        notes.append(f"cell {known.name} is not for editing and was edited; it was restored")
        given = {squeezed(line) for text in (known.given, known.source) for line in text.split("\n")}
        written = "\n".join(line for line in raw["source"].split("\n") if squeezed(line) not in given)
    changed = [key for key in SETTINGS if key in meta and bool(meta[key]) != getattr(known, key)]
    if "points" in meta and (known.grade or known.task) and meta["points"] != known.points:
        changed.append("points")
    if changed:
        notes.append(f"the settings of cell {known.name} were changed ({', '.join(changed)}); they were restored")
    return written


def _as_released_before(raw: dict, meta: dict) -> bool:
    """Whether the cell still fits nbgrader's checksum in it: then it is of an older release, not edited."""
    try:
        grade, solution = bool(meta.get("grade")), bool(meta.get("solution"))
        locked = not solution and (grade or bool(meta.get("locked")))
        # As nbgrader.utils.compute_checksum, over the same parts in the same order.
        parts = [raw["source"], raw["cell_type"], str(grade), str(solution), str(locked), meta["grade_id"]]
        parts += [str(float(meta["points"]))] if grade else []
        return hashlib.md5("".join(parts).encode()).hexdigest() == meta.get("checksum")
    except (KeyError, TypeError, ValueError, OverflowError):
        return False
