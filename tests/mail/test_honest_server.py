"""aiosmtpd, an honest server by other people: what it took is what was sent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from gongyak.mail.post import Outgoing
from gongyak.mail.server import SmtpServer
from gongyak.mail.smtp import SmtpPost
from tests.mail import certificates
from tests.mail.letters import outgoing


class Sink:
    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        self.taken.append(envelope)
        return "250 OK"


def login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"gongyak", "비밀번호".encode()), handled=False)


async def send(sink: Sink, messages: list[Outgoing], *, protected: bool) -> None:
    options: dict[str, Any] = {}
    account: dict[str, Any] = {"security": "plain"}
    if protected:
        options = {"tls_context": certificates.context(), "require_starttls": True, "auth_required": True}
        account = {"security": "starttls", "username": "gongyak", "password": "비밀번호"}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, authenticator=login, hostname="sink.example.kr", **options), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    async with server:
        post = SmtpPost(SmtpServer(host="127.0.0.1", port=port, ca_file=certificates.ca_file(), **account))
        async with post.connect() as line:
            for message in messages:
                assert await line.send(message, lambda: True) is not None
    await asyncio.sleep(0.001)  # the server's side closes in the loop's next rounds


@pytest.mark.parametrize("protected", [True, False])
def test_an_honest_server_takes_what_was_sent(protected: bool) -> None:  # noqa: FBT001 - a table's column
    sink = Sink()
    messages = [outgoing(number) for number in range(10)]
    asyncio.run(send(sink, messages, protected=protected))
    assert [envelope.content for envelope in sink.taken] == [message.content for message in messages]
    assert {(envelope.mail_from, *envelope.rcpt_tos) for envelope in sink.taken} == {
        ("gongyak@example.kr", "officer@example.kr")
    }
