"""The review sample in the gradebook: marks the chosen submissions for formgrader's queue, shares them out over the
graders, and sees when they are done.

The mark is gone once somebody saves in formgrader, so the review table keeps who was chosen, for which work,
and when it was closed.
"""

from ..records.clock import now
from ..records.review_records import ReviewRecords
from ..records.session import Session
from .graders import graders_of
from .sampling import band, choose, salt_of


def sample(session: Session, named: list[str] = ()) -> list[str]:
    """Choose, mark and share out over the graders (`named`, or who they are known to be); the chosen students.

    Says so and chooses nobody if the assignment is not critical.
    """
    settings, assignment = session.settings, session.assignment
    if not settings.critical:
        session.report.say(
            f"{assignment} is not critical: nobody is sampled for review (--critical samples it)"
        )
        return []
    fractions = _fractions(session)
    reviews = session.journal.reviews(assignment)
    chosen = choose(
        fractions, settings.review_rate, salt_of(session.course.private), assignment, set(reviews)
    )
    marked = mark(session, chosen)
    session.report.say(
        f"{len(chosen)} of {len(fractions)} submissions of {assignment} are in the review sample "
        f"({settings.review_rate:.0%}, spread over the scores), {marked} newly marked"
    )
    from .review_assignment import assign_reviewers

    assign_reviewers(session, chosen & set(fractions), graders_of(list(named), session.report))
    return sorted(chosen)


def remark(session: Session) -> None:
    """Mark again what was chosen before and has changed since: a new grade clears the queue only."""
    mark(session, set(session.journal.reviews(session.assignment)))


def mark(session: Session, chosen: set[str]) -> int:
    """Queue the chosen submissions unless they were queued for this very work before; how many were."""
    if not chosen:
        return 0
    close_finished(session)
    assignment, fractions = session.assignment, _fractions(session)
    reviews = session.journal.reviews(assignment)
    with session.gradebook.transaction() as db:
        rows = session.gradebook.submissions(db, assignment)
        marks = []
        for student in sorted(chosen & set(rows) & set(fractions)):
            work = session.journal.work_digest(assignment, student)
            # A person may have taken the mark away since: that closed the review of this work.
            known = student in reviews and reviews[student]["key"] == work
            if not known and (where := _mark(rows[student])):
                stratum = band(fractions[student])
                marks.append((assignment, student, stratum, *where, work, "open", now(), None))
    records = ReviewRecords(session.journal.db)
    for student, row in records.double_reviews(assignment).items():
        # Points for older work are nobody's: both read again.
        if row["key"] != (work := session.journal.work_digest(assignment, student)):
            records.open_double_review(assignment, student, work, row["tolerance"])
    session.journal.db.executemany("INSERT OR REPLACE INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", marks)
    return len(marks)


def _fractions(session: Session) -> dict[str, float]:
    """Share of the tested points by student, for what could be read: the rest is flagged for a person anyway.

    Written answers have no points yet when the sample is drawn; counting them would leave the best band empty.
    """
    with session.gradebook.transaction() as db:
        assignment = session.gradebook.assignment(db, session.assignment)
        tested = assignment.max_code_score if assignment is not None else 0
    return {
        student: min(row["score"] / tested, 1.0) if tested else 0.0
        for student, row in session.journal.graded(session.assignment).items()
        if row["state"] != "problem"
    }


def close_finished(session: Session) -> None:
    """Close the reviews whose mark a person has taken away in formgrader."""
    with session.gradebook.transaction() as db:
        rows = session.gradebook.submissions(db, session.assignment)
        done = [
            student
            for student, review in session.journal.reviews(session.assignment).items()
            if review["state"] == "open"
            and student in rows
            and not _grade(rows[student], review).needs_manual_grade
            and review["key"] == session.journal.work_digest(session.assignment, student)
        ]
    session.journal.db.executemany(
        "UPDATE review SET state = 'closed', closed_at = ? WHERE assignment = ? AND student = ?",
        [(now(), session.assignment, student) for student in done],
    )


def _grade(submission, review):
    return next(
        grade
        for book in submission.notebooks
        for grade in book.grades
        if (book.notebook.name, grade.cell.name) == (review["notebook"], review["cell"])
    )


def _mark(submission) -> tuple[str, str] | None:
    """Queue one autograded cell and flag its notebook; (notebook, cell), or None if it has none."""
    for book in sorted(submission.notebooks, key=lambda row: row.notebook.name):
        grades = [grade for grade in book.grades if grade.auto_score is not None]
        if grades:
            # Where points are missing and no person has been yet, a reviewer finds most.
            grade = min(grades, key=lambda g: (g.manual_score is not None, g.auto_score, g.cell.name))
            grade.needs_manual_grade = True
            book.flagged = True
            return book.notebook.name, grade.cell.name
    return None
