"""What Alembic runs: the migrations, on the connection it is given, within that connection's transaction."""

from __future__ import annotations

from alembic import context

from gongyak.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by making it anew
    transactional_ddl=True,  # as SQLite can, where the driver leaves transactions to us
)
context.run_migrations()
