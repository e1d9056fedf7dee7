"""Assigns the review sample to reviewers, and chooses the submissions that two of them read.

Who has begun to read keeps what they have begun; the rest is evened out. Marks nothing in the gradebook.
"""

from ..records.context import AssignmentContext
from ..records.review_records import OPEN, ReviewRecords
from .allocation import allocate
from .draw import choose_doubles, order, salt_of


def assign_reviewers(context: AssignmentContext, chosen: set[str], reviewers: list[str]) -> None:
    """Say who reads what, and which submissions two people read; nothing moves that somebody has begun."""
    records, assignment, salt = ReviewRecords(context.journal.db), context.assignment, salt_of(context.course.private)
    if not reviewers:
        context.reporter.say("no teaching assistant is known, so the sample is for whoever opens it (--ta NAME names them)")
        return
    begun = _begun(context, records)
    doubles = set(records.double_reviews(assignment))
    if len(reviewers) > 1:
        closed = {s for s, row in context.journal.reviews(assignment).items() if row.state != OPEN}
        free = chosen - begun.keys() - closed
        wanted = choose_doubles(chosen, free, context.settings.double_review_rate, salt, assignment, doubles)
        for student in sorted(wanted - doubles):
            key = context.journal.work_digest(assignment, student)
            records.open_double_review(assignment, student, key, context.settings.double_review_tolerance)
        doubles = wanted
    wanted = order([(student, 1) for student in chosen] + [(student, 2) for student in doubles & chosen], salt, assignment)
    held = _with_actual_readers(records.reviewers(assignment), begun)
    done = {slot for slot, grader in held.items() if grader in begun.get(slot[0], ())}
    elsewhere = records.loads_elsewhere(assignment)
    shared = allocate(wanted, reviewers, held, done, rank=lambda grader: (elsewhere.get(grader, 0), grader))
    records.assign(assignment, shared)
    context.reporter.say(
        f"{len(shared)} readings are shared out over {', '.join(reviewers)}; {len(doubles)} submissions are read by two"
    )
    if alone := sorted(student for student, place in set(wanted) - set(shared)):
        context.reporter.say(f"nobody may read {', '.join(alone)} (once more): it is their own, or there is no second grader")


def _begun(context: AssignmentContext, records: ReviewRecords) -> dict[str, list[str]]:
    """Who has given points for the present work of each student, in the order in which they began."""
    begun: dict[str, list[str]] = {}
    present = [
        row
        for row in records.saved(context.assignment)
        if row.key == context.journal.work_digest(context.assignment, row.student)
    ]
    # Scores of older work are gone already.
    rows = [*present, *records.scores(context.assignment)]
    for row in rows:
        names = begun.setdefault(row.student, [])
        if row.grader not in names:
            names.append(row.grader)
    return begun


def _with_actual_readers(held, begun):
    """Who stood in for somebody has that reading from then on, unless the other began as well."""
    for (student, place), grader in sorted(held.items()):
        known = grader, held.get((student, 3 - place))
        others = [name for name in begun.get(student, ()) if name not in known]
        if others and grader not in begun[student]:
            held[student, place] = others[0]
    return held
