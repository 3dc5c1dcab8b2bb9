"""A letter goes through Exim into a mailbox, and is read back whole."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.policy import default
from typing import Any, Final

import pytest

from gongyak.events import PlannedEvent
from gongyak.letters import Attachment
from gongyak.mail.errors import Refused
from gongyak.mail.invitation import CalendarEntry, invitation
from gongyak.mail.post import Receipt
from gongyak.mail.server import SmtpServer
from gongyak.mail.smtp import SmtpPost
from gongyak.when import When
from tests.mail import certificates, exim
from tests.mail.letters import AT, SENDER, TEXT, outgoing

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAME: Final = "2026년 하반기 ‘바이오 정밀의료클러스터 조성 추진’ 공약 보고서 초안(의견 포함).docx"
LONG_SUBJECT: Final = (
    "[입력 요청] 2026년 하반기 공약 추진실적 및 향후계획  입력 안내 " * 3 + "(7. 9.(수)까지)"
)


def calendar() -> Attachment:
    event = PlannedEvent(id="lih-g", name="LIH-G 개관식", when=When.parse("2026-11-30"), place="가람시")
    made = invitation(CalendarEntry(event=event, sequence=0, stamp=AT, domain="example.kr"), SENDER)
    assert made is not None
    return made


async def send(server: exim.Exim, **more: Any) -> Receipt | None:
    settings = SmtpServer(
        host="127.0.0.1", port=server.port, security="starttls", ca_file=certificates.ca_file()
    )
    async with SmtpPost(settings).connect() as line:
        return await line.send(outgoing(**more), lambda: True)


@pytest.mark.needs("exim")
def test_a_real_server_delivers_a_korean_letter_with_its_files_whole() -> None:
    document, ics = bytes(range(256)) * 4096, calendar()
    attachments = (Attachment(NAME, WORD, document), ics)
    with exim.running() as server:
        receipt = asyncio.run(
            send(server, subject=LONG_SUBJECT, name="김담당 주무관", attachments=attachments)
        )
        assert receipt is not None
        (delivered,) = (server.mailbox / "new").iterdir()
        message = message_from_bytes(delivered.read_bytes(), policy=default)
    assert str(message["Subject"]) == LONG_SUBJECT
    assert str(message["To"]) == "김담당 주무관 <officer@example.kr>"
    assert str(message["From"]) == "공약관리 시스템 <gongyak@example.kr>"
    assert str(message["Message-ID"]) == "<letter.1@example.kr>"
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == TEXT
    word, entry = message.iter_attachments()
    assert (word.get_filename(), word.get_content()) == (NAME, document)
    assert (entry.get_filename(), entry.get_payload(decode=True)) == ("LIH-G 개관식.ics", ics.content)
    assert [part.defects for part in message.walk()] == [[]] * 6


@pytest.mark.needs("exim")
def test_a_real_server_refuses_a_recipient_elsewhere() -> None:
    with exim.running() as server, pytest.raises(Refused) as refused:
        asyncio.run(send(server, address="officer@elsewhere.example"))
    assert refused.value.code == 550
