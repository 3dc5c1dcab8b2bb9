"""Make the tables of the city."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = (
    "city",
    "sources",
    "fields",
    "terms",
    "term_columns",
    "departments",
    "teams",
    "officials",
    "posts",
    "days",
)
COLUMN_KEY: Final = (
    "column_key IN ('before', 'after') OR length(column_key) = 4 AND rtrim(column_key, '0123456789') = ''"
)
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_city()
    _make_sources()
    _make_fields()
    _make_terms()
    _make_term_columns()
    _make_departments()
    _make_teams()
    _make_officials()
    _make_posts()
    _make_days()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_city() -> None:
    op.create_table(
        "city",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_city_name")),
        sa.CheckConstraint("id = 1", name=op.f("ck_city_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city")),
    )


def _make_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_sources_name")),
        sa.CheckConstraint("name <> '계'", name=op.f("ck_sources_not_the_total")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )


def _make_fields() -> None:
    op.create_table(
        "fields",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_fields_name")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_fields")),
    )


def _make_terms() -> None:
    op.create_table(
        "terms",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_terms_name")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_terms_order")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_terms")),
        sa.UniqueConstraint("first_day", name=op.f("uq_terms_first_day")),
        sa.UniqueConstraint("last_day", name=op.f("uq_terms_last_day")),
    )


def _make_term_columns() -> None:
    op.create_table(
        "term_columns",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(COLUMN_KEY, name=op.f("ck_term_columns_column_key")),
        sa.ForeignKeyConstraint(
            ["term"], ["terms.name"], name=op.f("fk_term_columns_term"), onupdate="CASCADE", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("term", "column_key", name=op.f("pk_term_columns")),
    )


def _make_departments() -> None:
    op.create_table(
        "departments",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_departments_name")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_departments")),
    )


def _make_teams() -> None:
    op.create_table(
        "teams",
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_teams_name")),
        sa.ForeignKeyConstraint(
            ["department"],
            ["departments.name"],
            name=op.f("fk_teams_department"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.PrimaryKeyConstraint("department", "name", name=op.f("pk_teams")),
    )


def _make_officials() -> None:
    op.create_table(
        "officials",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("id <> ''", name=op.f("ck_officials_id")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_officials_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officials")),
    )


def _make_posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "담당자",
                "팀장",
                "과장",
                "총괄",
                "관리자",
                "열람",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("since <= until", name=op.f("ck_posts_order")),
        sa.ForeignKeyConstraint(
            ["department", "team"],
            ["teams.department", "teams.name"],
            name=op.f("fk_posts_department_team"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["department"],
            ["departments.name"],
            name=op.f("fk_posts_department"),
            onupdate="CASCADE",
            **DEFERRED,
        ),
        sa.ForeignKeyConstraint(
            ["official"], ["officials.id"], name=op.f("fk_posts_official"), onupdate="CASCADE", **DEFERRED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint(
            "official",
            "role",
            "department",
            "team",
            "since",
            name=op.f("uq_posts_official_role_department_team_since"),
        ),
    )
    op.create_index(op.f("ix_posts_official"), "posts", ["official"], unique=False)
    op.create_index(
        "uq_posts_without_team",
        "posts",
        ["official", "role", "department", "since"],
        unique=True,
        sqlite_where=sa.text("team IS NULL"),
        postgresql_where=sa.text("team IS NULL"),
    )


def _make_days() -> None:
    op.create_table(
        "days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_days")),
    )
