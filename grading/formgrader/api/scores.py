"""What formgrader does when somebody saves points or opens a submission: it remembers who, and keeps two reviewers apart.

In the place of nbgrader's own handlers, which know of one reviewer only. Who asks is the user of the hub's log-in; a server
without the hub has names of its own.
"""

import json

from nbgrader.api import MissingEntry
from tornado import web

from ...review.double_review import DoubleReview, earned
from ...settings import settings_for
from ..requests.checks import CourseApi, for_staff
from ..requests.course_and_user import journal_of, review_records_of, user_of
from .points import by_hand, points
from .points import comment as checked_comment
from .save_conflicts import refuse_overtaken


def double_of(handler, submission) -> DoubleReview:
    """What two reviewers say of this SubmittedAssignment, as the person who asks may see it."""
    return DoubleReview(review_records_of(handler), submission, user_of(handler))


class Grade(CourseApi):
    """GET and PUT of the points of one cell, as `number` has it in the gradebook: those of who asks, where two review."""

    @for_staff
    def get(self, number):
        grade = self.find(number)
        double = double_of(self, grade.notebook.assignment)
        self.write(json.dumps(_shown_grade(double, grade, _work(self, double))))

    @for_staff
    def put(self, number):
        grade = self.find(number)
        on_tests = settings_for(grade.notebook.assignment.assignment.name).extra_credit_on_tests
        body = self.get_json_body()
        given = points(body, grade, on_tests)
        double = double_of(self, grade.notebook.assignment)
        before = earned(grade), grade.extra_credit or 0.0, grade.needs_manual_grade, grade.max_score
        if double.left_to_a_third(grade):
            raise web.HTTPError(409, f"You and another reviewer differ on {grade.name}: a third person decides.")
        work = _work(self, double)
        refuse_overtaken(body, _shown_grade(double, grade, work), ("manual_score", "extra_credit"))
        if double.open:
            double.put_score(grade, given["manual_score"], given["extra_credit"])
            self.gradebook.db.commit()
            double.finish()
            after = given["manual_score"], given["extra_credit"] or 0.0
        else:
            grade.manual_score, grade.extra_credit = given["manual_score"], given["extra_credit"]
            grade.needs_manual_grade = grade.manual_score is None and grade.auto_score is None
            self.gradebook.db.commit()
            double.decide()
            after = earned(grade), grade.extra_credit or 0.0
        self.write(json.dumps(_shown_grade(double, grade, work)))
        double.records.note_saved(
            double.assignment, double.student, user_of(self), grade.notebook.name, grade.name, before[3], grade.auto_score,
            before[:2], after, before[2], work,
        )

    def find(self, number):
        try:
            return self.gradebook.find_grade_by_id(number)
        except MissingEntry as error:
            raise web.HTTPError(404) from error


class Comment(CourseApi):
    """GET and PUT of the comment on one cell, as `number` has it in the gradebook: that of who asks, where two review."""

    @for_staff
    def get(self, number):
        comment = self.find(number)
        double = double_of(self, comment.notebook.assignment)
        self.write(json.dumps(_shown_comment(double, comment, _work(self, double))))

    @for_staff
    def put(self, number):
        comment = self.find(number)
        body = self.get_json_body()
        text = checked_comment(body)["manual_comment"]
        double = double_of(self, comment.notebook.assignment)
        work = _work(self, double)
        refuse_overtaken(body, _shown_comment(double, comment, work), ("manual_comment",))
        if double.own_comments:
            double.put_comment(comment, text)
        else:
            comment.manual_comment = text
        self.gradebook.db.commit()
        self.write(json.dumps(_shown_comment(double, comment, work)))

    def find(self, number):
        try:
            return self.gradebook.find_comment_by_id(number)
        except MissingEntry as error:
            raise web.HTTPError(404) from error


class Grades(CourseApi):
    """GET: the points of all cells of the submitted notebook that `submission_id` names."""

    @for_staff
    def get(self):
        book = _submitted(self)
        double = double_of(self, book.assignment)
        work = _work(self, double)
        self.write(json.dumps([_shown_grade(double, grade, work) for grade in book.grades]))


class Comments(CourseApi):
    """GET: the comments on all cells of the submitted notebook that `submission_id` names."""

    @for_staff
    def get(self):
        book = _submitted(self)
        double = double_of(self, book.assignment)
        work = _work(self, double)
        self.write(json.dumps([_shown_comment(double, comment, work) for comment in book.comments]))


class Queue(CourseApi):
    """GET: the submissions of a notebook; what this reviewer is through with no longer waits."""

    @for_staff
    def get(self, assignment_id, notebook_id):
        rows = self.api.get_notebook_submissions(assignment_id, notebook_id)
        doubles = review_records_of(self).double_reviews(assignment_id)
        for row in rows:
            if row["needs_manual_grade"] and row["student"] in doubles:
                double = double_of(self, self.gradebook.find_submission(assignment_id, row["student"]))
                row["needs_manual_grade"] = not double.through
        self.write(json.dumps(rows))


def _submitted(handler):
    try:
        return handler.gradebook.find_submission_notebook_by_id(handler.get_argument("submission_id"))
    except MissingEntry as error:
        raise web.HTTPError(404) from error


def _shown_grade(double: DoubleReview, grade, work: str) -> dict:
    """A grade as nbgrader sends it, with what this person may see, do, and has to decide, and the work that it is about."""
    row = grade.to_dict()
    own = double.shown(grade, row) if double.open or double.left_to_a_third(grade) else row
    # What would be refused is not offered; what is there already can be taken back.
    possible = by_hand(grade) or settings_for(double.assignment).extra_credit_on_tests or bool(own["extra_credit"])
    return own | {"extra_credit_possible": possible, "to_decide": double.to_decide(grade), "work": work}


def _shown_comment(double: DoubleReview, comment, work: str) -> dict:
    row = double.shown_comment(comment, comment.to_dict()) if double.own_comments else comment.to_dict()
    return row | {"work": work}


def _work(handler, double: DoubleReview) -> str:
    """Digest of the work that the submission's page shows."""
    return journal_of(handler).work_digest(double.assignment, double.student, shown=True)
