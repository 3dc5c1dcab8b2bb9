"""Make the tables of the drafts and of the audit."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("drafts", "draft_documents", "draft_findings", "changes")
HALF_YEAR: Final = (
    "length({0}) = 6 AND rtrim(substr({0}, 1, 4), '0123456789') = '' AND substr({0}, 5, 2) IN ('H1', 'H2')"
)
CHECKSUM: Final = "length({0}) = 64 AND rtrim({0}, '0123456789abcdef') = ''"
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_drafts()
    _make_draft_documents()
    _make_draft_findings()
    _make_changes()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(CHECKSUM.format("document"), name=op.f("ck_drafts_document")),
        sa.CheckConstraint(HALF_YEAR.format("half_year"), name=op.f("ck_drafts_half_year")),
        sa.CheckConstraint(CHECKSUM.format("inputs"), name=op.f("ck_drafts_inputs")),
        sa.CheckConstraint(CHECKSUM.format("template"), name=op.f("ck_drafts_template")),
        sa.CheckConstraint("made_by <> ''", name=op.f("ck_drafts_made_by")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_drafts_number")),
        sa.CheckConstraint("again >= 0", name=op.f("ck_drafts_again")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_drafts_version")),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_drafts_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_drafts")),
        sa.UniqueConstraint(
            "half_year", "pledge", "inputs", "again", name=op.f("uq_drafts_half_year_pledge_inputs_again")
        ),
        sa.UniqueConstraint(
            "half_year", "pledge", "version", name=op.f("uq_drafts_half_year_pledge_version")
        ),
    )
    op.create_index(op.f("ix_drafts_pledge"), "drafts", ["pledge"], unique=False)


def _make_draft_documents() -> None:
    op.create_table(
        "draft_documents",
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.number"], name=op.f("fk_draft_documents_draft"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("draft", name=op.f("pk_draft_documents")),
    )


def _make_draft_findings() -> None:
    op.create_table(
        "draft_findings",
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "오류",
                "확인 필요",
                "참고",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.CheckConstraint("rule <> ''", name=op.f("ck_draft_findings_rule")),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.number"], name=op.f("fk_draft_findings_draft"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("draft", "position", name=op.f("pk_draft_findings")),
    )


def _make_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "added",
                "changed",
                "removed",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.CheckConstraint("table_name <> ''", name=op.f("ck_changes_table_name")),
        sa.CheckConstraint("who <> ''", name=op.f("ck_changes_who")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_pledge"), "changes", ["pledge"], unique=False)
    op.create_index(op.f("ix_changes_row_key"), "changes", ["row_key"], unique=False)
