"""Make the table of the mark that changes whenever a fact does."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0012"
down_revision: Final = "0011"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Make it, with a first mark: there may be facts already."""
    table = op.create_table(
        "facts_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_facts_mark_one")),
        sa.CheckConstraint("mark <> ''", name=op.f("ck_facts_mark_mark")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts_mark")),
    )
    op.bulk_insert(table, [{"id": 1, "mark": "first"}])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("facts_mark")
