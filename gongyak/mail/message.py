"""A letter of the outbox as the message that goes out: the same letter and date give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from gongyak.letters import Attachment, Letter, Posted
from gongyak.mail.addresses import Sender, address_header, mailbox, one_line
from gongyak.mail.errors import BadAttachment
from gongyak.mail.mime import file_part, multipart, text_header, text_part
from gongyak.mail.post import Outgoing

_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]+@([!-;=?-~]+)>\Z")
_NO_DRAFTS: Final[Mapping[str, bytes]] = MappingProxyType({})
_PER_PART: Final = 1500
"""Bytes that the headers of a part, or of the message, take at most but for freak addresses."""


def make_outgoing(
    posted: Posted, sender: Sender, *, date: datetime, drafts: Mapping[str, bytes] = _NO_DRAFTS
) -> Outgoing:
    """Return *posted* with its envelope, ready for a `gongyak.mail.post.Line`; see `make_message`."""
    return Outgoing(
        number=posted.id,
        message_id=posted.message_id,
        sender=mailbox(sender.address),
        recipient=mailbox(posted.letter.address),
        subject=one_line(posted.letter.subject),
        date=date,
        content=make_message(posted, sender, date=date, drafts=drafts),
    )


def make_message(
    posted: Posted, sender: Sender, *, date: datetime, drafts: Mapping[str, bytes] = _NO_DRAFTS
) -> bytes:
    """Return *posted* as a MIME message to its one recipient.

    *date* is the message's (with its zone), *drafts* holds the documents of the drafts attached, by their
    numbers.  Raises `BadAddress` or `BadAttachment`.
    """
    letter = posted.letter
    mark = sha256(posted.message_id.encode()).hexdigest()[:24]
    texts = [text_part("plain", letter.text), text_part("html", letter.html)]
    body = multipart("alternative", texts, f"=_text_{mark}")
    if letter.attachments:
        files = [_file(attachment, drafts) for attachment in letter.attachments]
        body = multipart("mixed", [body, *files], f"=_all_{mark}")
    head = "".join(f"{header}\r\n" for header in _headers(posted, sender, date))
    return head.encode() + body


def thread_root(thread: str, message_id: str) -> str:
    """Return the id that all letters of *thread* refer to, of the same domain as *message_id*.

    No message bears it; mail readers set side by side what refers to the same one, so D-7 and D-1 stand
    together however many letters lie between, and though one of them may have been deleted.
    """
    return f"<thread.{sha256(thread.encode()).hexdigest()[:24]}@{_domain(message_id)}>"


def message_size(letter: Letter, draft_sizes: Mapping[str, int]) -> int:
    """Return how many bytes the message of *letter* takes at most, given the sizes of its drafts in bytes.

    Whoever writes a letter asks this first, and where it is too much writes the letter that tells where to
    fetch the draft (`without_drafts`): what lies in the outbox is what is sent.
    """
    texts = (len(text.encode()) + text.count("\n") + 2 for text in (letter.text, letter.html))
    files = (_size(attachment, draft_sizes) for attachment in letter.attachments)
    return _PER_PART + sum(_PER_PART + _in_base64(size) for size in (*texts, *files))


def without_drafts(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return *attachments* without those that are drafts: the files of a letter too large for the server."""
    return tuple(attachment for attachment in attachments if attachment.draft is None)


def _headers(posted: Posted, sender: Sender, date: datetime) -> Iterator[str]:
    letter = posted.letter
    _domain(posted.message_id)
    yield f"From: {address_header('From', sender.name, sender.address)}"
    yield f"To: {address_header('To', letter.name, letter.address)}"
    yield f"Reply-To: {address_header('Reply-To', '', sender.reply_to or sender.address)}"
    yield text_header("Subject", letter.subject)
    yield f"Date: {format_datetime(date)}"
    yield f"Message-ID: {posted.message_id}"
    if letter.thread is not None:
        root = thread_root(letter.thread, posted.message_id)
        yield f"In-Reply-To: {root}"
        yield f"References: {root}"
    yield "Auto-Submitted: auto-generated"  # RFC 3834: no machine answers it,
    yield "X-Auto-Response-Suppress: OOF, AutoReply"  # nor does Exchange, which has its own header
    yield "Content-Language: ko"
    yield "MIME-Version: 1.0"


def _domain(message_id: str) -> str:
    found = _MESSAGE_ID.match(message_id)
    if found is None:
        message = f"no Message-ID in angle brackets: {message_id!r}"
        raise ValueError(message)
    return found[1]


def _file(attachment: Attachment, drafts: Mapping[str, bytes]) -> bytes:
    content = attachment.content if attachment.draft is None else drafts.get(attachment.draft)
    if content is None:
        raise BadAttachment(name=attachment.name, media_type=attachment.media_type)
    return file_part(attachment.name, attachment.media_type, content)


def _size(attachment: Attachment, draft_sizes: Mapping[str, int]) -> int:
    return len(attachment.content or b"") if attachment.draft is None else draft_sizes[attachment.draft]


def _in_base64(size: int) -> int:
    """Return the bytes that *size* of them take in lines of 57, each 76 characters and CRLF."""
    return -(-size // 57) * 78
