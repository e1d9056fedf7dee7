"""Writes one submission into nbgrader's gradebook, whole, in one transaction.

Keeps what people gave as long as the answer it was given for is unchanged; discards it, with a note, when it
is not.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ..assignments.template import Template
from ..records.gradebook import Gradebook
from ..records.graded_answers import note_answers
from ..records.journal import digest_of
from .late_penalty import LatePenalty
from .score import Score


@dataclass
class Verdict:
    """Everything to be written about one submission. Keys are (notebook, cell)."""

    student: str
    timestamp: datetime | None
    scores: dict[tuple[str, str], Score]
    answers: dict[tuple[str, str], str]
    unanswered: set[tuple[str, str]]
    flagged: dict[str, bool]
    discarded: list[str] = field(default_factory=list)


def record(
    gradebook: Gradebook,
    template: Template,
    verdict: Verdict,
    before: dict,
    late: LatePenalty,
    keep: Callable[[list[str]], list[str]] = list,
) -> tuple[float, float]:
    """Store a verdict; `before` are the answers' digests of the last grading. Returns (score, maximum).

    `keep` is given the notes on discarded points and comments before they are gone from the gradebook: who dies between
    the commit and the journal must not forget them.
    """
    models = gradebook.models
    with gradebook.transaction() as session:
        submission = _submission(session, models, template, verdict.student)
        submission.timestamp = verdict.timestamp
        total = maximum = 0.0
        for row in submission.notebooks:
            book = template.notebooks[row.notebook.name]
            grades = {grade.cell_id: grade for grade in row.grades}
            comments = {comment.cell_id: comment for comment in row.comments}
            points, renewed = 0.0, False
            for cell in book.cells.values():
                where = (book.name, cell.name)
                changed = where in before and before[where] != verdict.answers.get(where)
                renewed |= changed
                if cell.comment_row:
                    _comment(comments[cell.comment_row], changed, where in verdict.unanswered, cell.name, verdict.discarded)
                if cell.grade_row:
                    grade = grades[cell.grade_row]
                    _grade(
                        grade, verdict.scores[where], changed, where in before, cell.name, verdict.discarded
                    )
                    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
                    points += (given or 0.0) + (grade.extra_credit or 0.0)
                    maximum += cell.points
            # A flag may be a person's: it stays for the work it was put on.
            row.flagged = verdict.flagged[book.name] or (row.flagged and not renewed)
            row.late_submission_penalty = late.points(submission, points)
            total += points - (row.late_submission_penalty or 0.0)
        note_answers(session, template.assignment, verdict.student, digest_of(verdict.answers))
        verdict.discarded = keep(verdict.discarded)
        return total, maximum


def _grade(grade, score: Score, changed: bool, known: bool, name: str, discarded: list[str]):
    extra = f" and {grade.extra_credit:g} of extra credit" if grade.extra_credit else ""
    if changed and grade.manual_score is not None:
        discarded.append(
            f"the {grade.manual_score:g} points{extra} a person gave for {name} were for an older answer"
        )
    if changed:
        grade.manual_score = grade.extra_credit = None
    same = known and not changed and grade.auto_score == score.points
    grade.auto_score = score.points
    if not same:
        # A person's points without a known answer stay, but somebody has to look again.
        grade.needs_manual_grade = score.by_hand or grade.manual_score is not None


def _comment(comment, changed: bool, unanswered: bool, name: str, discarded: list[str]):
    if changed and comment.manual_comment:
        discarded.append(f"the comment a person wrote for {name} was on an older answer: {comment.manual_comment}")
    if changed:
        comment.manual_comment = None
    comment.auto_comment = "No response." if unanswered else None


def _submission(session, models, template: Template, student: str):
    """The student's submission with a row for every notebook, grade and comment of the assignment."""
    if session.get(models.Student, student) is None:
        session.add(models.Student(id=student))
    submission = (
        session.query(models.SubmittedAssignment)
        .filter_by(assignment_id=template.row, student_id=student)
        .one_or_none()
    )
    if submission is None:
        submission = models.SubmittedAssignment(assignment_id=template.row, student_id=student)
        session.add(submission)
    rows = {row.notebook_id: row for row in submission.notebooks}
    for book in template.notebooks.values():
        row = rows.get(book.row)
        if row is None:
            row = models.SubmittedNotebook(notebook_id=book.row, flagged=False)
            submission.notebooks.append(row)
        grades = {grade.cell_id for grade in row.grades}
        comments = {comment.cell_id for comment in row.comments}
        for cell in book.cells.values():
            if cell.grade_row and cell.grade_row not in grades:
                row.grades.append(models.Grade(cell_id=cell.grade_row))
            if cell.comment_row and cell.comment_row not in comments:
                row.comments.append(models.Comment(cell_id=cell.comment_row))
    session.flush()
    return submission
