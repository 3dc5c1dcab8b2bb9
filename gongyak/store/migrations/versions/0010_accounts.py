"""Make the tables of accounts, sessions, invitations and attempts."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0010"
down_revision: Final = "0009"
branch_labels: Final = None
depends_on: Final = None

TABLES: Final = ("accounts", "sessions", "invitations", "login_attempts")
DEFERRED: Final[Any] = {"deferrable": True, "initially": "DEFERRED", "onupdate": "CASCADE"}


def upgrade() -> None:
    """Make them."""
    _make_accounts()
    _make_sessions()
    _make_invitations()
    _make_login_attempts()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _checksum(table: str, column: str) -> sa.CheckConstraint:
    rule = f"length({column}) = 64 AND rtrim({column}, '0123456789abcdef') = ''"
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{column}"))


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.CheckConstraint("password <> ''", name=op.f("ck_accounts_password")),
        sa.ForeignKeyConstraint(
            ["official"], ["officials.id"], name=op.f("fk_accounts_official"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("official", name=op.f("pk_accounts")),
    )


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("official", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        _checksum("sessions", "digest"),
        _checksum("sessions", "standing"),
        sa.ForeignKeyConstraint(
            ["official"], ["accounts.official"], name=op.f("fk_sessions_official"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_official"), "sessions", ["official"], unique=False)
    op.create_index(op.f("ix_sessions_seen_at"), "sessions", ["seen_at"], unique=False)


def _make_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("official", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _checksum("invitations", "digest"),
        sa.CheckConstraint("made_at < expires_at", name=op.f("ck_invitations_order")),
        sa.CheckConstraint("made_by <> ''", name=op.f("ck_invitations_made_by")),
        sa.ForeignKeyConstraint(
            ["official"], ["officials.id"], name=op.f("fk_invitations_official"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitations")),
        sa.UniqueConstraint("official", name=op.f("uq_invitations_official")),
    )


def _make_login_attempts() -> None:
    op.create_table(
        "login_attempts",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("open_from", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_login_attempts_attempts")),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_login_attempts_subject")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_login_attempts")),
    )
    op.create_index(op.f("ix_login_attempts_open_from"), "login_attempts", ["open_from"], unique=False)
