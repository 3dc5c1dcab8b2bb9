"""Make the table of the calendars that people subscribe to."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0013"
down_revision: Final = "0012"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    """Make it."""
    rule = "length(digest) = 64 AND rtrim(digest, '0123456789abcdef') = ''"
    op.create_table(
        "feeds",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(rule, name=op.f("ck_feeds_digest")),
        sa.ForeignKeyConstraint(
            ["official"],
            ["accounts.official"],
            name=op.f("fk_feeds_official"),
            deferrable=True,
            initially="DEFERRED",
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_feeds")),
        sa.UniqueConstraint("official", name=op.f("uq_feeds_official")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("feeds")
