"""What Alembic runs to migrate the grader's records: over the connection that `upgrade` gives it, in its transaction.

For a new revision after a change of `tables.py`: `alembic` is called by hand with a `Config` as in `upgrade.py`.
"""

from alembic import context

from grading.records.tables import Base
from grading.records.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, version_table=VERSION_TABLE.name
)
with context.begin_transaction():
    context.run_migrations()
