"""The tables of the grader's own records as SQLAlchemy models. A change needs a revision in `migrations/versions`.

Every time is text in UTC (`clock.now`), every digest SHA-256 as hexadecimal digits. Names of tables and columns stay as they were
released; the classes and attributes have the words of today.
"""

import json

from sqlalchemy import REAL, ColumnElement, Double, Index, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

REVISION = "0002"  # the newest of the migrations; `upgrade` brings older records to it


class JSONText(TypeDecorator):
    """A list of texts, kept as text: PostgreSQL's JSON refuses what students may write (NUL)."""

    impl, cache_ok = Text, True

    def process_bind_param(self, value, dialect):
        return json.dumps(value)

    def process_result_value(self, value, dialect):
        return json.loads(value) if value else []


class PlainText(TypeDecorator):
    """Text in which PostgreSQL gets a sign for what it cannot hold, NUL: students' words are quoted in some of it."""

    impl, cache_ok = Text, True

    def process_bind_param(self, value, dialect):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if value and dialect.name == "postgresql" else value


# SQLite's names of both are those of the first version; PostgreSQL's REAL has half the digits.
TYPES = {str: PlainText(), float: REAL().with_variant(Double(), "postgresql")}


class Base(DeclarativeBase):
    """A table of the records."""

    type_annotation_map = TYPES


def of(table: type[Base], assignment: str, student: str | None = None) -> list[ColumnElement]:
    """What picks the rows of an assignment, or of a student's submission."""
    return [table.assignment == assignment] + ([table.student == student] if student is not None else [])


def primary(**options):
    """A column of the primary key."""
    return mapped_column(primary_key=True, **options)


class OfSubmission:
    """One row for each student's submission of an assignment, unless a table adds to the primary key."""

    assignment: Mapped[str] = primary()
    student: Mapped[str] = primary()


class OfReviewer:
    """What one of two reviewers says of a cell; `id` gives the order."""

    id: Mapped[int] = primary()
    assignment: Mapped[str]
    student: Mapped[str]
    reviewer: Mapped[str] = mapped_column("grader")
    notebook: Mapped[str]
    cell: Mapped[str]
    at: Mapped[str | None]

    @declared_attr.directive
    def __table_args__(cls) -> tuple:
        return (UniqueConstraint("assignment", "student", "grader", "notebook", "cell"),)


class Graded(OfSubmission, Base):
    """A finished submission: its `fingerprint`, points, state, reasons, and seconds it took."""

    __tablename__ = "graded"
    fingerprint: Mapped[str | None] = mapped_column("key")
    score: Mapped[float | None]
    max_score: Mapped[float | None]
    state: Mapped[str | None]
    reasons: Mapped[list[str]] = mapped_column(JSONText, nullable=True)
    seconds: Mapped[float | None]


class Answer(OfSubmission, Base):
    """Digest of the answer that a recorded grade rests on."""

    __tablename__ = "answer"
    notebook: Mapped[str] = primary()
    cell: Mapped[str] = primary()
    digest: Mapped[str | None]


class Intent(OfSubmission, Base):
    """The same of a grade that is about to be committed; `saves`: the last row of `saved` before it."""

    __tablename__ = "intent"
    notebook: Mapped[str] = primary()
    cell: Mapped[str] = primary()
    digest: Mapped[str | None]
    saves: Mapped[int | None]


class Collected(OfSubmission, Base):
    """The submission last collected: its timestamp ("" after a failure), and notes."""

    __tablename__ = "collected"
    timestamp: Mapped[str | None]
    notes: Mapped[list[str]] = mapped_column(JSONText, nullable=True)


class Staff(Base):
    """A member of the staff."""

    __tablename__ = "staff"
    name: Mapped[str] = primary()


class Failure(OfSubmission, Base):
    """Why a submission could not be graded."""

    __tablename__ = "missed"
    reason: Mapped[str | None]


class Discarded(Base):
    """A note of what a person gave for an older answer, until the grade that discards it is recorded."""

    __tablename__ = "discarded"
    __table_args__ = (UniqueConstraint("assignment", "student", "note"),)
    id: Mapped[int] = primary()
    assignment: Mapped[str]
    student: Mapped[str]
    note: Mapped[str]


class Unconfirmed(OfSubmission, Base):
    """A grade of a run that has not reached its closing preflight."""

    __tablename__ = "unconfirmed"


class Feedback(OfSubmission, Base):
    """When a student's feedback was sent; None when another grade was recorded after that."""

    __tablename__ = "feedback"
    released_at: Mapped[str | None]


class Run(Base):
    """How far the last batch of an assignment is."""

    __tablename__ = "batch"
    assignment: Mapped[str] = primary()
    began: Mapped[str | None]
    changed: Mapped[str | None]
    total: Mapped[int | None]
    done: Mapped[int | None]


OPEN, CLOSED = "open", "closed"  # states of a review: until a person is through with it, and then


class Review(OfSubmission, Base):
    """A submission of the review sample: for which cell and `work` (its digest), and what became of it."""

    __tablename__ = "review"
    band: Mapped[str | None]
    notebook: Mapped[str | None]
    cell: Mapped[str | None]
    work: Mapped[str | None] = mapped_column("key")
    state: Mapped[str | None]
    chosen_at: Mapped[str | None]
    closed_at: Mapped[str | None]


class Reviewer(OfSubmission, Base):
    """Who reviews a submission: the first or the second of two (`place` 1 or 2)."""

    __tablename__ = "reader"
    place: Mapped[int] = primary(autoincrement=False)
    reviewer: Mapped[str | None] = mapped_column("grader")


class DoubleReview(OfSubmission, Base):
    """A submission that two people review; `tolerance` is a share of a cell's points."""

    __tablename__ = "double_reading"
    work: Mapped[str | None] = mapped_column("key")
    tolerance: Mapped[float | None]
    state: Mapped[str | None]
    settled_at: Mapped[str | None]


class Score(OfReviewer, Base):
    """One of two reviewers' points for a cell; who gives them again has a new `id`."""

    __tablename__ = "ballot"
    points: Mapped[float | None]
    extra: Mapped[float | None]
    maximum: Mapped[float | None]


class Comment(OfReviewer, Base):
    """One of two reviewers' comment on a cell."""

    __tablename__ = "ballot_comment"
    comment: Mapped[str | None]


class Saved(Base):
    """Somebody saved points for a cell in formgrader.

    `auto`: what the tests gave; `before`, `after` and the same of extra credit, None where an older version did not note it;
    `waited`: whether the cell waited for a person; `work`: its digest.
    """

    __tablename__ = "saved"
    __table_args__ = (Index("saved_by_student", "assignment", "student"),)
    id: Mapped[int] = primary()
    at: Mapped[str | None]
    assignment: Mapped[str | None]
    student: Mapped[str | None]
    reviewer: Mapped[str | None] = mapped_column("grader")
    notebook: Mapped[str | None]
    cell: Mapped[str | None]
    maximum: Mapped[float | None]
    auto: Mapped[float | None]
    before: Mapped[float | None]
    after: Mapped[float | None]
    waited: Mapped[int | None]
    work: Mapped[str | None] = mapped_column("key")
    extra_before: Mapped[float | None]
    extra_after: Mapped[float | None]
