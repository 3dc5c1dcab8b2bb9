"""Make the tables of absences and quiet days; give events their kind and leads."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("absences", "quiet_days")
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}
# As the databases themselves write it: SQLite takes a check along with a new column only, Alembic only apart.
COLUMNS: Final = {
    "event_kind": "event_kind <> ''",
    "leads": "rtrim(leads, '0123456789- ') = ''",
}


def upgrade() -> None:
    """Make them with the columns."""
    _make_absences()
    _make_quiet_days()
    for name, rule in COLUMNS.items():
        op.execute(f"ALTER TABLE events ADD COLUMN {name} TEXT CONSTRAINT ck_events_{name} CHECK ({rule})")


def downgrade() -> None:
    """Drop them with the columns."""
    for name in reversed(COLUMNS):
        op.drop_column("events", name)
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_absences() -> None:
    op.create_table(
        "absences",
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("deputy", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("deputy <> official", name=op.f("ck_absences_deputy")),
        sa.CheckConstraint("since <= until", name=op.f("ck_absences_order")),
        sa.ForeignKeyConstraint(
            ["deputy"], ["officials.id"], name=op.f("fk_absences_deputy"), onupdate="CASCADE", **DEFERRED
        ),
        sa.ForeignKeyConstraint(
            ["official"], ["officials.id"], name=op.f("fk_absences_official"), onupdate="CASCADE", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("official", "since", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_deputy"), "absences", ["deputy"], unique=False)


def _make_quiet_days() -> None:
    op.create_table(
        "quiet_days",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_quiet_days_reason")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_quiet_days_order")),
        sa.PrimaryKeyConstraint("first_day", name=op.f("pk_quiet_days")),
    )
