"""Make the tables of the pledges and their lines."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("pledges", "assignments", "statuses", "lines", "outcomes", "topic_orders", "events")
HALF_YEAR: Final = (
    "length({0}) = 6 AND rtrim(substr({0}, 1, 4), '0123456789') = '' AND substr({0}, 5, 2) IN ('H1', 'H2')"
)
KEY: Final = "length(id) BETWEEN 1 AND 32 AND rtrim(id, 'abcdefghijklmnopqrstuvwxyz0123456789_') = ''"
INTERVAL: Final = "(edtf IS NULL) = (first_day IS NULL) AND (edtf IS NULL) = (last_day IS NULL)"
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_pledges()
    _make_assignments()
    _make_statuses()
    _make_lines()
    _make_outcomes()
    _make_topic_orders()
    _make_events()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_pledges() -> None:
    op.create_table(
        "pledges",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_pledges_name")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_pledges_number")),
        sa.ForeignKeyConstraint(
            ["department", "team"],
            ["teams.department", "teams.name"],
            name=op.f("fk_pledges_department_team"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["department"],
            ["departments.name"],
            name=op.f("fk_pledges_department"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["field"], ["fields.name"], name=op.f("fk_pledges_field"), onupdate="CASCADE", **DEFERRED
        ),
        sa.ForeignKeyConstraint(
            ["term"], ["terms.name"], name=op.f("fk_pledges_term"), onupdate="CASCADE", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pledges")),
    )
    op.create_index(op.f("ix_pledges_term"), "pledges", ["term"], unique=False)


def _make_assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_assignments_order")),
        sa.ForeignKeyConstraint(
            ["official"],
            ["officials.id"],
            name=op.f("fk_assignments_official"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["pledge"], ["pledges.number"], name=op.f("fk_assignments_pledge"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("pledge", "official", "since", name=op.f("pk_assignments")),
    )
    op.create_index(op.f("ix_assignments_official"), "assignments", ["official"], unique=False)


def _make_statuses() -> None:
    op.create_table(
        "statuses",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "완료",
                "이행 후 계속추진",
                "정상추진",
                "일부추진",
                "보류",
                "폐기",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(HALF_YEAR.format("half_year"), name=op.f("ck_statuses_half_year")),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_statuses_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("pledge", "half_year", name=op.f("pk_statuses")),
    )


def _make_lines() -> None:
    op.create_table(
        "lines",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entered", sa.Text(), nullable=False),
        sa.Column(
            "stand",
            sa.Enum("result", "plan", name="stand", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum("before", "after", name="side", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("written", sa.Text(), nullable=True),
        sa.CheckConstraint("edtf <> ''", name=op.f("ck_lines_edtf")),
        sa.CheckConstraint(HALF_YEAR.format("entered"), name=op.f("ck_lines_entered")),
        sa.CheckConstraint(KEY, name=op.f("ck_lines_id")),
        sa.CheckConstraint("text <> '' OR edtf IS NOT NULL", name=op.f("ck_lines_tells_something")),
        sa.CheckConstraint(INTERVAL, name=op.f("ck_lines_interval")),
        sa.CheckConstraint("edtf IS NOT NULL OR written IS NULL", name=op.f("ck_lines_written_date")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_lines_interval_order")),
        sa.CheckConstraint("parent <> id", name=op.f("ck_lines_parent")),
        sa.ForeignKeyConstraint(
            ["pledge", "parent"],
            ["lines.pledge", "lines.id"],
            name=op.f("fk_lines_pledge_parent"),
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_lines_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lines")),
        sa.UniqueConstraint("pledge", "id", name=op.f("uq_lines_pledge_id")),
    )
    op.create_index(op.f("ix_lines_parent"), "lines", ["parent"], unique=False)


def _make_outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("reported", sa.Text(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "done",
                "postponed",
                "dropped",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("written", sa.Text(), nullable=True),
        sa.CheckConstraint("edtf <> ''", name=op.f("ck_outcomes_edtf")),
        sa.CheckConstraint(HALF_YEAR.format("reported"), name=op.f("ck_outcomes_reported")),
        sa.CheckConstraint(INTERVAL, name=op.f("ck_outcomes_interval")),
        sa.CheckConstraint("edtf IS NOT NULL OR written IS NULL", name=op.f("ck_outcomes_written_date")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_outcomes_interval_order")),
        sa.ForeignKeyConstraint(
            ["pledge", "line"], ["lines.pledge", "lines.id"], name=op.f("fk_outcomes_pledge_line"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("pledge", "line", "reported", name=op.f("pk_outcomes")),
    )


def _make_topic_orders() -> None:
    op.create_table(
        "topic_orders",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("half_year"), name=op.f("ck_topic_orders_half_year")),
        sa.ForeignKeyConstraint(
            ["pledge", "line"],
            ["lines.pledge", "lines.id"],
            name=op.f("fk_topic_orders_pledge_line"),
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("pledge", "half_year", "line", name=op.f("pk_topic_orders")),
    )


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "happened",
                "dropped",
                name="eventstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("written", sa.Text(), nullable=True),
        sa.CheckConstraint("edtf <> ''", name=op.f("ck_events_edtf")),
        sa.CheckConstraint(KEY, name=op.f("ck_events_id")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_events_name")),
        sa.CheckConstraint(INTERVAL, name=op.f("ck_events_interval")),
        sa.CheckConstraint("edtf IS NOT NULL OR written IS NULL", name=op.f("ck_events_written_date")),
        sa.CheckConstraint("edtf IS NOT NULL", name=op.f("ck_events_dated")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_events_interval_order")),
        sa.CheckConstraint("line IS NULL OR pledge IS NOT NULL", name=op.f("ck_events_line_of_pledge")),
        sa.ForeignKeyConstraint(
            ["pledge", "line"], ["lines.pledge", "lines.id"], name=op.f("fk_events_pledge_line"), **DEFERRED
        ),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_events_pledge"), **DEFERRED),
        sa.ForeignKeyConstraint(
            ["responsible"],
            ["officials.id"],
            name=op.f("fk_events_responsible"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_pledge_line"), "events", ["pledge", "line"], unique=False)
