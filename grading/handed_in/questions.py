"""Answers to written questions that stand elsewhere: the untouched answer cell waits for a person, with them shown in it.

People type below the answer cell, above it, into the question, into a file, or delete the cell and write it again.
"""

import json
import re

from .loose import Loose
from .texts import cut, fenced, listed, note_cell

DEFINED = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)


def find_answers(book, one, papers: dict[str, str], copies: dict[str, list[Loose]]) -> None:
    """Show in the rebuilt notebook `one` what may be the answers to untouched questions; these wait then.

    `papers` and `copies` as for `sanitize`.
    """
    place = one.place
    for words in (True, False):
        # Working code answers only what asks for code.
        loose = [each for each in one.loose if each.in_words or not words]
        questions = {
            name: place[name]
            for name, cell in book.cells.items()
            if name in one.blank and cell.by_hand and (cell.cell_type != "code") == words
        }
        by_name = _nearest(loose, questions)
        for name in questions:
            if not (loose or papers or name in copies):
                continue
            by_name[name] = by_name[name] + copies.get(name, [])
            cell = one.nb["cells"][place[name]]
            shown = [other for other in by_name if by_name[other] and other != name]
            cell["source"] = _with_text(
                cell["source"], cell["cell_type"] == "code", by_name[name], shown, listed(papers) if papers else ""
            )
            pictures = {file: data for each in by_name[name] for file, data in each.pictures.items()}
            if pictures and cell["cell_type"] == "markdown":
                cell["attachments"] = pictures | cell.get("attachments", {})
            texts = [(each.source, each.attachments) for each in loose + copies.get(name, [])]
            one.answers[name] += json.dumps([texts, sorted(papers.items())])
            of = ["text in new cells"] * bool(loose) + [f"the file {listed(papers)}"] * bool(papers)
            of = " and ".join(of + [each.where for each in copies.get(name, [])])
            one.waiting[name] = f"the answer cell {name} was left as given; {of} may be its answer".replace("`", "")
    lost = [n for n in one.blank if not book.cells[n].grade and _written_as_text(book.cells[n], one.loose)]
    for name in lost:
        one.wait = True
        one.before.append(note_cell(
            f"**Note from the grader.** The answer cell {name} was left as it was given out, but a cell that does not run "
            "has code for it. A person reads it."
        ))


def _nearest(loose: list[Loose], questions: dict[str, int]) -> dict[str, list[Loose]]:
    """The loose cells by the question they stand closest to; as close to two, they belong to the one above."""
    by_name: dict[str, list[Loose]] = {name: [] for name in questions}
    for one in loose:
        if questions:
            by_name[min(questions, key=lambda name: (abs(questions[name] - one.index), questions[name]))].append(one)
    return by_name


def _with_text(source: str, code: bool, own: list[Loose], elsewhere: list[str], papers: str) -> str:
    """The answer cell as it is shown to the student and to who grades, with what may be its answer."""
    parts = []
    for one in own:
        text = one.source if not code and one.cell_type == "markdown" else fenced(one.source)
        where = one.where[:1].upper() + one.where[1:]
        parts += [f"*This answer cell was left as it was given out. {where} has this text:*", cut(text)]
    if elsewhere and not own:
        parts.append(
            "*This answer cell was left as it was given out. Text in new cells may belong here; it is shown with "
            f"{', '.join(elsewhere)}.*"
        )
    if papers:
        parts.append(f"*This answer cell was left as it was given out. The submission has {papers}: the answer may be there.*")
    added = "\n\n".join(["---" if not code else "", *parts, "*A person reads it.*"])
    if code:
        return source + "\n" + "\n".join(f"# {line}".rstrip() for line in added.replace("*", "").split("\n"))
    return f"{source}\n\n{added}"


def _written_as_text(known, loose: list[Loose]) -> bool:
    """Whether the functions that an untouched answer was to define stand in cells that do not run."""
    names = set(DEFINED.findall(known.given or known.source))
    return any(one.cell_type != "code" and names & set(DEFINED.findall(one.source)) for one in loose)
