"""Who has which reviews of the sample still to do, and what became of each: tables for the terminal.

Says what is recorded, and which reviews have been finished since; changes nothing.
"""

from dataclasses import dataclass

from ..messages.control_characters import in_table, visible
from ..records.clock import shown_record
from ..records.context import AssignmentContext
from ..records.review_records import DISAGREE, OPEN, SETTLED, ReviewRecords, ReviewSlot
from .review_queue import reviews_now

NOBODY = "anybody"


@dataclass(frozen=True)
class ReviewRow:
    """One review slot: whose it is, who did it, and what came of it."""

    slot: ReviewSlot
    reviewer: str
    done_by: str | None
    outcome: str


def review_rows(context: AssignmentContext) -> list[ReviewRow]:
    """Every slot of the sample, in order of student and place."""
    records, assignment = ReviewRecords(context.journal.db), context.assignment
    assigned, doubles = records.reviewers(assignment), records.double_reviews(assignment)
    with context.gradebook.reading() as db:
        waiting = context.gradebook.waiting(db, assignment)
    lines = []
    for student, review in reviews_now(context).items():
        own = {place: assigned.get((student, place), NOBODY) for place in ((1, 2) if student in doubles else (1,))}
        if student in doubles:
            lines += _double(records, assignment, doubles[student], own, waiting.get(student, set()))
        else:
            work = context.journal.work_digest(assignment, student)
            lines.append(_single(records.saved(assignment, student), review, own[1], work))
    return lines


def _single(saved, review, reviewer: str, work: str) -> ReviewRow:
    slot = review.student, 1
    mine = [r for r in saved if r.work == work and (r.notebook, r.cell) == (review.notebook, review.cell)]
    if review.state == OPEN:
        return ReviewRow(slot, reviewer, None, "waits")
    if not mine:
        return ReviewRow(slot, reviewer, "unknown", f"closed {shown_record(review.closed_at)}".strip())
    last, first = mine[-1], mine[0]
    return ReviewRow(slot, reviewer, last.reviewer, _change(first, last))


def _change(first, last) -> str:
    """What became of a cell between the first and the last time that it was saved."""
    cell, at, extra = last.cell, shown_record(last.at), ""
    before, after = first.before, last.after
    if (had := first.extra_before or 0) != (has := last.extra_after or 0):
        extra = f", extra credit {had:g} to {has:g}"
    if before == after and not extra:
        return f"agreed: {cell} stays at {_points(after)} ({at})"
    return f"{cell}: {_points(before)} to {_points(after)}{extra} ({at})"


def _points(given: float | None) -> str:
    return "none" if given is None else f"{given:g}"


def extra_credit(context: AssignmentContext) -> list[str]:
    """A sentence for every save that changed extra credit, of sampled submissions or not, oldest first."""
    return [
        f"extra credit: {row.cell} of {row.student}: {row.extra_before or 0:g} to {row.extra_after or 0:g} by "
        f"{row.reviewer} ({shown_record(row.at)})"
        for row in ReviewRecords(context.journal.db).saved(context.assignment)
        if (row.extra_before or 0) != (row.extra_after or 0)
    ]


def _double(records: ReviewRecords, assignment: str, row, own: dict[int, str], waiting: set) -> list[ReviewRow]:
    given: dict[str, list] = {}
    for score in records.scores(assignment, row.student):
        given.setdefault(score.reviewer, []).append(score)
    if row.state == OPEN:
        through = [g for g, scores in given.items() if waiting <= {(s.notebook, s.cell) for s in scores}]
    else:
        through = list(given)
    places, left = {}, [reviewer for reviewer in through if reviewer not in own.values()]
    for place, reviewer in own.items():
        # Somebody who stood in did the review of whoever has not.
        places[place] = reviewer if reviewer in through else left.pop(0) if left else None
    lines = []
    for place, reviewer in own.items():
        done = places[place]
        outcome = "waits" if done is None else f"through ({shown_record(max(s.at for s in given[done]))})"
        if row.state == DISAGREE and waiting:
            outcome += f"; they differ on {_both(given, waiting)}: a third person decides"
        elif row.state != OPEN:
            outcome += "; the mean counts" if row.state == SETTLED else f"; decided{_decisions(records, row, given)}"
        lines.append(ReviewRow((row.student, place), reviewer, done, outcome))
    return lines


def _both(given: dict[str, list], cells: set) -> str:
    """why (0 and 3): what both gave for each cell on which they differ; "as it was" for one who left it alone."""
    return ", ".join(
        f"{cell} ({' and '.join(_of(scores, notebook, cell) for _, scores in sorted(given.items()))})"
        for notebook, cell in sorted(cells)
    )


def _of(scores: list, notebook: str, cell: str) -> str:
    found = next((s for s in scores if (s.notebook, s.cell) == (notebook, cell)), None)
    extra = f" + {found.extra:g}" if found and found.extra else ""
    return f"{_points(found.points)}{extra}" if found else "as it was"


def _decisions(records: ReviewRecords, row, given: dict[str, list]) -> str:
    """What a third person made of it, by cell: what both gave, what counts now, and who said so."""
    saves = [saved for saved in records.saved(row.assignment, row.student) if saved.work == row.work]
    last = {(saved.notebook, saved.cell): saved for saved in saves}
    # The two may save once more what was decided; what they agreed on is none of it.
    third = {(saved.notebook, saved.cell) for saved in saves if saved.reviewer not in given}
    return "".join(
        f"; {_both(given, {where})}: {_points(saved.after)} by {saved.reviewer} ({shown_record(saved.at)})"
        for where, saved in sorted(last.items()) if where in third
    )


def print_review(context: AssignmentContext) -> None:
    """A table per reviewer with their sums, then a line per review."""
    from rich.console import Console
    from rich.table import Table

    lines = review_rows(context)
    for sentence in extra_credit(context):
        print(visible(sentence))
    if not lines:
        print(f"nobody is in the review sample of {context.assignment}: run grading sample {context.assignment}")
        return
    sums = Table(title=f"review sample of {context.assignment}")
    for column in ("reviewer", "reviews", "done", "by others", "wait", "waiting students"):
        sums.add_column(column, justify="left" if column in ("reviewer", "waiting students") else "right")
    for reviewer in sorted({line.reviewer for line in lines}):
        own = [line for line in lines if line.reviewer == reviewer]
        done = [line for line in own if line.done_by]
        waits = [line.slot[0] for line in own if not line.done_by]
        others = sum(line.done_by != reviewer for line in done)
        sums.add_row(*map(in_table, (reviewer, len(own), len(done), others, len(waits), ", ".join(waits))))
    table = Table(title="reviews")
    for column in ("student", "1st or 2nd", "assigned to", "done by", "outcome"):
        table.add_column(column)
    for line in lines:
        table.add_row(*map(in_table, (*line.slot, line.reviewer, line.done_by or "", line.outcome)))
    console = Console()
    console.print(sums)
    console.print(table)
    done = sum(line.done_by is not None for line in lines)
    agreed = sum(line.outcome.startswith("agreed") for line in lines)
    print(f"{done} of {len(lines)} reviews are done; {agreed} agreed without a change")
