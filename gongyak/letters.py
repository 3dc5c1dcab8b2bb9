"""Letters: what is written to whom, and how far on its way it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is for; each kind has its own subject, text and HTML below ``templates/mail``."""

    DRAFT_READY = "draft-ready"
    REVIEW = "review"
    MISSING = "missing"
    EVENT = "event"
    DATE_CHANGED = "date-changed"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    OVERVIEW = "overview"
    FAILURE = "failure"
    TEST = "test"


class LetterState(StrEnum):
    """How far a letter has come.

    ``sending`` begins with DATA, the one moment after which a lost connection leaves the fate of the letter
    unknown (RFC 5321, 4.2.5).  ``held`` letters wait for a person.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter: its bytes, or the number of the draft whose document it is."""

    name: str
    media_type: str
    content: bytes | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one person.

    ``key`` makes it the same letter however often it is written: the outbox takes each key once.
    ``recipient`` is the official's id (None: an address that is nobody's here), ``name`` and ``address`` are
    those it goes to.  Letters of one ``thread`` (``event:lih-g``) stand together in the reader's mailbox.
    ``cause`` is the occurrence or the command it comes from.
    """

    key: str
    kind: LetterKind
    name: str
    address: str
    subject: str
    text: str
    html: str
    cause: str
    recipient: str | None = None
    thread: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A letter in the outbox: its number there, its fixed Message-ID, and how far it has come.

    ``attempts`` counts those that reached the server or failed to, ``due`` is when the next may begin,
    ``holder`` the process that has claimed it, ``error`` what the last attempt ended with, as people read it.
    """

    id: int
    letter: Letter
    message_id: str
    state: LetterState
    queued_at: datetime
    due: datetime
    attempts: int = 0
    holder: str | None = None
    changed_at: datetime | None = None
    error: str | None = None


class AttemptOutcome(StrEnum):
    """What an attempt to send a letter came to; ``deferred`` is tried again, ``failed`` is not."""

    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reply:
    """How far the conversation with the server had come, and what it said there.

    ``code`` is the SMTP code, None where no answer came; ``text`` the server's words, or the fault's own.
    ``told`` is what people read of it, None where all is well.
    """

    stage: str
    code: int | None = None
    text: str = ""
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send a letter, the ``number``-th; ``holder`` is the process that made it."""

    number: int
    at: datetime
    holder: str
    outcome: AttemptOutcome
    reply: Reply


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that refused letters for good, ``failures`` times in a row.

    Since the instant ``since`` it gets none (None: it still does).  ``reason`` is what it said last.
    """

    address: str
    failures: int
    reason: str
    since: datetime | None = None
