"""The page of one's own part of the review samples. It shows submissions by number, as formgrader's queue does."""

from pathlib import Path

from nbgrader.api import MissingEntry

from ..requests.checks import for_staff
from ..requests.course_and_user import journal_of, review_records_of, user_of
from .own_page import OwnPage
from .review_note import state_of_review
from .rubric import rubric_of


def reviews_of(handler, reviewer: str) -> list[dict]:
    """What `reviewer` reviews: assignment, id and number of the submission, whether it waits, whether two review it."""
    records, rows = review_records_of(handler), []
    slots = records.assigned_to(reviewer)
    for assignment in dict.fromkeys(slot.assignment for slot in slots):
        indices: dict[str, dict] = {}
        reviews, doubles = journal_of(handler).reviews(assignment), records.double_reviews(assignment)
        for student in dict.fromkeys(slot.student for slot in slots if slot.assignment == assignment):
            review = reviews.get(student)
            if review is None:
                continue
            try:
                submission = handler.gradebook.find_submission(assignment, student)
                book = next(book for book in submission.notebooks if book.name == review.notebook)
            except (MissingEntry, StopIteration):  # taken out of the gradebook since
                continue
            if book.name not in indices:
                indices[book.name] = handler.api.get_notebook_submission_indices(assignment, book.name)
            waits, _ = state_of_review(handler, book, review)
            rows.append({
                "assignment": assignment, "id": book.id, "double": student in doubles,
                "index": indices[book.name].get(book.id, -1),
                "waits": waits, "cell": review.cell,
                "rubric": rubric_of(assignment, Path(handler.coursedir.root)) is not None,
            })
    return sorted(rows, key=lambda row: (row["assignment"], not row["waits"], row["index"]))


class MyReviewsPage(OwnPage):
    """GET /reviews, and /readings as earlier versions called it"""

    @for_staff
    def get(self):
        self.show("my_reviews.tpl", rows=reviews_of(self, user_of(self)))
