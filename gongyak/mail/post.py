"""The post: what carries messages away.

`Post` and `Line` are what a job needs to know; SMTP (`gongyak.mail.smtp`), a folder (`gongyak.mail.folder`)
and the post in memory below keep them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from gongyak.mail.errors import BEGUN, MailError


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message ready to go: its number in the outbox, its envelope, its bytes.

    ``sender`` and ``recipient`` are bare addresses.  ``subject`` and ``date`` are those of the message.
    """

    number: int
    message_id: str
    sender: str
    recipient: str
    subject: str
    date: datetime
    content: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server said when it took a message over."""

    code: int
    reply: str


class Line(Protocol):
    """An open connection, by which any number of messages go, one after the other."""

    async def send(self, message: Outgoing, begin_data: Callable[[], bool]) -> Receipt | None:
        """Send *message*, or raise a `MailError`.

        ``begin_data`` is called once the recipient was accepted, immediately before DATA: from then on a
        crash leaves the letter's fate unknown.  If it returns False nothing is sent, and the result is None.
        After an error the line takes the next message, unless the error is ``about_server``: such a one never
        comes after ``begin_data``.
        """
        ...


class Post(Protocol):
    """A way to send messages."""

    def connect(self) -> AbstractAsyncContextManager[Line]:
        """Open a line; entering raises a `MailError` that is ``about_server`` where none comes about."""
        ...


@dataclass(slots=True)
class MemoryPost:
    """A post that keeps in ``sent`` what it carries, for trials and tests.

    ``faults`` raises an error for a recipient's address, at the moment its stage names; ``closed`` raises one
    as soon as a line is opened.
    """

    faults: Mapping[str, MailError] = field(default_factory=dict)
    closed: MailError | None = None
    sent: list[Outgoing] = field(default_factory=list)
    lines: int = 0

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Line]:
        """Open a line, or raise what ``closed`` holds."""
        if self.closed is not None:
            raise self.closed
        self.lines += 1
        yield self

    async def send(self, message: Outgoing, begin_data: Callable[[], bool]) -> Receipt | None:
        """Keep *message*, or raise the fault of its recipient."""
        fault = self.faults.get(message.recipient)
        if fault is not None and fault.stage not in BEGUN:
            raise fault
        if not begin_data():
            return None
        if fault is not None:
            raise fault
        self.sent.append(message)
        return Receipt(250, "kept in memory")
