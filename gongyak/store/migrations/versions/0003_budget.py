"""Make the tables of the budget."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("projects", "statements", "cells", "overall_statements", "overall_cells")
HALF_YEAR: Final = (
    "length({0}) = 6 AND rtrim(substr({0}, 1, 4), '0123456789') = '' AND substr({0}, 5, 2) IN ('H1', 'H2')"
)
KEY: Final = "length(id) BETWEEN 1 AND 32 AND rtrim(id, 'abcdefghijklmnopqrstuvwxyz0123456789_') = ''"
COLUMN_KEY: Final = (
    "column_key IN ('before', 'after') OR length(column_key) = 4 AND rtrim(column_key, '0123456789') = ''"
)
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_projects()
    _make_statements()
    _make_cells()
    _make_overall_statements()
    _make_overall_cells()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_projects() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(KEY, name=op.f("ck_projects_id")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_projects_name")),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_projects_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("pledge", "id", name=op.f("uq_projects_pledge_id")),
    )


def _make_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("as_of"), name=op.f("ck_statements_as_of")),
        sa.ForeignKeyConstraint(
            ["pledge", "project"],
            ["projects.pledge", "projects.id"],
            name=op.f("fk_statements_pledge_project"),
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("pledge", "project", "as_of", name=op.f("pk_statements")),
    )


def _make_cells() -> None:
    op.create_table(
        "cells",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=True),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("secured", sa.BigInteger(), nullable=True),
        sa.Column("executed", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(COLUMN_KEY, name=op.f("ck_cells_column_key")),
        sa.CheckConstraint(
            "place = coalesce(source, '계') || '/' || coalesce(column_key, '계')", name=op.f("ck_cells_place")
        ),
        sa.ForeignKeyConstraint(
            ["pledge", "project", "as_of"],
            ["statements.pledge", "statements.project", "statements.as_of"],
            name=op.f("fk_cells_pledge_project_as_of"),
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_cells_source"), **DEFERRED),
        sa.PrimaryKeyConstraint("pledge", "project", "as_of", "place", name=op.f("pk_cells")),
    )
    # ### end Alembic commands ###


def _make_overall_statements() -> None:
    op.create_table(
        "overall_statements",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("as_of"), name=op.f("ck_overall_statements_as_of")),
        sa.ForeignKeyConstraint(
            ["pledge"], ["pledges.number"], name=op.f("fk_overall_statements_pledge"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("pledge", "as_of", name=op.f("pk_overall_statements")),
    )


def _make_overall_cells() -> None:
    op.create_table(
        "overall_cells",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=True),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("secured", sa.BigInteger(), nullable=True),
        sa.Column("executed", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(COLUMN_KEY, name=op.f("ck_overall_cells_column_key")),
        sa.CheckConstraint(
            "place = coalesce(source, '계') || '/' || coalesce(column_key, '계')",
            name=op.f("ck_overall_cells_place"),
        ),
        sa.ForeignKeyConstraint(
            ["pledge", "as_of"],
            ["overall_statements.pledge", "overall_statements.as_of"],
            name=op.f("fk_overall_cells_pledge_as_of"),
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["source"], ["sources.name"], name=op.f("fk_overall_cells_source"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("pledge", "as_of", "place", name=op.f("pk_overall_cells")),
    )
