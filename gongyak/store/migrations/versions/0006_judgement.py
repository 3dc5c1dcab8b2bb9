"""Make the tables of what people decided about the checks."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("mutes", "preferred_names", "name_variants", "accepted_pairs")
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_mutes()
    _make_preferred_names()
    _make_name_variants()
    _make_accepted_pairs()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_mutes() -> None:
    op.create_table(
        "mutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_mutes_reason")),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_mutes_reference")),
        sa.CheckConstraint("rule <> ''", name=op.f("ck_mutes_rule")),
        sa.CheckConstraint("who <> ''", name=op.f("ck_mutes_who")),
        sa.CheckConstraint("reference IS NULL OR pledge IS NOT NULL", name=op.f("ck_mutes_row_of_pledge")),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_mutes_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mutes")),
        sa.UniqueConstraint("rule", "pledge", "reference", name=op.f("uq_mutes_rule_pledge_reference")),
    )
    op.create_index(op.f("ix_mutes_pledge"), "mutes", ["pledge"], unique=False)
    _index_without("reference", "uq_mutes_of_pledge", ["rule", "pledge"])
    _index_without("pledge", "uq_mutes_of_city", ["rule"])


def _index_without(column: str, name: str, columns: list[str]) -> None:
    """Make the unique key of the rows that have nothing in *column*."""
    absent = sa.text(f"{column} IS NULL")
    op.create_index(name, "mutes", columns, unique=True, sqlite_where=absent, postgresql_where=absent)


def _make_preferred_names() -> None:
    op.create_table(
        "preferred_names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_preferred_names_name")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_preferred_names")),
    )


def _make_name_variants() -> None:
    op.create_table(
        "name_variants",
        sa.Column("preferred", sa.Text(), nullable=False),
        sa.Column("variant", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("variant <> ''", name=op.f("ck_name_variants_variant")),
        sa.ForeignKeyConstraint(
            ["preferred"],
            ["preferred_names.name"],
            name=op.f("fk_name_variants_preferred"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("preferred", "variant", name=op.f("pk_name_variants")),
    )


def _make_accepted_pairs() -> None:
    op.create_table(
        "accepted_pairs",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("one <> ''", name=op.f("ck_accepted_pairs_one")),
        sa.CheckConstraint("other <> ''", name=op.f("ck_accepted_pairs_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_accepted_pairs")),
    )
