"""Make the tables of remarks, photos and counts."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0004"
down_revision: Final = "0003"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("remarks", "pictures", "photos", "counts", "stated_counts")
HALF_YEAR: Final = (
    "length({0}) = 6 AND rtrim(substr({0}, 1, 4), '0123456789') = '' AND substr({0}, 5, 2) IN ('H1', 'H2')"
)
KEY: Final = "length(id) BETWEEN 1 AND 32 AND rtrim(id, 'abcdefghijklmnopqrstuvwxyz0123456789_') = ''"
CHECKSUM: Final = "length({0}) = 64 AND rtrim({0}, '0123456789abcdef') = ''"
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make them."""
    _make_remarks()
    _make_pictures()
    _make_photos()
    _make_counts()
    _make_stated_counts()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_remarks() -> None:
    op.create_table(
        "remarks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column(
            "remark_kind",
            sa.Enum(
                "problem", "measure", name="remarkkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entered", sa.Text(), nullable=False),
        sa.Column("retired", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("entered"), name=op.f("ck_remarks_entered")),
        sa.CheckConstraint(KEY, name=op.f("ck_remarks_id")),
        sa.CheckConstraint(HALF_YEAR.format("retired"), name=op.f("ck_remarks_retired")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_remarks_text")),
        sa.CheckConstraint("entered <= retired", name=op.f("ck_remarks_order")),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_remarks_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    op.create_index(op.f("ix_remarks_pledge"), "remarks", ["pledge"], unique=False)


def _make_pictures() -> None:
    op.create_table(
        "pictures",
        sa.Column("checksum", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(CHECKSUM.format("checksum"), name=op.f("ck_pictures_checksum")),
        sa.CheckConstraint("media_type <> ''", name=op.f("ck_pictures_media_type")),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_pictures_size")),
        sa.PrimaryKeyConstraint("checksum", name=op.f("pk_pictures")),
    )


def _make_photos() -> None:
    op.create_table(
        "photos",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("checksum", sa.Text(), nullable=False),
        sa.Column("entered", sa.Text(), nullable=False),
        sa.Column("retired", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("entered"), name=op.f("ck_photos_entered")),
        sa.CheckConstraint(KEY, name=op.f("ck_photos_id")),
        sa.CheckConstraint(HALF_YEAR.format("retired"), name=op.f("ck_photos_retired")),
        sa.CheckConstraint("entered <= retired", name=op.f("ck_photos_order")),
        sa.ForeignKeyConstraint(
            ["checksum"], ["pictures.checksum"], name=op.f("fk_photos_checksum"), **DEFERRED
        ),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_photos_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
    )
    op.create_index(op.f("ix_photos_checksum"), "photos", ["checksum"], unique=False)
    op.create_index(op.f("ix_photos_pledge"), "photos", ["pledge"], unique=False)


def _make_counts() -> None:
    op.create_table(
        "counts",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "meeting",
                "briefing",
                "advice",
                "press",
                "other",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("half_year"), name=op.f("ck_counts_half_year")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_counts_number")),
        sa.ForeignKeyConstraint(["pledge"], ["pledges.number"], name=op.f("fk_counts_pledge"), **DEFERRED),
        sa.PrimaryKeyConstraint("pledge", "category", "label", "half_year", name=op.f("pk_counts")),
    )


def _make_stated_counts() -> None:
    op.create_table(
        "stated_counts",
        sa.Column("pledge", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "meeting",
                "briefing",
                "advice",
                "press",
                "other",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("half_year", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(HALF_YEAR.format("half_year"), name=op.f("ck_stated_counts_half_year")),
        sa.CheckConstraint("total >= 0", name=op.f("ck_stated_counts_total")),
        sa.CheckConstraint(
            "total IS NOT NULL OR note IS NOT NULL", name=op.f("ck_stated_counts_states_something")
        ),
        sa.ForeignKeyConstraint(
            ["pledge"], ["pledges.number"], name=op.f("fk_stated_counts_pledge"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("pledge", "category", "half_year", name=op.f("pk_stated_counts")),
    )
