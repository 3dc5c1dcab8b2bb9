"""The tables of letters: the outbox, what people were told and answered, and the templates edited here."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from gongyak.letters import AttemptOutcome, LetterKind, LetterState
from gongyak.notices import AnswerKind
from gongyak.store.base import Name, Record, Whole, Work, refers_to

_SERIAL = BigInteger().with_variant(Integer, "sqlite")


class LetterRow(Work):
    """A letter in the outbox.

    ``resent`` tells that its fate was unknown once and it was sent again by itself, which happens once only.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint("(state IN ('claimed', 'sending')) = (holder IS NOT NULL)", name="holder"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index(None, "state", "due", "id"),
        Index(None, "queued_at"),
    )

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True)
    key: Mapped[Name] = mapped_column(unique=True)
    kind: Mapped[LetterKind]
    name: Mapped[str]
    address: Mapped[Name]
    subject: Mapped[Name]
    text: Mapped[str]
    html: Mapped[str]
    cause: Mapped[str]
    recipient: Mapped[str | None]
    thread: Mapped[str | None]
    message_id: Mapped[Name] = mapped_column(unique=True)
    state: Mapped[LetterState]
    queued_at: Mapped[datetime]
    due: Mapped[datetime]
    attempts: Mapped[Whole]
    resent: Mapped[bool]
    holder: Mapped[str | None]
    changed_at: Mapped[datetime | None]
    error: Mapped[str | None]


class AttachmentRow(Record):
    """A file that goes with a letter: its bytes, or the draft whose document it is."""

    __tablename__ = "letter_attachments"
    __table_args__ = (CheckConstraint("(content IS NULL) <> (draft IS NULL)", name="one_source"),)

    letter: Mapped[int] = mapped_column(refers_to("letters.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[Name]
    media_type: Mapped[Name]
    content: Mapped[bytes | None]
    draft: Mapped[str | None] = mapped_column(refers_to("drafts.number"), index=True)


class AttemptRow(Record):
    """One attempt to send a letter."""

    __tablename__ = "letter_attempts"

    letter: Mapped[int] = mapped_column(refers_to("letters.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    holder: Mapped[str]
    outcome: Mapped[AttemptOutcome]
    stage: Mapped[str]
    code: Mapped[int | None]
    reply: Mapped[str]


class SuppressionRow(Work):
    """How often in a row an address has refused letters for good; from ``since`` on it gets none."""

    __tablename__ = "suppressions"
    __table_args__ = (CheckConstraint("failures > 0", name="failures"),)

    address: Mapped[Name] = mapped_column(primary_key=True)
    failures: Mapped[Whole]
    reason: Mapped[str]
    since: Mapped[datetime | None]


class ToldRow(Record):
    """That somebody was told of something: once for each version of its date and each lead time."""

    __tablename__ = "told"

    about: Mapped[Name] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    lead: Mapped[Name] = mapped_column(primary_key=True)
    recipient: Mapped[Name] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    letter: Mapped[int | None] = mapped_column(refers_to("letters.id"), index=True)


class AnswerRow(Record):
    """What somebody answered by the link in a letter."""

    __tablename__ = "answers"
    __table_args__ = (Index(None, "about", "official"),)

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True)
    about: Mapped[Name]
    version: Mapped[str]
    official: Mapped[Name]
    answer_kind: Mapped[AnswerKind]
    at: Mapped[datetime]
    until: Mapped[date | None]


class LetterTemplateRow(Record):
    """A part of a kind of letter, or of a piece they share, as edited here; the newest holds, empty: none."""

    __tablename__ = "letter_templates"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    letter_kind: Mapped[Name] = mapped_column(primary_key=True)
    part: Mapped[Name] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
    saved_by: Mapped[Name]
    saved_at: Mapped[datetime]
