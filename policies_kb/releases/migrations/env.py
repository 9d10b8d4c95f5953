"""Run by Alembic: takes the connection, with its transaction, from ``migrating``."""

from __future__ import annotations

from alembic import context

from policies_kb.releases.migrating import VERSION_TABLE
from policies_kb.releases.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table=VERSION_TABLE,  # other programs may keep their own in the same database
)
with context.begin_transaction():
    context.run_migrations()
