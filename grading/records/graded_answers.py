"""Of which answers the gradebook has the grade: a digest for each submission, written in the transaction that writes the grade.

The one table that the grader adds to nbgrader's: only there is it committed with the grade. Whoever finds a run cut off
between the gradebook's commit and the journal's knows from it which of the two the journal speaks of.
"""

from sqlalchemy import Column, MetaData, Table, Text, delete, select

GRADED_ANSWERS = Table(
    "grading_basis",
    MetaData(),
    Column("assignment", Text, primary_key=True),
    Column("student", Text, primary_key=True),
    Column("digest", Text, nullable=False),
)


def ensure_table(session) -> None:
    """Make the table where it is missing, in the session's transaction."""
    GRADED_ANSWERS.create(session.connection(), checkfirst=True)


def digests(session, assignment: str) -> dict[str, str]:
    """`journal.digest_of` the answers that are graded, by student; nobody whom only an older grader has graded."""
    columns = GRADED_ANSWERS.c.student, GRADED_ANSWERS.c.digest
    rows = session.execute(select(*columns).where(GRADED_ANSWERS.c.assignment == assignment))
    return {row.student: row.digest for row in rows}


def note_answers(session, assignment: str, student: str, digest: str) -> None:
    """The grade that this transaction writes is of the answers with this digest."""
    session.execute(delete(GRADED_ANSWERS).where(GRADED_ANSWERS.c.assignment == assignment, GRADED_ANSWERS.c.student == student))
    session.execute(GRADED_ANSWERS.insert().values(assignment=assignment, student=student, digest=digest))
