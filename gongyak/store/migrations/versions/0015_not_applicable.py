"""Make the table of the blocks for which a half-year has nothing."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0015"
down_revision: Final = "0014"
branch_labels: Final = None
depends_on: Final = None

BLOCKS: Final = ("results", "money", "counts", "photos", "problems")
HALF_YEAR: Final = (
    "length(half_year) = 6 AND rtrim(substr(half_year, 1, 4), '0123456789') = ''"
    " AND substr(half_year, 5, 2) IN ('H1', 'H2')"
)


def upgrade() -> None:
    """Make it."""
    block = sa.Enum(*BLOCKS, name="block", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "not_applicable",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column("block", block, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(HALF_YEAR, name=op.f("ck_not_applicable_half_year")),
        sa.ForeignKeyConstraint(
            ["pledge"],
            ["pledges.number"],
            name=op.f("fk_not_applicable_pledge"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("pledge", "half_year", "block", name=op.f("pk_not_applicable")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("not_applicable")
