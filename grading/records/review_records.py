"""The tables of reviews: who reviews which sampled submission, what each reviewer saved, and when.

Of our own, beside nbgrader's gradebook, which keeps neither a name nor a time. Written by the grader (who reviews what) and by
formgrader (what they gave).
"""

from sqlalchemy import delete, func, select, update

from .clock import now
from .database import Database
from .tables import OPEN, Comment, DoubleReview, Reviewer, Saved, Score, of

ReviewSlot = tuple[str, int]  # a student, and whether the first or the second reviewer is meant: 1 or 2

# States of a double review that is no longer open, as the table has them; "decided" once a third person has been.
SETTLED, DISAGREE = "settled", "apart"


class ReviewRecords:
    """Reviews in the grader's records. Rows are those of `tables`, times UTC. Every method raises what `Database` does."""

    def __init__(self, db: Database):
        self.db = db

    def reviewers(self, assignment: str) -> dict[ReviewSlot, str]:
        """Who reviews what, by slot."""
        return {(row.student, row.place): row.reviewer for row in self.db.all(select(Reviewer).where(*of(Reviewer, assignment)))}

    def assign(self, assignment: str, reviewers: dict[ReviewSlot, str]) -> None:
        """Replace who reviews what."""
        with self.db.transaction() as session:
            session.execute(delete(Reviewer).where(*of(Reviewer, assignment)))
            session.add_all(
                Reviewer(assignment=assignment, student=student, place=place, reviewer=reviewer)
                for (student, place), reviewer in sorted(reviewers.items())
            )

    def assigned_to(self, reviewer: str) -> list[Reviewer]:
        """The slots of this reviewer, in order of assignment and student."""
        return self.db.all(select(Reviewer).where(Reviewer.reviewer == reviewer).order_by(Reviewer.assignment, Reviewer.student))

    def loads_elsewhere(self, assignment: str) -> dict[str, int]:
        """Slots by reviewer in all other assignments."""
        loads = select(Reviewer.reviewer, func.count()).where(Reviewer.assignment != assignment).group_by(Reviewer.reviewer)
        with self.db.reading() as session:
            return {reviewer: count for reviewer, count in session.execute(loads)}

    def double_reviews(self, assignment: str) -> dict[str, DoubleReview]:
        """Submissions that two people review, by student."""
        rows = self.db.all(select(DoubleReview).where(*of(DoubleReview, assignment)).order_by(DoubleReview.student))
        return {row.student: row for row in rows}

    def open_double_review(self, assignment: str, student: str, work: str, tolerance: float) -> None:
        """Two people review the work with the digest `work`: what anybody gave for older work of the student is forgotten.

        `tolerance`: by how much they may differ, as a share of a cell's points.
        """
        with self.db.transaction() as session:
            for table in (Score, Comment):
                session.execute(delete(table).where(*of(table, assignment, student)))
            session.merge(
                DoubleReview(
                    assignment=assignment, student=student, work=work, tolerance=tolerance, state=OPEN, settled_at=None
                )
            )

    def renew_double_review(self, assignment: str, student: str, work: str) -> None:
        """Open it again with its tolerance if there is one for other work than that with the digest `work`; else do nothing."""
        row = self.double_reviews(assignment).get(student)
        if row is not None and row.work != work:
            self.open_double_review(assignment, student, work, row.tolerance)

    def settle(self, assignment: str, student: str, state: str) -> None:
        """Two reviewers are through: `state` is SETTLED, DISAGREE, or "decided" when a third person has been."""
        with self.db.transaction() as session:
            settled = update(DoubleReview).where(*of(DoubleReview, assignment, student))
            session.execute(settled.values(state=state, settled_at=now()))

    def scores(self, assignment: str, student: str | None = None) -> list[Score]:
        """What each of two reviewers gave, cell by cell, in the order in which they last gave it."""
        return self.db.all(select(Score).where(*of(Score, assignment, student)).order_by(Score.id))

    def comments(self, assignment: str, student: str) -> list[Comment]:
        """What each of them wrote, in the same order."""
        return self.db.all(select(Comment).where(*of(Comment, assignment, student)).order_by(Comment.id))

    def put_score(self, assignment, student, reviewer, notebook, cell, points, extra, maximum) -> None:
        """One reviewer's `points` and `extra` credit for a cell of `maximum` points; None for points takes both back."""
        where = {"assignment": assignment, "student": student, "reviewer": reviewer, "notebook": notebook, "cell": cell}
        with self.db.transaction() as session:
            session.execute(delete(Score).filter_by(**where))
            if points is not None:
                session.add(Score(**where, points=points, extra=extra, maximum=maximum, at=now()))

    def drop_scores(self, assignment: str, student: str, but: list[str]) -> None:
        """Forget scores and comments of all reviewers but those named: a third had begun and is not needed."""
        with self.db.transaction() as session:
            for table in (Score, Comment):
                session.execute(delete(table).where(*of(table, assignment, student), table.reviewer.not_in(but)))

    def put_comment(self, assignment, student, reviewer, notebook, cell, text) -> None:
        """One reviewer's comment on a cell, in the place of their last one; None or "" for an empty box."""
        where = {"assignment": assignment, "student": student, "reviewer": reviewer, "notebook": notebook, "cell": cell}
        with self.db.transaction() as session:
            session.execute(delete(Comment).filter_by(**where))
            session.add(Comment(**where, comment=text, at=now()))

    def note_saved(self, assignment, student, reviewer, notebook, cell, maximum, auto, before, after, waited, work) -> None:
        """Somebody saved points in formgrader: `before` and `after` are (points, extra credit); the same is agreement.

        `maximum` and `auto`: the cell's points and those that its test gave; `waited`: whether it waited for a person;
        `work`: the digest of what the page showed.
        """
        where = {"assignment": assignment, "student": student, "reviewer": reviewer, "notebook": notebook, "cell": cell}
        given = {"before": before[0], "extra_before": before[1], "after": after[0], "extra_after": after[1]}
        with self.db.transaction() as session:
            session.add(Saved(**where, **given, at=now(), maximum=maximum, auto=auto, waited=int(waited), work=work))

    def saved(self, assignment: str, student: str | None = None) -> list[Saved]:
        """Everything that was saved, oldest first."""
        return self.db.all(select(Saved).where(*of(Saved, assignment, student)).order_by(Saved.id))
