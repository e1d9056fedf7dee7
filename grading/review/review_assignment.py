"""Assigns the review sample to reviewers, and chooses the submissions that two of them review.

Who has begun keeps what they have begun; the rest is evened out. Marks nothing in the gradebook.
"""

from ..records.context import AssignmentContext
from ..records.review_records import OPEN, ReviewRecords
from .allocation import allocate
from .draw import choose_doubles, order, salt_of


def assign_reviewers(context: AssignmentContext, chosen: set[str], reviewers: list[str]) -> None:
    """Say who reviews what, and which submissions two people review; nothing moves that somebody has begun."""
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
            work = context.journal.work_digest(assignment, student)
            records.open_double_review(assignment, student, work, context.settings.double_review_tolerance)
        doubles = wanted
    wanted = order([(student, 1) for student in chosen] + [(student, 2) for student in doubles & chosen], salt, assignment)
    held = _with_actual_reviewers(records.reviewers(assignment), begun)
    done = {slot for slot, reviewer in held.items() if reviewer in begun.get(slot[0], ())}
    elsewhere = records.loads_elsewhere(assignment)
    shared = allocate(wanted, reviewers, held, done, rank=lambda reviewer: (elsewhere.get(reviewer, 0), reviewer))
    records.assign(assignment, shared)
    context.reporter.say(
        f"{len(shared)} reviews are assigned to {', '.join(reviewers)}; {len(doubles)} submissions are reviewed by two"
    )
    if alone := sorted(student for student, place in set(wanted) - set(shared)):
        context.reporter.say(f"nobody may review {', '.join(alone)} (once more): it is their own, or there is no second reviewer")


def _begun(context: AssignmentContext, records: ReviewRecords) -> dict[str, list[str]]:
    """Who has given points for the present work of each student, in the order in which they began."""
    begun: dict[str, list[str]] = {}
    present = [
        row
        for row in records.saved(context.assignment)
        if row.work == context.journal.work_digest(context.assignment, row.student)
    ]
    # Scores of older work are gone already.
    rows = [*present, *records.scores(context.assignment)]
    for row in rows:
        names = begun.setdefault(row.student, [])
        if row.reviewer not in names:
            names.append(row.reviewer)
    return begun


def _with_actual_reviewers(held, begun):
    """Who stood in for somebody has that review from then on, unless the other began as well."""
    for (student, place), reviewer in sorted(held.items()):
        known = reviewer, held.get((student, 3 - place))
        others = [name for name in begun.get(student, ()) if name not in known]
        if others and reviewer not in begun[student]:
            held[student, place] = others[0]
    return held
