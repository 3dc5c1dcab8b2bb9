"""Make the tables of the city's own report forms, of which is in use, and of who came in."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0014"
down_revision: Final = "0013"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("report_forms", "form_choices", "access_log")
KINDS: Final = ("login", "refused", "locked", "download")
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_report_forms()
    _make_form_choices()
    _make_access_log()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_report_forms() -> None:
    rule = "length(checksum) = 64 AND rtrim(checksum, '0123456789abcdef') = ''"
    op.create_table(
        "report_forms",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("checksum", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_report_forms_version")),
        sa.CheckConstraint(rule, name=op.f("ck_report_forms_checksum")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_report_forms_name")),
        sa.CheckConstraint("saved_by <> ''", name=op.f("ck_report_forms_saved_by")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_report_forms")),
    )


def _make_form_choices() -> None:
    op.create_table(
        "form_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("chosen_by <> ''", name=op.f("ck_form_choices_chosen_by")),
        sa.ForeignKeyConstraint(
            ["version"], ["report_forms.version"], name=op.f("fk_form_choices_version"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_choices")),
    )


def _make_access_log() -> None:
    kind = sa.Enum(*KINDS, name="accesskind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("official", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index(op.f("ix_access_log_at"), "access_log", ["at"])
