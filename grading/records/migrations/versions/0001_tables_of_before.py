"""The tables of graders that knew no revisions: new records get them, older ones what they lack."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None

TEXT, REAL = sa.Text(), sa.REAL().with_variant(sa.Double(), "postgresql")
# What is not text.
POINTS = ("score", "max_score", "tolerance", "points", "extra", "maximum", "auto", "before", "after")
KINDS = dict.fromkeys((*POINTS, "extra_before", "extra_after", "seconds"), REAL)
KINDS |= dict.fromkeys(("saves", "total", "done", "place", "waited"), sa.Integer())
WORK, CELL = ("assignment", "student"), ("notebook", "cell")
# The columns of the primary key, and the others.
TABLES = {
    "graded": (WORK, ("key", "score", "max_score", "state", "reasons", "seconds")),
    "answer": ((*WORK, *CELL), ("digest",)),
    "intent": ((*WORK, *CELL), ("digest", "saves")),
    "collected": (WORK, ("timestamp", "notes")),
    "staff": (("name",), ()),
    "missed": (WORK, ("reason",)),
    "discarded": ((*WORK, "note"), ()),
    "unconfirmed": (WORK, ()),
    "feedback": (WORK, ("released_at",)),
    "batch": (("assignment",), ("began", "changed", "total", "done")),
    "review": (WORK, ("band", *CELL, "key", "state", "chosen_at", "closed_at")),
    "reader": ((*WORK, "place"), ("grader",)),
    "double_reading": (WORK, ("key", "tolerance", "state", "settled_at")),
    "ballot": ((*WORK, "grader", *CELL), ("points", "extra", "maximum", "at")),
    "ballot_comment": ((*WORK, "grader", *CELL), ("comment", "at")),
    "saved": (
        (),
        ("at", *WORK, "grader", *CELL, "maximum", "auto", "before", "after", "waited", "key", "extra_before", "extra_after"),
    ),
}


def upgrade() -> None:
    """Make what is missing."""
    for name, (keys, others) in TABLES.items():
        columns = [sa.Column(each, KINDS.get(each, TEXT), primary_key=True, autoincrement=False) for each in keys]
        columns += [sa.Column(each, KINDS.get(each, TEXT)) for each in others]
        op.create_table(name, *columns, if_not_exists=True)
    # A table of saves from before extra credit was recorded: what it was then is not known.
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("saved")}
    for name in ("extra_before", "extra_after"):
        if name not in known:
            op.add_column("saved", sa.Column(name, REAL))
    op.create_index("saved_by_student", "saved", WORK, if_not_exists=True)
