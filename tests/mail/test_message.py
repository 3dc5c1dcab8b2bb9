"""Letters as messages."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from gongyak.letters import Attachment
from gongyak.mail.addresses import Sender
from gongyak.mail.errors import BadAddress, BadAttachment
from gongyak.mail.message import make_message, make_outgoing, message_size, thread_root, without_drafts
from tests.mail.letters import AT, SENDER, SUBJECT, TEXT, letter, outgoing, posted

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT = Attachment("초안.docx", WORD, draft="2026H2-1-1-1")
ICS = Attachment("개관식.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR")


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


def message(**more: Any) -> EmailMessage:
    return read(make_message(posted(**more), SENDER, date=AT, drafts={"2026H2-1-1-1": b"PK"}))


def test_the_headers_tell_from_whom_to_whom_and_that_no_machine_need_answer() -> None:
    head = message(thread="event:lih-g")
    assert str(head["From"]) == "공약관리 시스템 <gongyak@example.kr>"
    assert str(head["To"]) == "김담당 <officer@example.kr>"
    assert str(head["Reply-To"]) == "gongyak@example.kr"
    assert str(make_header(decode_header(str(head["Subject"])))) == SUBJECT
    assert head["Date"].datetime == AT
    assert str(head["Message-ID"]) == "<letter.1@example.kr>"
    assert str(head["Auto-Submitted"]) == "auto-generated"
    assert head.defects == []


def test_answers_go_where_the_settings_say() -> None:
    sender = Sender("공약관리 시스템", "gongyak@example.kr", "pledges@example.kr")
    assert str(read(make_message(posted(), sender, date=AT))["Reply-To"]) == "pledges@example.kr"


def test_letters_of_one_thread_refer_to_the_same_root() -> None:
    first, second, other = (
        message(number=1, thread="event:lih-g"),
        message(number=2, thread="event:lih-g"),
        message(number=3, thread="event:other"),
    )
    root = thread_root("event:lih-g", "<letter.1@example.kr>")
    assert str(first["References"]) == str(second["References"]) == str(first["In-Reply-To"]) == root
    assert str(other["References"]) != root


def test_a_letter_of_no_thread_refers_to_none() -> None:
    head = message()
    assert head["References"] is None
    assert head["In-Reply-To"] is None


def test_the_text_stands_before_the_html() -> None:
    whole = message()
    assert whole.get_content_type() == "multipart/alternative"
    text, html = whole.iter_parts()
    assert (text.get_content_type(), text.get_content()) == ("text/plain", TEXT.replace("\n", "\r\n"))
    assert html.get_content_type() == "text/html"


def test_attachments_follow_the_texts_with_their_names() -> None:
    whole = message(attachments=(DRAFT, ICS))
    assert whole.get_content_type() == "multipart/mixed"
    assert [part.get_filename() for part in whole.iter_attachments()] == ["초안.docx", "개관식.ics"]
    assert [part.get_payload(decode=True) for part in whole.iter_attachments()] == [b"PK", ICS.content]


def test_the_same_letter_and_date_give_the_same_bytes() -> None:
    one, other = (make_message(posted(attachments=(ICS,)), SENDER, date=AT) for _ in range(2))
    assert one == other


def test_every_line_ends_with_crlf_and_is_short() -> None:
    data = make_message(posted(attachments=(ICS,), subject="가나다 " * 60, name="나" * 60), SENDER, date=AT)
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_no_field_of_a_letter_begins_a_header_of_its_own() -> None:
    evil = "가\r\nBcc: evil@example.kr\r\n\r\n<b>"
    attachment = Attachment(evil, "text/plain", b"")
    for given in ({"subject": evil}, {"name": evil}, {"attachments": (attachment,)}, {"thread": evil}):
        head, _, _ = make_message(posted(**given), SENDER, date=AT).partition(b"\r\n\r\n")
        assert b"\r\nBcc" not in head
    with pytest.raises(BadAddress):
        make_message(posted(address="officer@example.kr, evil@example.kr"), SENDER, date=AT)
    with pytest.raises(ValueError, match="no Message-ID"):
        thread_root("event:lih-g", "<a@b>\r\nBcc: evil@example.kr")


def test_a_draft_that_is_not_there_is_told() -> None:
    with pytest.raises(BadAttachment, match="초안"):
        make_message(posted(attachments=(DRAFT,)), SENDER, date=AT)


def test_the_size_told_beforehand_is_never_too_small_and_hardly_too_large() -> None:
    content = b"x" * 1_000_000
    for attachments in ((), (DRAFT,), (DRAFT, ICS)):
        made = len(
            make_message(posted(attachments=attachments), SENDER, date=AT, drafts={"2026H2-1-1-1": content})
        )
        told = message_size(letter(attachments=attachments), {"2026H2-1-1-1": len(content)})
        assert made <= told <= made + 10_000


def test_a_letter_too_large_goes_without_its_drafts() -> None:
    assert without_drafts((DRAFT, ICS)) == (ICS,)


def test_the_envelope_has_bare_addresses() -> None:
    made = make_outgoing(posted(7, subject="가\n나"), SENDER, date=AT)
    assert (made.number, made.sender, made.recipient) == (7, "gongyak@example.kr", "officer@example.kr")
    assert (made.subject, made.message_id, made.date) == ("가 나", "<letter.7@example.kr>", AT)
    assert made.content == outgoing(7, subject="가\n나").content
