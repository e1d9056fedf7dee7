"""The report as one HTML file: the pairs, and both texts side by side with what they share marked.

Student text is escaped, control and direction characters are made visible; the page has no script, no link and no
picture, and tells the browser to load none.
"""

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from markupsafe import Markup, escape

import look

from ..messages.control_characters import visible
from .compare import ADVICE, PASSAGE, THRESHOLD, Pair, Screening
from .fingerprints import Fingerprints

SHOWN_PAIRS = 30
SHOWN_CHARACTERS = 20_000


def page(assignment: str, found: Screening, threshold: float = THRESHOLD) -> str:
    """The whole page as text."""
    above = found.standing_out(threshold)
    loader = ChoiceLoader([PackageLoader("grading.similarity"), FileSystemLoader(look.FOLDER)])
    environment = Environment(loader=loader, autoescape=True)
    return environment.get_template("page.html").render(
        assignment=visible(assignment),
        advice=ADVICE,
        threshold=threshold,
        passage=PASSAGE,
        submissions=found.submissions,
        pairs=found.pairs,
        above=[(pair, visible(pair.one.who), visible(pair.two.who)) for pair in above],
        next_share=found.next_share(threshold),
        left_out={visible(who): visible(why) for who, why in found.left_out.items()},
        shown=[(n, pair, _sides(pair)) for n, pair in enumerate(above[:SHOWN_PAIRS], 1)],
    )


def _sides(pair: Pair) -> list[tuple[str, list[tuple[str, Markup]]]]:
    """For both submissions: the name, and the cells with shared fingerprints, as (cell, marked text)."""
    sides = []
    for submission in (pair.one, pair.two):
        room, cells = SHOWN_CHARACTERS, []
        for name, spans in _spans(submission, pair.shared).items():
            text = submission.cells[name][:room]
            room -= len(text)
            cells.append((visible(name), marked(text, spans)))
            if not room:
                cells.append(("the rest is not shown: the text is too long", Markup("")))
                break
        sides.append((visible(submission.who), cells))
    return sides


def _spans(submission: Fingerprints, shared: frozenset[bytes]) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {name: [] for name in submission.cells}
    for digest in shared:
        for name, start, end in submission.places[digest]:
            spans[name].append((start, end))
    return {name: sorted(found) for name, found in spans.items() if found}


def marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    """The text escaped, with the union of the sorted spans in mark elements."""
    parts, at, merged = [], 0, []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    for start, end in merged:
        parts += [escape(visible(text[at:start])), Markup("<mark>{}</mark>").format(visible(text[start:end]))]
        at = end
    return Markup("").join([*parts, escape(visible(text[at:]))])
