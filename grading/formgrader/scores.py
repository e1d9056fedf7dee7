"""What formgrader does when somebody saves points or opens a submission: it remembers who, and keeps two readers apart.

Put over nbgrader's own handlers by `extension.install`. Who is asking is the user of the hub's log-in; a server without
the hub has names of its own.
"""

import json
from functools import wraps
from pathlib import Path

from ..course.directory import CourseDir
from ..records.journal import Journal
from ..records.review_records import ReviewRecords
from ..review.double_review import DoubleReview, earned
from ..settings import settings_for
from .points import comment as checked_comment
from .points import points


def install() -> None:
    """Replace what reads and writes points and comments."""
    from nbgrader.server_extensions.formgrader import apihandlers as api

    api.GradeHandler.put = _save(api.GradeHandler.put)
    api.GradeHandler.get = _own(api.GradeHandler.get)
    api.CommentHandler.put = _save_comment(api.CommentHandler.put)
    api.CommentHandler.get = _own(api.CommentHandler.get)
    api.GradeCollectionHandler.get = _own(api.GradeCollectionHandler.get)
    api.CommentCollectionHandler.get = _own(api.CommentCollectionHandler.get)
    api.SubmittedNotebookCollectionHandler.get = _queue(api.SubmittedNotebookCollectionHandler.get)


def journal_of(handler) -> Journal:
    """grading.db of the course that this formgrader shows; opened once."""
    if "grading_journal" not in handler.settings:
        journal = handler.settings["grading_journal"] = Journal(CourseDir(Path(handler.coursedir.root)).records)
        handler.settings["grading_review_records"] = ReviewRecords(journal.db)
    return handler.settings["grading_journal"]


def records_in(handler) -> ReviewRecords:
    """The tables of reviews of that course."""
    journal_of(handler)
    return handler.settings["grading_review_records"]


def who(handler) -> str:
    """The user name of who is asking."""
    user = handler.current_user
    return getattr(user, "username", None) or str(user)


def double_of(handler, submission) -> DoubleReview:
    return DoubleReview(records_in(handler), submission, who(handler))


def _refuse_strangers(stock):
    """The checks nbgrader makes before each request, for handlers that do not call nbgrader's."""
    from nbgrader.server_extensions.formgrader.base import check_notebook_dir, check_xsrf
    from tornado import web

    return web.authenticated(check_xsrf(check_notebook_dir(stock)))


def _save(stock):
    @_refuse_strangers
    def put(self, grade_id):
        from nbgrader.api import MissingEntry
        from tornado import web

        try:
            grade = self.gradebook.find_grade_by_id(grade_id)
        except MissingEntry:
            return stock(self, grade_id)
        on_tests = settings_for(grade.notebook.assignment.assignment.name).extra_credit_on_tests
        given = points(self.get_json_body(), grade, on_tests)
        self.get_json_body = lambda: given
        submission = grade.notebook.assignment
        journal, double = journal_of(self), double_of(self, submission)
        assignment, student, book = double.assignment, double.student, grade.notebook.name
        before = earned(grade), grade.extra_credit or 0.0, grade.needs_manual_grade, grade.max_score
        if double.left_to_a_third(grade):
            raise web.HTTPError(409, f"You and another reader differ on {grade.name}: a third person decides.")
        if double.open:
            double.put_score(grade, given["manual_score"], given["extra_credit"])
            self.gradebook.db.commit()
            double.finish()
            after = given["manual_score"], given["extra_credit"] or 0.0
            self.write(json.dumps(double.shown(grade, grade.to_dict())))
        else:
            stock(self, grade_id)
            double.decide()
            after = earned(grade), grade.extra_credit or 0.0
        key = journal.work_digest(assignment, student, shown=True)
        double.records.note_saved(
            assignment, student, who(self), book, grade.name, before[3], grade.auto_score, before[:2], after, before[2], key
        )

    return put


def _save_comment(stock):
    @_refuse_strangers
    def put(self, comment_id):
        from nbgrader.api import MissingEntry

        try:
            comment = self.gradebook.find_comment_by_id(comment_id)
        except MissingEntry:
            return stock(self, comment_id)
        given = checked_comment(self.get_json_body())
        self.get_json_body = lambda: given
        double = double_of(self, comment.notebook.assignment)
        if not double.own_comments:
            return stock(self, comment_id)
        double.put_comment(comment, given["manual_comment"])
        self.gradebook.db.commit()
        self.write(json.dumps(double.shown_comment(comment, comment.to_dict())))

    return put


def _own(stock):
    """What nbgrader sends, with the points and comments of this reader instead of nobody's."""

    @wraps(stock)
    def get(self, *arguments):
        _rewrite(self, lambda answer: [_row(self, r) for r in answer] if isinstance(answer, list) else _row(self, answer))
        return stock(self, *arguments)

    return get


def _rewrite(handler, change) -> None:
    """Send `change(answer)` for the answer that nbgrader is about to send; pages about errors go as they are."""
    send = handler.write

    def write(chunk):
        try:
            answer = json.loads(chunk)
        except (ValueError, TypeError):
            return send(chunk)
        return send(json.dumps(change(answer)))

    handler.write = write


def _row(handler, row: dict) -> dict:
    if "manual_comment" in row:
        comment = handler.gradebook.find_comment_by_id(row["id"])
        double = double_of(handler, comment.notebook.assignment)
        return double.shown_comment(comment, row) if double.own_comments else row
    grade = handler.gradebook.find_grade_by_id(row["id"])
    double = double_of(handler, grade.notebook.assignment)
    return double.shown(grade, row) if double.open else row


def _queue(stock):
    """The list of submissions, in which what this reader is through with no longer waits."""

    @wraps(stock)
    def get(self, assignment_id, notebook_id):
        def change(rows):
            doubles = records_in(self).double_reviews(assignment_id)
            for row in rows:
                if row["needs_manual_grade"] and row["student"] in doubles:
                    double = double_of(self, self.gradebook.find_submission(assignment_id, row["student"]))
                    row["needs_manual_grade"] = not (double.open and who(self) in double.complete())
            return rows

        _rewrite(self, change)
        return stock(self, assignment_id, notebook_id)

    return get
