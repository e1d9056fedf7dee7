"""Reviews by two people who do not see each other's points: each gives independent scores, the gradebook gets the outcome.

While a submission waits for two reviewers, nothing that either gives is written into nbgrader's gradebook. When two have given
points for every cell that waits, the outcome is written once: the mean counts; where they differ by more than the tolerance
the mean is provisional, the cell waits on, and a third person decides, who sees what both gave and why: that is no third score,
and the report on how alike people judge rests on the two alone. The scores stay as they were given. Points saved from then on go
into the gradebook like any others, but not by the two where they differ; comments stay each reviewer's own.
"""

from dataclasses import dataclass

from ..records.review_records import DISAGREE, OPEN, SETTLED, ReviewRecords


def earned(grade) -> float | None:
    """The points of nbgrader's Grade without extra credit; None if nobody gave any."""
    return grade.auto_score if grade.manual_score is None else grade.manual_score


@dataclass
class DoubleReview:
    """One submission (nbgrader's SubmittedAssignment) that two people review, as `reviewer` sees it."""

    records: ReviewRecords
    submission: object
    reviewer: str

    def __post_init__(self):
        self.assignment, self.student = self.submission.assignment.name, self.submission.student_id
        row = self.records.double_reviews(self.assignment).get(self.student)
        self.state = row.state if row else None
        self.open = self.state == OPEN
        self.tolerance = row.tolerance if row else 0.0
        self.outcome: str | None = None
        self.reviewers: list[str] = []

    def waiting(self) -> set[tuple[str, str]]:
        """Cells (notebook, cell) that need a person. The gradebook is untouched until the end, so this stays."""
        return {(b.name, g.name) for b in self.submission.notebooks for g in b.grades if g.needs_manual_grade}

    def scores(self) -> dict[str, dict[tuple[str, str], object]]:
        """Rows by reviewer and cell, in the order in which the reviewers were through."""
        found: dict[str, dict] = {}
        for row in self.records.scores(self.assignment, self.student):
            own = found.pop(row.reviewer, {})
            found[row.reviewer] = own | {(row.notebook, row.cell): row}
        return found

    def complete(self) -> list[str]:
        """Who has given points for everything that waits."""
        waiting = self.waiting()
        return [reviewer for reviewer, cells in self.scores().items() if waiting <= set(cells)]

    @property
    def own_comments(self) -> bool:
        """Whether this reviewer writes and sees comments of their own, which the student gets beside the other's."""
        return self.open or (self.state in (SETTLED, DISAGREE) and self.reviewer in self.scores())

    @property
    def through(self) -> bool:
        """Whether nothing is asked of this reviewer any more: all points are given, or the two differ and a third decides."""
        return self.reviewer in (self.complete() if self.open else self.scores() if self.state == DISAGREE else ())

    def left_to_a_third(self, grade) -> bool:
        """Whether the two differ on this cell and this reviewer is one of them."""
        return self.state == DISAGREE and grade.needs_manual_grade and self.reviewer in self.scores()

    def disputed(self) -> list[str]:
        """Names of the cells on which the two differ and that wait for a third person."""
        return sorted(cell for _, cell in self.waiting()) if self.state == DISAGREE else []

    def to_decide(self, grade) -> list[dict]:
        """What the two who differ on this cell gave and wrote, for the third person who decides; empty for anybody else.

        `points` are None of one who left them as they were. Without names: the reasons count, not whose they are.
        """
        scores = self.scores()
        if self.state != DISAGREE or not grade.needs_manual_grade or self.reviewer in scores:
            return []
        where = grade.notebook.name, grade.name
        wrote = {row.reviewer: row.comment for row in self.records.comments(self.assignment, self.student)
                 if (row.notebook, row.cell) == where}  # fmt: skip
        given = {reviewer: scores[reviewer].get(where) for reviewer in sorted(scores)}
        return [
            {"points": row and row.points, "extra_credit": row and row.extra, "comment": wrote.get(reviewer)}
            for reviewer, row in given.items()
        ]

    def shown(self, grade, row: dict) -> dict:
        """A grade (as nbgrader sends it) with this reviewer's own points and nobody else's."""
        own = self.scores().get(self.reviewer, {}).get((grade.notebook.name, grade.name))
        if own is None:
            return row
        return row | {"manual_score": own.points, "extra_credit": own.extra, "needs_manual_grade": False}

    def shown_comment(self, comment, row: dict) -> dict:
        """A comment (as nbgrader sends it) with this reviewer's own words and nobody else's."""
        for own in self.records.comments(self.assignment, self.student):
            if (own.reviewer, own.notebook, own.cell) == (self.reviewer, comment.notebook.name, comment.name):
                return row | {"manual_comment": own.comment}
        return row if self.open else row | {"manual_comment": None}

    def put_score(self, grade, points, extra) -> None:
        """Keep this reviewer's points; when two are through, put the outcome into the gradebook. Commit it, then `finish`."""
        where = self.assignment, self.student, self.reviewer, grade.notebook.name, grade.name
        self.records.put_score(*where, points, extra, grade.max_score)
        self._settle()

    def put_comment(self, comment, text: str | None) -> None:
        """Keep this reviewer's comment; the student gets the comments of both."""
        where = self.assignment, self.student, self.reviewer, comment.notebook.name, comment.name
        self.records.put_comment(*where, text)
        if not self.open:
            self._join_comments(comment.notebook, list(self.scores()))

    def finish(self) -> None:
        """Note what became of the review. After the gradebook: one that was cut off before this is settled again."""
        if self.outcome:
            self.records.drop_scores(self.assignment, self.student, but=self.reviewers)
            self.records.settle(self.assignment, self.student, self.outcome)

    def decide(self) -> None:
        """Points were given after the outcome: with the last cell that waited, theirs count and not the mean."""
        if self.state in (SETTLED, DISAGREE) and not self.waiting():
            self.records.settle(self.assignment, self.student, "decided")

    def _settle(self) -> None:
        complete = self.complete()
        if len(complete) < 2:
            return
        self.reviewers = complete[:2]
        first, second = (self.scores()[reviewer] for reviewer in self.reviewers)
        disagree = False
        for book in self.submission.notebooks:
            for grade in book.grades:
                where = book.name, grade.name
                if where not in first and where not in second:
                    continue
                # Who gave nothing for a cell that did not wait agreed with what it had.
                had = earned(grade) or 0.0, grade.extra_credit or 0.0
                (one, more), (two, too) = (
                    (scores[where].points, scores[where].extra or 0.0) if where in scores else had
                    for scores in (first, second)
                )
                grade.manual_score, grade.extra_credit = (one + two) / 2, (more + too) / 2 or None
                # Points, extra credit and both together: neither may hide the other.
                furthest = max(abs(one - two), abs(more - too), abs(one + more - two - too))
                grade.needs_manual_grade = furthest > self.tolerance * grade.max_score + 1e-9
                disagree |= grade.needs_manual_grade
            self._join_comments(book, self.reviewers)
        self.outcome = DISAGREE if disagree else SETTLED

    def _join_comments(self, book, reviewers: list[str]) -> None:
        rows = [row for row in self.records.comments(self.assignment, self.student) if row.reviewer in reviewers]
        for comment in book.comments:
            texts = [row.comment or "" for row in rows if (row.notebook, row.cell) == (book.name, comment.name)]
            if texts:
                comment.manual_comment = "\n\n".join(dict.fromkeys(filter(None, texts))) or None
