"""The review sample in the gradebook: marks the chosen submissions for formgrader's queue, assigns them to
reviewers, and sees when they are done.

The mark is gone once somebody saves in formgrader, so the review table keeps who was chosen, for which work,
and when it was closed.
"""

from collections import Counter

from sqlalchemy.orm import make_transient

from ..records.clock import now
from ..records.context import AssignmentContext
from ..records.review_records import ReviewRecords
from ..records.tables import CLOSED, OPEN, Review
from .draw import band, choose, salt_of
from .review_assignment import assign_reviewers
from .reviewers import reviewers_of


def sample(context: AssignmentContext, named: list[str] = ()) -> list[str]:
    """Choose, mark and assign to the reviewers (`named`, or who they are known to be); the chosen students.

    Says so and chooses nobody if the assignment is not critical.
    """
    settings, assignment = context.settings, context.assignment
    if not settings.critical:
        context.reporter.say(
            f"{assignment} is not critical: nobody is sampled for review (--critical samples it)"
        )
        return []
    fractions = earned_fractions(context)
    reviews = context.journal.reviews(assignment)
    chosen = choose(
        fractions, settings.review_rate, salt_of(context.course.private), assignment, set(reviews)
    )
    marked = queue_for_review(context, chosen)
    context.reporter.say(
        f"{len(chosen)} of {len(fractions)} submissions of {assignment} are in the review sample "
        f"({settings.review_rate:.0%}, spread over the scores), {marked} newly marked"
    )
    assign_reviewers(context, chosen & set(fractions), reviewers_of(list(named), context.reporter))
    return sorted(chosen)


def requeue_changed(context: AssignmentContext) -> None:
    """Mark again what was chosen before and has changed since: a new grade clears the queue only."""
    queue_for_review(context, set(context.journal.reviews(context.assignment)))


def queue_for_review(context: AssignmentContext, chosen: set[str]) -> int:
    """Queue the chosen submissions unless they were queued for this very work before; how many were."""
    if not chosen:
        return 0
    assignment, fractions = context.assignment, earned_fractions(context)
    reviews = context.journal.reviews(assignment)
    context.journal.close_reviews(assignment, finished(context, reviews))
    with context.gradebook.transaction() as db:
        rows, tests = context.gradebook.submissions(db, assignment), context.gradebook.tested_cells(db, assignment)
        marks = []
        for student in sorted(chosen & set(rows) & set(fractions)):
            work = context.journal.work_digest(assignment, student)
            # A person may have taken the mark away since: that closed the review of this work.
            known = student in reviews and reviews[student].work == work
            if not known and (where := _mark(rows[student], tests)):
                notebook, cell = where
                marks.append(
                    Review(
                        assignment=assignment, student=student, band=band(fractions[student]), notebook=notebook, cell=cell,
                        work=work, state=OPEN, chosen_at=now(), closed_at=None,
                    )
                )
    records = ReviewRecords(context.journal.db)
    for student in records.double_reviews(assignment):
        # Points for older work are nobody's: both review again.
        records.renew_double_review(assignment, student, context.journal.work_digest(assignment, student))
    context.journal.queue_reviews(marks)
    return len(marks)


def earned_fractions(context: AssignmentContext) -> dict[str, float]:
    """Share of the tested points by student, for what could be read: the rest is flagged for a person anyway.

    Points that people give count for nothing here: they come later, and would put a submission into another band.
    """
    with context.gradebook.reading() as db:
        tests, earned = context.gradebook.tested_cells(db, context.assignment), Counter()
        maximum = sum(points for *_, points in tests.values())
        for student, cell, points in context.gradebook.tested_grades(db, context.assignment):
            earned[student] += (points or 0.0) if cell in tests else 0.0
    staff = context.journal.staff()
    return {
        student: min(max(earned[student] / maximum, 0.0), 1.0) if maximum else 0.0
        for student, row in context.journal.graded(context.assignment).items()
        if row.state != "problem" and student not in staff
    }


def reviews_now(context: AssignmentContext) -> dict[str, Review]:
    """The review sample by student, with those closed whose mark a person has taken away in formgrader. Writes nothing."""
    reviews = context.journal.reviews(context.assignment)
    for student in finished(context, reviews):
        make_transient(reviews[student])  # else the SQLAlchemy session of a caller would write it
        reviews[student].state = CLOSED
    return reviews


def finished(context: AssignmentContext, reviews: dict[str, Review]) -> list[str]:
    """Students whose review is open in the records and no longer so in the gradebook."""
    with context.gradebook.reading() as db:
        waiting = context.gradebook.waiting(db, context.assignment)
    return [
        student
        for student, review in reviews.items()
        if review.state == OPEN
        and not is_open(review, waiting.get(student), context.journal.work_digest(context.assignment, student))
    ]


def is_open(review: Review, waiting: set[tuple[str, str]] | None, work: str) -> bool:
    """Whether somebody still has to review it: the one rule, for every page, table and command.

    `waiting`: the cells (notebook, cell) of the submission that wait for a person, None where the gradebook has none of it;
    `work`: the digest of what was graded last. Whoever saves in formgrader takes the mark away; the row follows later.
    """
    if review.state != OPEN:
        return False
    return waiting is None or review.work != work or (review.notebook, review.cell) in waiting


def _mark(submission, tests) -> tuple[str, str] | None:
    """Queue one of the `tests` and flag its notebook; (notebook, cell), or None if it has none.

    Never an answer without text: it has its 0 already, and typing that again would close the review of code nobody read.
    """
    for book in sorted(submission.notebooks, key=lambda row: row.notebook.name):
        grades = [grade for grade in book.grades if grade.auto_score is not None and grade.cell_id in tests]
        if grades:
            # Where points are missing and no person has been yet, a reviewer finds most.
            grade = min(grades, key=lambda g: (g.manual_score is not None, g.auto_score, g.cell.name))
            grade.needs_manual_grade = True
            book.flagged = True
            return book.notebook.name, grade.cell.name
    return None
