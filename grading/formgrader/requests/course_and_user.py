"""What a request is about: who asks, and the records of the course that this formgrader shows."""

from pathlib import Path

from nbgrader.api import SubmittedAssignment

from ...course.directory import CourseDir
from ...records.journal import Journal
from ...records.review_records import ReviewRecords


def journal_of(handler) -> Journal:
    """The records of the course that this formgrader shows; opened once."""
    if "grading_journal" not in handler.settings:
        journal = handler.settings["grading_journal"] = Journal(CourseDir(Path(handler.coursedir.root)).records_place)
        handler.settings["grading_review_records"] = ReviewRecords(journal.db)
    return handler.settings["grading_journal"]


def review_records_of(handler) -> ReviewRecords:
    """The tables of reviews of that course."""
    journal_of(handler)
    return handler.settings["grading_review_records"]


def user_of(handler) -> str:
    """The user name of who is asking."""
    user = handler.current_user
    return getattr(user, "username", None) or str(user)


def staff_rows(handler) -> list[str]:
    """Members of the staff of whom the gradebook has a submission."""
    staff = journal_of(handler).staff()
    rows = handler.gradebook.db.query(SubmittedAssignment.student_id).filter(SubmittedAssignment.student_id.in_(staff))
    return sorted({name for (name,) in rows}) if staff else []
