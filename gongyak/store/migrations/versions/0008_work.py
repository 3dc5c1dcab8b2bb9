"""Make the tables of the clock and the engine."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0008"
down_revision: Final = "0007"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("schedule", "occurrences", "replicas")


def upgrade() -> None:
    """Make them."""
    _make_schedule()
    _make_occurrences()
    _make_replicas()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("spec", sa.Text(), nullable=False),
        sa.Column("fired_through", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_by", sa.Text(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("line <> ''", name=op.f("ck_schedule_line")),
        sa.CheckConstraint("(paused_by IS NULL) = (paused_at IS NULL)", name=op.f("ck_schedule_paused")),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_schedule")),
    )


def _make_occurrences() -> None:
    op.create_table(
        "occurrences",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("argument", sa.Text(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                "missed",
                name="occurrencestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("runner", sa.Text(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('waiting', 'running')) = (ended_at IS NULL)", name=op.f("ck_occurrences_ended")
        ),
        sa.CheckConstraint("asked_by <> ''", name=op.f("ck_occurrences_asked_by")),
        sa.CheckConstraint("id <> ''", name=op.f("ck_occurrences_id")),
        sa.CheckConstraint("job <> ''", name=op.f("ck_occurrences_job")),
        sa.CheckConstraint("done BETWEEN 0 AND total", name=op.f("ck_occurrences_progress")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
    )
    op.create_index(op.f("ix_occurrences_due"), "occurrences", ["due"], unique=False)
    op.create_index(op.f("ix_occurrences_job_due"), "occurrences", ["job", "due"], unique=False)
    op.create_index(op.f("ix_occurrences_state_due"), "occurrences", ["state", "due"], unique=False)


def _make_replicas() -> None:
    op.create_table(
        "replicas",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id <> ''", name=op.f("ck_replicas_id")),
        sa.CheckConstraint("kind <> ''", name=op.f("ck_replicas_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replicas")),
    )
    op.create_index(op.f("ix_replicas_ended_at"), "replicas", ["ended_at"], unique=False)
