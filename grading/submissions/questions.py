"""Answers to written questions that stand elsewhere: the untouched answer cell waits for a person, with them shown in it.

People type below the answer cell, above it, into the question, into a file, or delete the cell and write it again.
"""

import json
from functools import cache

from .attached_files import plain_text
from .prose import DEFINED, holds_prose
from .quoting import cut, fenced, listed, note_cell, quoted
from .unassigned_cells import UnassignedCell


def show_possible_answers(book, one, attached: dict[str, str], copies: dict[str, list[UnassignedCell]]) -> None:
    """Show in the restored notebook `one` what may be the answers to untouched questions; these wait then.

    `attached` and `copies` as for `restore_notebook`.
    """
    place = one.place
    asked = any(cell.by_hand for cell in book.cells.values() if cell.name in one.blank)
    others = _other_answers(book, one) if asked else {}
    for words in (True, False):
        questions = {
            name: place[name]
            for name, cell in book.cells.items()
            if name in one.blank and cell.by_hand and (cell.cell_type != "code") == words
        }
        # Working code answers only what asks for code.
        unassigned = [each for each in one.unassigned if not words or each.in_words] if questions else []
        by_name = _nearest(unassigned, questions)
        for name in questions:
            if not (unassigned or attached or others or name in copies):
                continue
            by_name[name] = by_name[name] + copies.get(name, [])
            cell = one.nb["cells"][place[name]]
            shown = [other for other in by_name if by_name[other] and other != name]
            code = cell["cell_type"] == "code"
            cell["source"] = _with_text(
                cell["source"], code, by_name[name], shown, attached and listed(attached), others and listed(others)
            )
            pictures = {file: data for each in by_name[name] for file, data in each.pictures.items()}
            if pictures and cell["cell_type"] == "markdown":
                cell["attachments"] = pictures | cell.get("attachments", {})
            texts = [(each.source, each.attachments) for each in unassigned + copies.get(name, [])]
            one.answers[name] += json.dumps([texts, sorted(attached.items()), *([others] if others else [])])
            of = ["text in new cells"] * bool(unassigned) + [f"the file {listed(attached)}"] * bool(attached)
            of += [f"what stands in the answer {listed(others)}"] * bool(others)
            of = " and ".join(of + [each.where for each in copies.get(name, [])])
            one.waiting[name] = f"the answer cell {name} was left as given; {of} may be its answer".replace("`", "")
    @cache
    def defined(name: str) -> set[str]:
        return set(DEFINED.findall(plain_text(attached[name]) or ""))

    for name in sorted(one.blank):
        if not book.cells[name].grade and (found := _code_elsewhere(book, one, book.cells[name], attached, defined)):
            one.wait = True
            one.waiting[name] = f"the answer cell {name} was left as given; {found} has code for it".replace("`", "")
            one.before.append(note_cell(
                f"**Note from the grader.** The answer cell {name} was left as it was given out, but {found} has code for it. "
                "A person reads it."
            ))


def _other_answers(book, one) -> dict[str, str]:
    """Answers that may hold those to untouched questions too: written ones, and code with sentences in it; by cell."""
    return {
        name: text
        for name, text in one.answers.items()
        if name not in one.blank
        and (book.cells[name].cell_type != "code" or holds_prose(text, f"{book.cells[name].given}\n{book.cells[name].source}"))
    }


def _nearest(unassigned: list[UnassignedCell], questions: dict[str, int]) -> dict[str, list[UnassignedCell]]:
    """The unassigned cells by the question they stand closest to; as close to two, they belong to the one above."""
    by_name: dict[str, list[UnassignedCell]] = {name: [] for name in questions}
    for one in unassigned:
        if questions:
            by_name[min(questions, key=lambda name: (abs(questions[name] - one.index), questions[name]))].append(one)
    return by_name


def _with_text(source: str, code: bool, own: list[UnassignedCell], elsewhere: list[str], attached, others) -> str:
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
    if attached:
        parts.append(f"*This answer cell was left as it was given out. The submission has {attached}: the answer may be there.*")
    if others:
        parts.append(f"*This answer cell was left as it was given out. What stands in {others} may be the answer to it too.*")
    added = "\n\n".join(["---" if not code else "", *parts, "*A person reads it.*"])
    if code:
        return source + "\n" + "\n".join(f"# {line}".rstrip() for line in added.replace("*", "").split("\n"))
    return f"{source}\n\n{added}"


def _code_elsewhere(book, one, known, attached: dict[str, str], defined) -> str:
    """Where the functions that an untouched answer was to define stand without having counted; "" if nowhere.

    In a new cell between the answer and the next test they count as they run there.
    """
    names = set(DEFINED.findall(known.given or known.source))
    start = one.place[known.name]
    tests = (one.place[cell.name] for cell in book.cells.values() if cell.grade and one.place[cell.name] > start)
    first = min(tests, default=start)
    for each in one.unassigned:
        runs = each.cell_type == "code" and start < each.index < first
        if names & (each.defined_in_comments if runs else each.defined):
            return each.where
    for name, text in one.answers.items():
        # In another answer it runs, unless it is a comment.
        commented = "\n".join(line for line in text.split("\n") if line.lstrip()[:1] == "#")
        if name not in one.blank and names & set(DEFINED.findall(commented)):
            return f"the answer cell {quoted(name)}"
    for name in attached:
        if names & defined(name):
            return f"the file {quoted(name)}"
    return ""
