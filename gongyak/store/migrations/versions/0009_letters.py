"""Make the tables of letters, notices and templates."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0009"
down_revision: Final = "0008"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = (
    "letters",
    "letter_attachments",
    "letter_attempts",
    "suppressions",
    "told",
    "answers",
    "letter_templates",
)
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED"}
KIND: Final = sa.Enum(
    "draft-ready",
    "missing",
    "event",
    "date-changed",
    "overdue",
    "escalation",
    "overview",
    "failure",
    "test",
    name="letterkind",
    native_enum=False,
    create_constraint=True,
    length=32,
)
SERIAL: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    _make_letters()
    _make_letter_attachments()
    _make_letter_attempts()
    _make_suppressions()
    _make_told()
    _make_answers()
    _make_letter_templates()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            KIND,
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "claimed",
                "sending",
                "sent",
                "failed",
                "unknown",
                "held",
                name="letterstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('claimed', 'sending')) = (holder IS NOT NULL)", name=op.f("ck_letters_holder")
        ),
        sa.CheckConstraint("address <> ''", name=op.f("ck_letters_address")),
        sa.CheckConstraint("key <> ''", name=op.f("ck_letters_key")),
        sa.CheckConstraint("message_id <> ''", name=op.f("ck_letters_message_id")),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_letters_subject")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_letters_attempts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("key", name=op.f("uq_letters_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letters_message_id")),
    )
    op.create_index(op.f("ix_letters_queued_at"), "letters", ["queued_at"], unique=False)
    op.create_index(op.f("ix_letters_state_due_id"), "letters", ["state", "due", "id"], unique=False)


def _make_letter_attachments() -> None:
    op.create_table(
        "letter_attachments",
        sa.Column("letter", SERIAL, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.CheckConstraint("media_type <> ''", name=op.f("ck_letter_attachments_media_type")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_letter_attachments_name")),
        sa.CheckConstraint(
            "(content IS NULL) <> (draft IS NULL)", name=op.f("ck_letter_attachments_one_source")
        ),
        sa.ForeignKeyConstraint(
            ["draft"], ["drafts.number"], name=op.f("fk_letter_attachments_draft"), **DEFERRED
        ),
        sa.ForeignKeyConstraint(
            ["letter"], ["letters.id"], name=op.f("fk_letter_attachments_letter"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("letter", "position", name=op.f("pk_letter_attachments")),
    )
    op.create_index(op.f("ix_letter_attachments_draft"), "letter_attachments", ["draft"], unique=False)


def _make_letter_attempts() -> None:
    op.create_table(
        "letter_attempts",
        sa.Column("letter", SERIAL, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "sent",
                "deferred",
                "failed",
                "unknown",
                name="attemptoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter"], ["letters.id"], name=op.f("fk_letter_attempts_letter"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("letter", "number", name=op.f("pk_letter_attempts")),
    )


def _make_suppressions() -> None:
    op.create_table(
        "suppressions",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("address <> ''", name=op.f("ck_suppressions_address")),
        sa.CheckConstraint("failures > 0", name=op.f("ck_suppressions_failures")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_suppressions")),
    )


def _make_told() -> None:
    op.create_table(
        "told",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("letter", SERIAL, nullable=True),
        sa.CheckConstraint("about <> ''", name=op.f("ck_told_about")),
        sa.CheckConstraint("lead <> ''", name=op.f("ck_told_lead")),
        sa.CheckConstraint("recipient <> ''", name=op.f("ck_told_recipient")),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name=op.f("fk_told_letter"), **DEFERRED),
        sa.PrimaryKeyConstraint("about", "version", "lead", "recipient", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_told_day"), "told", ["day"], unique=False)
    op.create_index(op.f("ix_told_letter"), "told", ["letter"], unique=False)


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column(
            "answer_kind",
            sa.Enum(
                "snooze",
                "done",
                "not-mine",
                name="answerkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("about <> ''", name=op.f("ck_answers_about")),
        sa.CheckConstraint("official <> ''", name=op.f("ck_answers_official")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_about_official"), "answers", ["about", "official"], unique=False)


def _make_letter_templates() -> None:
    op.create_table(
        "letter_templates",
        sa.Column("letter_kind", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("letter_kind <> ''", name=op.f("ck_letter_templates_letter_kind")),
        sa.CheckConstraint("part <> ''", name=op.f("ck_letter_templates_part")),
        sa.CheckConstraint("saved_by <> ''", name=op.f("ck_letter_templates_saved_by")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_letter_templates_version")),
        sa.PrimaryKeyConstraint("letter_kind", "part", "version", name=op.f("pk_letter_templates")),
    )
