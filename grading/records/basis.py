"""Which answers a submission's rows in the gradebook rest on, written in the transaction that writes the rows.

The one table that the grader adds to nbgrader's: only there is it committed with the grade. Whoever finds a run cut off
between the gradebook's commit and the journal's knows from it which of the two the journal speaks of.
"""

from sqlalchemy import Column, MetaData, Table, Text, delete, select

BASIS = Table(
    "grading_basis",
    MetaData(),
    Column("assignment", Text, primary_key=True),
    Column("student", Text, primary_key=True),
    Column("digest", Text, nullable=False),
)


def ensure_table(session) -> None:
    """Make the table where it is missing, in the session's transaction."""
    BASIS.create(session.connection(), checkfirst=True)


def bases(session, assignment: str) -> dict[str, str]:
    """`journal.digest_of` the answers that are graded, by student; nobody whom only an older grader has graded."""
    rows = session.execute(select(BASIS.c.student, BASIS.c.digest).where(BASIS.c.assignment == assignment))
    return {row.student: row.digest for row in rows}


def rest_on(session, assignment: str, student: str, digest: str) -> None:
    """The grade that this transaction writes rests on these answers."""
    session.execute(delete(BASIS).where(BASIS.c.assignment == assignment, BASIS.c.student == student))
    session.execute(BASIS.insert().values(assignment=assignment, student=student, digest=digest))
