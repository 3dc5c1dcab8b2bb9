"""Let letters ask for the review of a draft, and tell who asked for it what is to be mended."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0016"
down_revision: Final = "0015"
branch_labels: Final = None
depends_on: Final = None

OLD: Final = (
    "draft-ready",
    "missing",
    "event",
    "date-changed",
    "overdue",
    "escalation",
    "overview",
    "failure",
    "test",
)
NEW: Final = ("draft-ready", "review", *OLD[1:])
STATES: Final = ("queued", "claimed", "sending", "sent", "failed", "unknown", "held")
SERIAL: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KIND: Final = "ck_letters_letterkind"


def upgrade() -> None:
    """Allow the kind."""
    _allow(OLD, NEW)


def downgrade() -> None:
    """Allow it no more: such letters are gone with all that belongs to them, as no other kind tells of it."""
    letters = "SELECT id FROM letters WHERE kind = 'review'"
    for table in ("letter_attachments", "letter_attempts", "told"):
        op.execute(f"DELETE FROM {table} WHERE letter IN ({letters})")  # noqa: S608 - constants
    op.execute("DELETE FROM letters WHERE kind = 'review'")
    op.execute("DELETE FROM letter_templates WHERE letter_kind = 'review'")
    if op.get_bind().dialect.name == "postgresql":  # it alters no table with references still to be checked
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _allow(NEW, OLD)


def _allow(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    # SQLite makes the table anew, as it is told here: checks cannot be read from the database.
    with op.batch_alter_table("letters", copy_from=_letters(before)) as batch:
        batch.drop_constraint(op.f(KIND), type_="check")
        batch.create_check_constraint(op.f(KIND), _is_one_of("kind", after))


def _is_one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _letters(kinds: tuple[str, ...]) -> sa.Table:
    """Return the table as it stands since 0009, with the *kinds* that it allows."""
    table = sa.Table(
        "letters",
        sa.MetaData(),
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("thread", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(_is_one_of("kind", kinds), name=op.f(KIND)),
        *_rules(),
    )
    sa.Index(op.f("ix_letters_queued_at"), table.c.queued_at)
    sa.Index(op.f("ix_letters_state_due_id"), table.c.state, table.c.due, table.c.id)
    return table


def _rules() -> tuple[sa.Constraint, ...]:
    return (
        sa.CheckConstraint(_is_one_of("state", STATES), name=op.f("ck_letters_letterstate")),
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
