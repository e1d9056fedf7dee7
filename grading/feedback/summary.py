"""The table at the top of a feedback page: points per task, what went wrong, where to read again, what a person said.

Made from the gradebook and from the student's copy of the notebook, which has no hidden test in it.
"""

from dataclasses import dataclass, field

from notebooks.content.titles import titles

from .headings import headings

HINT_CHARACTERS = 400


@dataclass(frozen=True)
class Given:
    """What the gradebook has about one notebook of one student, for use when its transaction has ended."""

    grades: dict[str, tuple[float | None, float | None, float, float]]
    comments: dict[str, str]  # of people; what grading notes itself is in `notes`
    penalty: float
    notes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book, penalty: float) -> "Given":
        """From nbgrader's SubmittedNotebook; `penalty` points come off. A grade is (automatic, a person's, extra, maximum)."""
        return cls(
            {g.name: (g.auto_score, g.manual_score, g.extra_credit or 0.0, g.max_score) for g in book.grades},
            {c.name: c.manual_comment or "" for c in book.comments},
            penalty,
            {c.name: c.auto_comment or "" for c in book.comments},
        )


def summary(given: Given, copy: dict, sections: dict[str, str]) -> dict:
    """The table for a student's copy; `sections` are the instructor's titles by cell.

    {"score", "maximum", "penalty", "rows"}; a row has name, title, kind, score, points, state, hints, section, anchor and
    comment, which is a person's. `kind` is test, written or comment; `state` full, part, none or waits.
    """
    # A heading of the same words in an answer is the student's own.
    found = {
        heading.title: heading.anchor
        for heading in reversed(headings(copy))
        if not copy["cells"][heading.cell]["metadata"].get("nbgrader", {}).get("solution")
    }
    # Nothing was graded, and a person is to look: no 0 of these is anybody's verdict.
    unread = bool(copy["metadata"].get("grading", {}).get("unread"))
    rows, called = [], titles(copy["cells"], dict.fromkeys([*given.grades, *given.comments]), sections)
    for cell in copy["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        grade, said = given.grades.get(name), given.comments.get(name, "")
        if grade is None and not said:
            continue
        if grade is not None and unread:
            grade = (None, *grade[1:])
        section = sections.get(name, "")
        row = {"name": name, "title": called[name], "section": section, "anchor": found.get(section), "comment": said}
        graded = {"kind": "comment", "hints": []} if grade is None else _graded(cell, grade, given.notes.get(name, ""))
        rows.append(row | graded)
    score = sum(row["score"] for row in rows if "score" in row)
    return {
        "score": score - given.penalty,
        "maximum": sum(row["points"] for row in rows if "points" in row),
        "penalty": given.penalty,
        "rows": rows,
    }


def _graded(cell: dict, grade: tuple, note: str) -> dict:
    auto, manual, extra, maximum = grade
    given = auto if manual is None else manual
    score = (given or 0.0) + extra
    state = "waits" if given is None else "full" if score >= maximum else "part" if score > 0 else "none"
    tested = cell["cell_type"] == "code" and cell["metadata"]["nbgrader"].get("locked")
    read = manual is not None and bool(tested)
    lost = state in ("part", "none")
    return {
        "kind": "test" if tested else "written", "score": score, "points": maximum, "state": state,
        "hints": _hints(cell) if tested and lost else [note] if note and lost else [],
        "changed": read and manual != auto, "agreed": read,
    }


def _hints(cell: dict) -> list[str]:
    """What the test says about its failure, and what else explains it."""
    said = [output["evalue"] for output in cell.get("outputs", []) if output["output_type"] == "error"]
    said += cell["metadata"].get("grading", {}).get("overwritten", [])
    return [text if len(text) <= HINT_CHARACTERS else text[:HINT_CHARACTERS] + " ..." for text in said if text]
