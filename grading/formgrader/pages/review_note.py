"""Whether a submission of the review sample waits for who is asking, and the sentence above it that says what to do."""

from ...review.double_review import DoubleReview
from ...review.review_queue import is_open
from ..requests.course_and_user import journal_of, review_records_of, user_of


def state_of_review(handler, book, review) -> tuple[bool, DoubleReview]:
    """Whether this `review` of a SubmittedNotebook waits for who is asking; what two people say of it."""
    double = DoubleReview(review_records_of(handler), book.assignment, user_of(handler))
    work = journal_of(handler).work_digest(review.assignment, review.student)
    return is_open(review, double.waiting(), work) and not double.through, double


def review_note(handler, submission_id: str) -> str:
    """HTML that says of a submission in the review sample what is asked of who opened it; empty for any other."""
    book = handler.gradebook.find_submission_notebook_by_id(submission_id)
    assignment, student = book.assignment.assignment.name, book.assignment.student_id
    review = journal_of(handler).reviews(assignment).get(student)
    if review is None or review.notebook != book.name:
        return ""
    waits, double = state_of_review(handler, book, review)
    shared = review_records_of(handler).assigned_to(user_of(handler))
    return handler.settings["nbgrader_jinja2_env"].get_template("review_note.tpl").render(
        base_url=handler.base_url, cell=review.cell, waits=waits, double=double.open, disputed=double.disputed(),
        one_of_two=double.reviewer in double.scores(),
        yours=any((row.assignment, row.student) == (assignment, student) for row in shared),
    )
