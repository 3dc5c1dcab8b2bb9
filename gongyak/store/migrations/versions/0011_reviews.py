"""Make the tables of the reviews of drafts, and of the documents that are handed in."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0011"
down_revision: Final = "0010"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("draft_reviews", "final_documents")
STAGES: Final = ("drafted", "requested", "returned", "approved", "confirmed")
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_draft_reviews()
    _make_final_documents()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_draft_reviews() -> None:
    stage = sa.Enum(*STAGES, name="stage", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "draft_reviews",
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", stage, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_draft_reviews_position")),
        sa.CheckConstraint("stage <> 'drafted'", name=op.f("ck_draft_reviews_step")),
        sa.CheckConstraint("stage <> 'returned' OR note <> ''", name=op.f("ck_draft_reviews_note")),
        sa.CheckConstraint("who <> ''", name=op.f("ck_draft_reviews_who")),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.number"], name=op.f("fk_draft_reviews_draft"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("draft", "position", name=op.f("pk_draft_reviews")),
    )


def _make_final_documents() -> None:
    op.create_table(
        "final_documents",
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.number"], name=op.f("fk_final_documents_draft"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("draft", name=op.f("pk_final_documents")),
    )
