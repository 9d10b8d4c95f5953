"""Run by Alembic: takes the connection, with its transaction, from `bot.runtime.migrating`."""

from __future__ import annotations

from alembic import context

from bot.runtime.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
