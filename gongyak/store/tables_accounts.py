"""The tables of those who come in: accounts, sessions, invitations, calendars, and attempts to guess."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.store.base import Checksum, Fact, Name, Whole, Work, refers_to


class AccountRow(Fact):
    """The account of an official; the audit keeps when the password was set, and never its hash."""

    __tablename__ = "accounts"
    kind = "account"
    key_form = "{official}"
    identity = ("official",)
    unaudited = frozenset({"password"})

    official: Mapped[str] = mapped_column(refers_to("officials.id", follows=True), primary_key=True)
    password: Mapped[Name]
    set_at: Mapped[datetime]
    is_active: Mapped[bool]
    must_change: Mapped[bool]


class SessionRow(Work):
    """A session of a browser, by the digest of its token."""

    __tablename__ = "sessions"

    digest: Mapped[Checksum] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(refers_to("accounts.official", follows=True), index=True)
    standing: Mapped[Checksum]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class InvitationRow(Work):
    """A link that sets a password, by the digest of its token; no official: the first administrator's."""

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint("made_at < expires_at", name="order"),)

    digest: Mapped[Checksum] = mapped_column(primary_key=True)
    official: Mapped[str | None] = mapped_column(refers_to("officials.id", follows=True), unique=True)
    made_by: Mapped[Name]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class FeedRow(Work):
    """The calendar that an account's official subscribes to, by the digest of its address's token."""

    __tablename__ = "feeds"

    digest: Mapped[Checksum] = mapped_column(primary_key=True)
    official: Mapped[str] = mapped_column(refers_to("accounts.official", follows=True), unique=True)
    made_at: Mapped[datetime]


class AttemptsRow(Work):
    """How often in a row somebody has tried in vain: for one account, or from one address."""

    __tablename__ = "login_attempts"
    __table_args__ = (CheckConstraint("attempts >= 0", name="attempts"),)

    subject: Mapped[Name] = mapped_column(primary_key=True)
    attempts: Mapped[Whole]
    open_from: Mapped[datetime] = mapped_column(index=True)
