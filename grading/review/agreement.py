"""How alike the reviewers judge: agreement where two reviewed one submission, and how much each changes and gives.

For instructors. Few pairs say little, so every figure comes with its number of pairs.
"""

from collections import defaultdict
from statistics import fmean

from ..messages.control_characters import in_table
from ..records.context import AssignmentContext
from ..records.review_records import OPEN, ReviewRecords
from . import agreement_statistics as agreement

COLUMNS = ("cell", "pairs", "equal", "mean difference", "weighted kappa", "alpha")


def pairs_of(context: AssignmentContext) -> list[tuple]:
    """(cell, first score, second score) of every cell that two people rated, in all finished double reviews."""
    records, pairs = ReviewRecords(context.journal.db), []
    finished = {s for s, row in records.double_reviews(context.assignment).items() if row.state != OPEN}
    rated = defaultdict(list)
    for row in records.scores(context.assignment):
        if row.student in finished:
            rated[row.student, row.notebook, row.cell].append(row)
    for (_, _, cell), rows in sorted(rated.items()):
        if len(rows) >= 2:
            # By name, so that one person is always on one side.
            first, second = sorted(rows[:2], key=lambda row: row.reviewer)
            pairs.append((cell, first, second))
    return pairs


def agreement_rows(context: AssignmentContext) -> list[tuple]:
    """Rows of COLUMNS, one per cell and one for all; differences in points, in the last row in shares of the maximum."""
    pairs, cells = pairs_of(context), defaultdict(list)
    for cell, first, second in pairs:
        cells[cell].append((_given(first), _given(second)))
    everything = [(_given(a) / (a.maximum or 1), _given(b) / (b.maximum or 1)) for _, a, b in pairs]
    rows = [*sorted(cells.items()), ("all, as shares", everything)] if pairs else []
    return [
        (name, len(given), agreement.exact(given), agreement.mean_difference(given), agreement.weighted_kappa(given),
         agreement.alpha(given))
        for name, given in rows
    ]


def _given(score) -> float:
    """Points with extra credit."""
    return score.points + (score.extra or 0.0)


def leniency(context: AssignmentContext) -> dict[str, dict]:
    """By reviewer: reviews beside another person's and how much more they gave, shares of the maximum; tested cells that they
    saw and how much they changed them; points of extra credit that they added. All with extra credit.
    """
    found: dict[str, dict] = defaultdict(lambda: {"than others": [], "corrections": [], "agreed": 0, "extra": 0.0})
    for _, first, second in pairs_of(context):
        difference = (_given(first) - _given(second)) / (first.maximum or 1)
        found[first.reviewer]["than others"].append(difference)
        found[second.reviewer]["than others"].append(-difference)
    # Of several saves of one cell by one person the last counts, against what the tests gave.
    last = {}
    for row in ReviewRecords(context.journal.db).saved(context.assignment):
        found[row.reviewer]["extra"] += (row.extra_after or 0.0) - (row.extra_before or 0.0)
        if row.auto is not None and row.after is not None:
            last[row.reviewer, row.student, row.notebook, row.cell, row.work] = row
    for row in last.values():
        correction = (row.after + (row.extra_after or 0.0) - row.auto) / (row.maximum or 1)
        found[row.reviewer]["corrections"].append(correction)
        found[row.reviewer]["agreed"] += correction == 0
    return dict(found)


def print_agreement(context: AssignmentContext) -> None:
    """Two tables: agreement by cell, and each reviewer against the others and the tests."""
    from rich.console import Console
    from rich.table import Table

    console, rows = Console(), agreement_rows(context)
    if rows:
        table = Table(*COLUMNS, title=f"two reviewers of one submission, {context.assignment}")
        for cell, count, equal, difference, kappa, alpha in rows:
            table.add_row(in_table(cell), str(count), f"{equal:.0%}", f"{difference:.2f}", f"{kappa:.2f}", f"{alpha:.2f}")
        console.print(table)
    else:
        print(f"no submission of {context.assignment} has been reviewed by two people yet")
    people = leniency(context)
    if people:
        table = Table(
            "reviewer", "pairs", "gives more than the other by", "tested cells seen", "agreed", "changes tests by",
            "extra credit",
            title="each reviewer, in shares of a cell's points",
        )
        for reviewer, found in sorted(people.items()):
            others, corrections = found["than others"], found["corrections"]
            table.add_row(
                in_table(reviewer), str(len(others)), f"{fmean(others):+.1%}" if others else "", str(len(corrections)),
                str(found["agreed"]), f"{fmean(corrections):+.1%}" if corrections else "",
                f"{found['extra']:+g} points" if found["extra"] else "",
            )
        console.print(table)
    print("equal: share of pairs with the same points; kappa and alpha: 1 is agreement, 0 is what chance gives, nan is undefined")
