"""An id for each row whose order counts: SQLite's hidden number of rows until now, which other databases do not have."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"

WORK = ("assignment", "student")
READERS_CELL = (*WORK, "grader", "notebook", "cell")
# What identified a row until now.
UNIQUE = {"discarded": (*WORK, "note"), "ballot": READERS_CELL, "ballot_comment": READERS_CELL, "saved": ()}


def upgrade() -> None:
    """Give four tables an id."""
    for name, unique in UNIQUE.items():
        give_ids(name, unique)
    op.create_index("saved_by_student", "saved", WORK)


def give_ids(name: str, unique: tuple[str, ...]) -> None:
    """Copy the table into one whose primary key is `id`; intents refer to rows of `saved` by their numbers, so these stay."""
    bind = op.get_bind()
    old = sa.Table(name, sa.MetaData(), autoload_with=bind)
    columns = [sa.Column(column.name, column.type, nullable=column.name not in unique) for column in old.columns]
    constraints = [sa.UniqueConstraint(*unique)] if unique else []
    new = op.create_table(f"{name}_new", sa.Column("id", sa.Integer(), primary_key=True), *columns, *constraints)
    number = {"id": sa.literal_column("rowid")} if bind.dialect.name == "sqlite" else {}
    found = number | {column.name: column for column in old.columns}
    op.execute(new.insert().from_select(list(found), sa.select(*found.values()).select_from(old)))
    op.drop_table(name)
    op.rename_table(new.name, name)
